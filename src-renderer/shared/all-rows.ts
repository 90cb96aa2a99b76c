import type { ObservableRow } from '../../src-main/contract/paste.ts';
import type { Client } from '../transport.ts';

export type RowQuery = {
  readonly pasteId: number;
  readonly filter: string;
  readonly hideNoise: boolean;
  readonly sort: 'position' | 'type' | 'value' | 'verdict' | 'seenBefore';
  readonly descending: boolean;
};

export const everyRow = {
  filter: '',
  hideNoise: false,
  sort: 'position',
  descending: false,
} as const;

/** The rows from `from` up to `to` (exclusive), or to the end, in pages of a thousand. */
export async function rowsBetween(
  client: Client,
  query: RowQuery,
  from = 0,
  to = Number.POSITIVE_INFINITY,
): Promise<ObservableRow[]> {
  const rows: ObservableRow[] = [];
  for (let offset = from; offset < to; ) {
    const limit = Math.min(1000, to - offset);
    const page = await client.observables.list({ ...query, offset, limit });
    rows.push(...page.rows);
    offset += page.rows.length;
    if (page.rows.length === 0 || offset >= page.total) break;
  }
  return rows;
}
