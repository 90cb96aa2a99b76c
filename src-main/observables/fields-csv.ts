import type { Fields } from './fields.ts';

const delimiters = [',', '\t', ';', '|'];
const longestHeader = 4096;

/** Fields of a table whose first line names its columns, or null when the text is none. */
export function csvFields(text: string): Fields | null {
  const start = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  const head = text.slice(start, start + longestHeader).split(/\r?\n/u, 3);
  const [header, row] = head;
  if (header === undefined || row === undefined || row === '') return null;
  const delimiter = delimiters.find(
    (mark) => isHeader(cells(header, mark)) && sameWidth(header, row, mark),
  );
  if (delimiter === undefined) return null;
  return {
    delimiter,
    at: columnReader(text, start + header.length, delimiter, cells(header, delimiter)),
  };
}

function sameWidth(header: string, row: string, delimiter: string): boolean {
  return cells(header, delimiter).length === cells(row, delimiter).length;
}

/** Names, each once: no sentence and no value. */
function isHeader(names: readonly string[]): boolean {
  const named = names.every((name) => /^[\p{L}_@#][\p{L}\p{N}_ ./@#()-]{0,39}$/u.test(name));
  return (
    names.length > 1 &&
    named &&
    new Set(names).size === names.length &&
    names.some((name) => !name.includes(' '))
  );
}

function cells(line: string, delimiter: string): string[] {
  const found: string[] = [];
  let cell = '';
  let quoted = false;
  for (const unit of line) {
    if (unit === '"') quoted = !quoted;
    else if (unit === delimiter && !quoted) {
      found.push(cell.trim());
      cell = '';
    } else cell += unit;
  }
  return [...found, cell.trim()];
}

/** Walks the rows once, up to each offset asked for. */
function columnReader(
  text: string,
  from: number,
  delimiter: string,
  names: readonly string[],
): Fields['at'] {
  const mark = delimiter.charCodeAt(0);
  let at = from;
  let column = names.length;
  let quoted = false;
  return (offset) => {
    for (; at < offset; at++) {
      const unit = text.charCodeAt(at);
      if (unit === 0x22) quoted = !quoted;
      else if (quoted) continue;
      else if (unit === 0x0a) column = 0;
      else if (unit === mark) column++;
    }
    return names[column] ?? null;
  };
}
