import type { LedgerFilter, LedgerRow } from '../../src-main/contract/ledger.ts';
import type { Client } from '../transport.ts';

/** What is typed and chosen above the list; empty texts filter nothing. */
export type LedgerFields = {
  readonly value: string;
  readonly host: string;
  readonly enricher: string;
  readonly verdict: string;
  readonly period: string;
};

export const noFields: LedgerFields = {
  value: '',
  host: '',
  enricher: '',
  verdict: '',
  period: '',
};

const dayMs = 86_400_000;

export const periods = [
  { value: '', label: 'Any time', days: null },
  { value: 'day', label: 'Last 24 hours', days: 1 },
  { value: 'week', label: 'Last 7 days', days: 7 },
  { value: 'month', label: 'Last 30 days', days: 30 },
] as const;

/** @param now milliseconds; periods end there */
export function filterOf(fields: LedgerFields, now: number): LedgerFilter {
  const { enricher, verdict, period } = fields;
  const [value, host] = [fields.value.trim(), fields.host.trim()];
  const days = periods.find((one) => one.value === period)?.days ?? null;
  return {
    ...(value === '' ? {} : { value }),
    ...(host === '' ? {} : { host }),
    ...(enricher === '' ? {} : { enricher }),
    ...(verdict === 'allowed' || verdict === 'refused' ? { verdict } : {}),
    ...(days === null ? {} : { since: new Date(now - days * dayMs).toISOString() }),
  };
}

const pageRows = 1000;

/** All that is found as JSON lines, a page at a time, newest first. */
export async function* ledgerParts(
  client: { readonly ledger: Client['ledger'] },
  filter: LedgerFilter,
): AsyncGenerator<string> {
  for (let before: number | undefined; ; ) {
    const page = before === undefined ? filter : { ...filter, before };
    const { rows } = await client.ledger({ ...page, offset: 0, limit: pageRows });
    if (rows.length > 0) yield rows.map((row: LedgerRow) => `${JSON.stringify(row)}\n`).join('');
    before = rows.at(-1)?.id;
    if (rows.length < pageRows || before === undefined) return;
  }
}
