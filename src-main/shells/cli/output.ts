import { csvRow } from '../../contract/csv.ts';

/** With `--json` stdout holds one JSON document and nothing else. */
export function printJson(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value, null, 2)}\n`);
}

/** Columns padded to their widest cell; no frame, so that other programs can read it too. */
export function printTable(rows: readonly (readonly string[])[]): void {
  const widths: number[] = [];
  for (const row of rows) {
    row.forEach((cell, index) => {
      widths[index] = Math.max(widths[index] ?? 0, cell.length);
    });
  }
  for (const row of rows) {
    const line = row.map((cell, index) => cell.padEnd(widths[index] ?? 0)).join('  ');
    process.stdout.write(`${plain(line.trimEnd())}\n`);
  }
}

export function printLine(line: string): void {
  process.stdout.write(`${plain(line)}\n`);
}

/** One row as RFC 4180 has it. */
export function printCsvRow(cells: readonly string[]): void {
  process.stdout.write(`${plain(csvRow(cells))}\r\n`);
}

/** A part of a JSON document, which escapes what a terminal would obey. */
export function printText(text: string): void {
  process.stdout.write(text);
}

/** Reports hold hostile text, and a terminal obeys control characters. */
function plain(text: string): string {
  return text.replace(/(?![\t\n])[\p{Cc}\p{Bidi_Control}]/gu, '\ufffd');
}
