import { csvRow } from '../../src-main/contract/csv.ts';
import type { DefangStyle } from '../../src-main/contract/defang.ts';
import type { Cell, Column } from '../../src-main/contract/report.ts';
import { plainText } from './item-values.ts';

/** A table for a spreadsheet: observables and links defanged in this style, or (null) as they are. */
export function csvOf(
  columns: readonly Pick<Column, 'name' | 'kind'>[],
  rows: Iterable<readonly Cell[]>,
  style: DefangStyle | null,
): string {
  const lines = [csvRow(columns.map(({ name }) => name))];
  for (const row of rows) {
    lines.push(
      csvRow(columns.map(({ kind }, index) => plainText(row[index] ?? null, kind, style))),
    );
  }
  return `${lines.join('\r\n')}\r\n`;
}
