import type { Cell, Column } from '../../src-main/contract/report.ts';
import { plainText } from './item-values.ts';

/** Enough rows to guess a column's width by. */
const sampledRows = 50;
const pixelsPerCharacter = 7.5;
const cellPadding = 20;

export type ColumnWidth = {
  /** what the `col` gets: `20%` or `120px` */
  readonly width: string;
  /** pixels below which the table scrolls sideways instead of squeezing */
  readonly least: number;
};

/** The report's widths where it gives them; else by what stands in the first rows, between 72 and 340 pixels. */
export function columnWidths(
  columns: readonly Column[],
  rows: readonly (readonly Cell[])[],
): readonly ColumnWidth[] {
  const sample = rows.slice(0, sampledRows);
  return columns.map(({ name, width }, index) => {
    const longest = Math.max(
      name.length + 2,
      ...sample.map((row) => Math.min(plainText(row[index] ?? null).length, 60)),
    );
    const natural = Math.round(
      Math.min(Math.max(longest * pixelsPerCharacter + cellPadding, 72), 340),
    );
    if (width === undefined) return { width: `${natural}px`, least: Math.min(natural, 160) };
    const pixels = /^(\d+)px$/.exec(width)?.[1];
    return {
      width,
      least: pixels === undefined ? 72 : Math.min(Math.max(Number(pixels), 40), 800),
    };
  });
}
