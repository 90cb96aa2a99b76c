import { csvRow } from '../../src-main/contract/csv.ts';
import type { Cell } from '../../src-main/contract/report.ts';
import { plainText } from './item-values.ts';

/** A table with canonical values: a copy is for other tools. */
export function csvOf(names: readonly string[], rows: Iterable<readonly Cell[]>): string {
  const lines = [csvRow(names)];
  for (const row of rows)
    lines.push(csvRow(names.map((_, index) => plainText(row[index] ?? null))));
  return `${lines.join('\r\n')}\r\n`;
}
