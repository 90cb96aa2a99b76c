import { csvRow } from '../../contract/csv.ts';

/** With `--json` stdout holds one JSON document and nothing else. */
export function printJson(value: unknown): void {
  printText(`${JSON.stringify(value, null, 2)}\n`);
}

/** As `printJson`, for lists that are longer than a string can be. */
export function printJsonList(values: readonly unknown[]): void {
  if (values.length === 0) return printJson(values);
  for (let at = 0; at < values.length; at += listedAtOnce) {
    const some = JSON.stringify(values.slice(at, at + listedAtOnce), null, 2).slice(0, -2);
    printText(at === 0 ? some : `,${some.slice(1)}`);
  }
  printText('\n]\n');
}

const listedAtOnce = 10_000;

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

/** A part of a JSON document. JSON itself leaves some of what a terminal obeys as it is. */
export function printText(text: string): void {
  process.stdout.write(text.replace(/[\x7f-\x9f\p{Bidi_Control}]/gu, escapeSequence));
}

/**
 * A text that other programs read, to the letter; only a terminal would obey what is in it. `encode`: where it is not
 * to be UTF-8.
 */
export function printWhole(text: string, encode: (text: string) => Buffer = utf8): void {
  process.stdout.write(process.stdout.isTTY ? plain(text) : encode(text));
}

function utf8(text: string): Buffer {
  return Buffer.from(text);
}

function escapeSequence(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

/** For stderr, where errors repeat what they were given: one line, whatever is in it. */
export function oneLine(text: string): string {
  return `${plain(text.trim().replaceAll(/[\r\n]+/g, ' '))}\n`;
}

/** Reports hold hostile text, and a terminal obeys control characters. */
function plain(text: string): string {
  return text.replace(/(?![\t\n])[\p{Cc}\p{Bidi_Control}]/gu, '\ufffd');
}
