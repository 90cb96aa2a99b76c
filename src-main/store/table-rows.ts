import type { Cell, Item } from '../contract/report.ts';

export type TableQuery = {
  readonly sort: { readonly column: number; readonly descending: boolean } | null;
  readonly filter: string;
  readonly offset: number;
  readonly limit: number;
};

/**
 * One page of a table. Numbers sort as numbers and before texts; texts by code unit with runs of digits as numbers
 * (`a2` before `a10`, so addresses and versions come in order); empty cells last either way.
 */
export function pageOfRows(
  rows: readonly Cell[][],
  query: TableQuery,
): { rows: Cell[][]; total: number } {
  const part = query.filter.trim().toLowerCase();
  const found =
    part === ''
      ? rows
      : rows.filter((row) => row.some((cell) => textOf(cell).toLowerCase().includes(part)));
  const sorted = query.sort === null ? found : sortRows(found, query.sort);
  return { rows: sorted.slice(query.offset, query.offset + query.limit), total: found.length };
}

type Key = number | string | null;

function sortRows(
  rows: readonly Cell[][],
  { column, descending }: { column: number; descending: boolean },
): Cell[][] {
  const keyed = rows.map((row, place) => ({ row, place, key: sortKey(row[column] ?? null) }));
  keyed.sort((left, right) => {
    if (left.key === null || right.key === null) {
      if (left.key === right.key) return left.place - right.place;
      return left.key === null ? 1 : -1;
    }
    const order = compareKeys(left.key, right.key);
    if (order === 0) return left.place - right.place;
    return descending ? -order : order;
  });
  return keyed.map(({ row }) => row);
}

function compareKeys(left: number | string, right: number | string): number {
  if (typeof left !== typeof right) return typeof left === 'number' ? -1 : 1;
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

function sortKey(cell: Cell): Key {
  const value = isItem(cell) ? cell.value : cell;
  if (value === null || value === '') return null;
  if (typeof value === 'number') return value;
  return naturalKey(textOf(value));
}

/** Digits with their count before them, so that plain comparison puts 9 before 10. */
function naturalKey(text: string): string {
  return text.replace(/\d+/g, (digits) => {
    const number = digits.replace(/^0+(?=\d)/, '');
    return `0${String(number.length).padStart(5, '0')}${number}`;
  });
}

function textOf(value: Cell | Item['value']): string {
  if (value === null) return '';
  if (Array.isArray(value)) return value.map(textOf).join(' ');
  if (isItem(value)) return `${value.label ?? ''} ${textOf(value.value)}`.trim();
  return String(value);
}

function isItem(value: Cell | Item['value']): value is Item {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
