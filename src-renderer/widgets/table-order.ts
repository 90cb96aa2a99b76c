import { undoDefang } from '../../src-main/contract/defang.ts';
import type { Cell } from '../../src-main/contract/report.ts';
import type { ItemKind } from '../../src-main/contract/vocabulary.ts';
import { plainText } from './item-values.ts';

const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

export type OrderKey = number | string | undefined;

/** What a cell is ordered by; undefined where it is empty, so that empty cells stay last in either direction. */
export function orderKey(cell: Cell, kind: ItemKind): OrderKey {
  const text = plainText(cell).trim();
  if (text === '') return undefined;
  // `10.1` and `10.10` are the same number, but not the same beginning of an address.
  const number = kind === 'IPv4' ? Number.NaN : Number(text);
  return Number.isNaN(number) ? text : number;
}

/** Ascending; numbers before text, text as people count (`host9` before `host10`, addresses by their parts). */
export function compareKeys(one: OrderKey, other: OrderKey): number {
  if (typeof one === 'number' && typeof other === 'number') return one - other;
  if (typeof one === 'string' && typeof other === 'string') return collator.compare(one, other);
  return typeof one === 'number' ? -1 : 1;
}

/** True where every word stands in some cell of the row; case does not count. */
export function matchesRow(row: readonly Cell[], words: readonly string[]): boolean {
  if (words.length === 0) return true;
  const text = row
    .map((cell) => plainText(cell))
    .join('\n')
    .toLowerCase();
  return words.every((word) => text.includes(word));
}

/** The words of a filter, refanged, so that what is copied from the screen finds itself. */
export function wordsOfFilter(filter: string): readonly string[] {
  return undoDefang(filter.toLowerCase())
    .split(/\s+/)
    .filter((word) => word !== '');
}
