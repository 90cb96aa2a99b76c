import type { Cell } from '../../src-main/contract/report.ts';
import { plainText } from './item-values.ts';

function field(cell: Cell): string {
  const text = plainText(cell);
  // A spreadsheet runs what starts like a formula; the apostrophe makes it text. Numbers stay numbers.
  const safe =
    typeof cell !== 'number' && /^[=+@\t\r-]/.test(text) && Number.isNaN(Number(text))
      ? `'${text}`
      : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** RFC 4180 with canonical values: a copy is for other tools. */
export function csvOf(names: readonly string[], rows: Iterable<readonly Cell[]>): string {
  const lines = [names.map(field).join(',')];
  for (const row of rows) lines.push(names.map((_, index) => field(row[index] ?? null)).join(','));
  return `${lines.join('\r\n')}\r\n`;
}
