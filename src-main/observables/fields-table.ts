import type { Fields } from './fields.ts';
import { isHeader } from './fields-header.ts';
import { cellsOf, RowReader } from './fields-row.ts';

const delimiters = [',', '\t', ';', '|'];
/** How far a preface of comments may reach, and the header after it. */
const longestPreface = 1 << 16;
const longestHeader = 1 << 14;
const rowsLookedAt = 10;
const mostColumns = 1000;
const captionLines = 2;

interface Layout {
  readonly delimiter: string;
  readonly names: readonly string[];
  /** where the rows begin */
  readonly start: number;
  /** a delimiter may stand in a quoted cell */
  readonly quotes: boolean;
  /** comments stand before, and may hold values */
  readonly hasComments: boolean;
}

/** Fields of a table with named columns (CSV and its kin, logs of Zeek, IIS and web proxies); null for any other text. */
export function tableFields(text: string): Fields | null {
  const layout = layoutOf(text);
  return (
    layout && {
      delimiter: layout.delimiter,
      start: layout.hasComments ? 0 : layout.start,
      at: columnReader(text, layout),
      depthAt: () => 0,
    }
  );
}

/**
 * The names of cells in a stretch of a text that has tables among its prose: separated by tabs, as a page or a sheet is
 * copied, or in the bars of Markdown. A line or two may stand above. Null when there is no table.
 */
export function paragraphTable(text: string, start: number, end: number): Fields['at'] | null {
  const inside = text.slice(start, end);
  if (!inside.includes('|') && !inside.includes('\t')) return null;
  let begin = 0;
  for (let line = 0; line <= captionLines && begin < inside.length; line++) {
    const rows = lineEnd(inside, begin);
    const mark = markOf(inside.slice(begin, Math.min(rows, begin + longestHeader)));
    const layout = mark === null ? null : headed(inside, begin, rows, [mark]);
    const at = layout && columnReader(inside, layout);
    if (at) return (offset) => at(offset - start);
    begin = rows;
  }
  return null;
}

function markOf(line: string): string | null {
  if (line.includes('|') && /^\s*\|.*\|\s*$/u.test(line)) return '|';
  return line.includes('\t') ? '\t' : null;
}

function layoutOf(text: string): Layout | null {
  let at = /^[\ufeff\s]{0,100}/u.exec(text)?.[0].length ?? 0;
  let delimiter: string | undefined;
  let comment: number | undefined;
  let names: Names | null = null;
  while (at < Math.min(text.length, longestPreface)) {
    const end = lineEnd(text, at);
    const line = text.slice(at, Math.min(end, at + longestHeader));
    const separator = /^"?sep=(?<mark>[^"])"?\s*$/iu.exec(line)?.groups?.['mark'];
    if (line.startsWith('#')) {
      comment = at + 1;
      names = directive(line) ?? names;
    } else if (separator !== undefined) delimiter = separator;
    else if (line.trim() !== '') break;
    at = end;
  }
  if (names) return declared(names, text, at);
  const marks = delimiter === undefined ? delimiters : [delimiter];
  const plain = headed(text, at, lineEnd(text, at), marks);
  if (comment === undefined) return plain;
  const found = plain ?? headed(text, comment, at, marks);
  return found && { ...found, hasComments: true };
}

interface Names {
  readonly delimiter: string;
  readonly names: readonly string[];
}

/** `#fields⇥ts⇥uid…` of Zeek, `#Fields: date time c-ip…` of the W3C format. */
function directive(line: string): Names | null {
  const { mark, rest } =
    /^#fields(?::(?= )|(?=[\t,|]))(?<mark>[ \t,|])(?<rest>.*)$/imu.exec(line)?.groups ?? {};
  if (mark === undefined || rest === undefined) return null;
  return { delimiter: mark, names: rest.trim().split(mark) };
}

/** CloudFront declares its columns with blanks and separates them by tabs. */
function declared({ names, delimiter }: Names, text: string, start: number): Layout {
  const blanks = delimiter === ' ';
  const row = text.slice(start, Math.min(lineEnd(text, start), start + longestHeader));
  return {
    delimiter: blanks && row.includes('\t') ? '\t' : delimiter,
    names,
    start,
    quotes: blanks,
    hasComments: true,
  };
}

/** A table whose header begins at `begin`, and whose rows at `rows`. */
function headed(
  text: string,
  begin: number,
  rows: number,
  marks: readonly string[],
): Layout | null {
  if (
    rows >= text.length ||
    rows - begin > longestPreface ||
    lineEnd(text, begin) - begin > longestHeader
  )
    return null;
  for (const delimiter of marks) {
    const reader = new RowReader(text, delimiter, mostColumns, true);
    const header = reader.row(begin);
    const names = cellsOf(text, header);
    // A header may go on over a line break in quotes.
    const start = Math.max(rows, header.end);
    if (
      names.length > 1 &&
      isHeader(text.slice(begin, header.end), names, firstRows(text, reader, start), delimiter)
    )
      return { delimiter, names, start, quotes: true, hasComments: false };
  }
  return null;
}

function firstRows(text: string, reader: RowReader, start: number): string[][] {
  const rows: string[][] = [];
  let at = start;
  for (let count = 0; count < rowsLookedAt && at < text.length; count++) {
    const row = reader.row(at);
    const cells = cellsOf(text, row);
    if (cells.some((cell) => cell !== '')) rows.push(cells);
    at = row.end;
  }
  return rows;
}

/** Walks the rows once, up to each offset asked for. A row of another width is none to be sure of. */
function columnReader(text: string, layout: Layout): Fields['at'] {
  let { names } = layout;
  const reader = new RowReader(text, layout.delimiter, mostColumns, layout.quotes);
  let row = { start: 0, ends: [], end: layout.start } as ReturnType<RowReader['row']>;
  let column = 0;
  return (offset) => {
    if (offset < layout.start) return null;
    while (offset >= row.end) {
      const next = row.end;
      row = reader.row(next);
      column = 0;
      if (text.charCodeAt(next) === 0x23)
        names = directive(text.slice(next, next + longestHeader))?.names ?? names;
    }
    if (row.ends.length !== names.length) return null;
    while ((row.ends[column] ?? row.end) < offset) column++;
    return names[column] || null;
  };
}

/** After the line feed that ends the line, or the end of the text. */
function lineEnd(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end < 0 ? text.length : end + 1;
}
