import type { Cell, Column, TableWidget } from '../contract/report.ts';
import { reportLimits } from '../contract/vocabulary.ts';
import { parseCell, parseKind } from './item.ts';
import { listLimits, textLimits } from './limits.ts';
import { type Problems, quoted } from './problems.ts';
import { isRecord, member, type UnknownRecord } from './record.ts';
import { cleanLine } from './text.ts';

export type ParsedTable = {
  readonly widget: Omit<TableWidget, 'title'>;
  /** rows past `inlineRows` */
  readonly rest: readonly (readonly Cell[])[];
  /** UTF-16 units of all its cells, counting eight for what is no text */
  readonly characters: number;
};

/**
 * A table. Rows may be lists of cells or objects by column name; what has too few cells is filled with null.
 * At most `room` UTF-16 units of cells are taken.
 */
export function parseTable(
  input: UnknownRecord,
  where: string,
  room: number,
  problems: Problems,
): ParsedTable {
  const given = member(input, 'rows');
  const source: readonly unknown[] = Array.isArray(given) ? given : [];
  if (given !== undefined && !Array.isArray(given)) problems.add(`${where}: its rows are no list.`);
  const columns = parseColumns(member(input, 'columns'), source, where, problems);

  const rows: Cell[][] = [];
  let characters = 0;
  for (const row of source) {
    if (rows.length >= reportLimits.tableRows || characters > room) break;
    const cells = parseRow(row, columns, where, problems);
    if (cells === null) continue;
    for (const cell of cells) characters += sizeOfCell(cell);
    rows.push(cells);
  }
  if (rows.length >= reportLimits.tableRows && source.length > rows.length)
    problems.add(
      `${where}: the table has ${source.length} rows; the first ${rows.length} are kept.`,
    );
  else if (characters > room)
    problems.add(`${where}: the tables are too large; the first ${rows.length} rows are kept.`);

  const key = parseKey(member(input, 'key'), columns, where, problems);
  return {
    widget: {
      type: 'table',
      columns,
      rows: rows.slice(0, reportLimits.inlineRows),
      rowCount: rows.length,
      ...(key.length > 0 && { key }),
    },
    rest: rows.slice(reportLimits.inlineRows),
    characters,
  };
}

function parseColumns(
  input: unknown,
  rows: readonly unknown[],
  where: string,
  problems: Problems,
): Column[] {
  const given: readonly unknown[] = Array.isArray(input) ? input : namesFromRows(rows);
  if (given.length > listLimits.columns)
    problems.add(
      `${where}: the table has ${given.length} columns; the first ${listLimits.columns} are kept.`,
    );
  return given.slice(0, listLimits.columns).map((column, index) => {
    if (!isRecord(column)) return { name: nameOf(column, index), kind: 'String' };
    const kind = parseKind(member(column, 'kind'));
    const named = member(column, 'kind');
    if (kind === undefined && named !== undefined)
      problems.add(`${where}: the column kind ${quoted(named)} does not exist; text is taken.`);
    const width = parseWidth(member(column, 'width'));
    return {
      name: nameOf(member(column, 'name'), index),
      kind: kind ?? 'String',
      ...(width !== null && { width }),
      ...(member(column, 'volatile') === true && { volatile: true }),
    };
  });
}

function nameOf(name: unknown, index: number): string {
  if (typeof name === 'number') return String(name);
  return typeof name === 'string' ? cleanLine(name, textLimits.title) : `Column ${index + 1}`;
}

/** Without a list of columns: the keys of the first row that is an object, or as many as the first row is wide. */
function namesFromRows(rows: readonly unknown[]): readonly unknown[] {
  const first = rows[0];
  if (Array.isArray(first)) return first.map((_, index) => `Column ${index + 1}`);
  return isRecord(first) ? Object.keys(first) : [];
}

/** `20%` or `120px`; a bare number is pixels. */
function parseWidth(width: unknown): string | null {
  const text = typeof width === 'number' ? `${width}px` : width;
  if (typeof text !== 'string' || text.length > 12) return null;
  const [, digits, unit] = /^(\d{1,4})(?:\.\d+)?(%|px)?$/.exec(text.trim()) ?? [];
  if (digits === undefined) return null;
  const most = unit === '%' ? 100 : 2000;
  return `${Math.min(most, Number(digits))}${unit ?? 'px'}`;
}

function parseRow(
  row: unknown,
  columns: readonly Column[],
  where: string,
  problems: Problems,
): Cell[] | null {
  if (Array.isArray(row)) {
    if (row.length > columns.length)
      problems.add(
        `${where}: a row has more cells than the table has columns; they were left out.`,
      );
    return columns.map((column, index) => parseCell(row[index], column.kind, problems));
  }
  if (isRecord(row))
    return columns.map((column) => parseCell(member(row, column.name), column.kind, problems));
  problems.add(`${where}: a row that is no list was left out.`);
  return null;
}

function parseKey(
  input: unknown,
  columns: readonly Column[],
  where: string,
  problems: Problems,
): string[] {
  if (!Array.isArray(input)) return [];
  const names = new Set(columns.map((column) => column.name));
  const key = input.filter((name) => typeof name === 'string' && names.has(name));
  if (key.length < input.length)
    problems.add(`${where}: the key names a column that the table does not have.`);
  return [...new Set<string>(key)];
}

function sizeOfCell(cell: Cell): number {
  if (typeof cell === 'string') return cell.length;
  if (typeof cell !== 'object' || cell === null) return 8;
  if (!Array.isArray(cell.value)) return 40 + sizeOfCell(cell.value) + (cell.label?.length ?? 0);
  return cell.value.reduce((sum, part) => sum + sizeOfCell(part), 40);
}
