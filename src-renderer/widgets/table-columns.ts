import type { DefangStyle } from '../../src-main/contract/defang.ts';
import type { Cell, Column, Item } from '../../src-main/contract/report.ts';
import type { ItemKind } from '../../src-main/contract/vocabulary.ts';
import { itemOfCell, observableOf, shownText } from './item-values.ts';

/** Enough rows to guess a column's width by. */
const sampledRows = 50;
const pixelsPerCharacter = 8.2;
const cellPadding = 20;
/** Characters that a kind may need in rows that are not sampled. */
const typicalLengths: { readonly [kind in ItemKind]?: number } = {
  IPv4: 19,
  Date: 10,
  DateTime: 20,
};

/** Characters on the screen; observables are set smaller. */
function shownLength({ kind, value, label, lines }: Item, style: DefangStyle): number {
  if (Array.isArray(value)) {
    const lengths = value.map((part) => shownLength(part, style));
    return lines === true
      ? Math.max(0, ...lengths)
      : lengths.reduce((sum, length) => sum + length + 2, 0);
  }
  const text = label ?? shownText(kind, value, style);
  return observableOf(kind, value) === null ? text.length : (text.length + 2) * 0.9;
}

type ColumnWidth = {
  /** what the `col` gets: `20%` or `120px` */
  readonly width: string;
  /** pixels below which the table scrolls sideways instead of squeezing; those of a share of the width */
  readonly least: number;
};

/** The report's widths where it gives them; else by what stands in the first rows, between 72 and 340 pixels. */
export function columnWidths(
  columns: readonly Column[],
  rows: readonly (readonly Cell[])[],
  style: DefangStyle,
): readonly ColumnWidth[] {
  const step = Math.max(1, Math.floor(rows.length / sampledRows));
  const sample = rows.filter((_, index) => index % step === 0);
  return columns.map(({ name, kind, width }, index) => {
    const longest = Math.max(
      name.length + 2,
      typicalLengths[kind] ?? 0,
      ...sample.map((row) =>
        Math.min(shownLength(itemOfCell(row[index] ?? null, kind), style), 60),
      ),
    );
    const natural = Math.round(
      Math.min(Math.max(longest * pixelsPerCharacter + cellPadding, 72), 340),
    );
    if (width === undefined) return { width: `${natural}px`, least: natural };
    const pixels = /^(\d+)px$/.exec(width)?.[1];
    return {
      width,
      least:
        pixels === undefined ? Math.min(natural, 160) : Math.min(Math.max(Number(pixels), 40), 800),
    };
  });
}
