import { createHash } from 'node:crypto';
import { recordField } from '../contract/observable.ts';
import type { ConfiguredEnricher } from './configured.ts';

const noDataTtlSeconds = 3600;

/**
 * Two results may stand for each other when bundle, settings, credential and the fields handed on were the same.
 * Settings and fields are sorted: their order says nothing. Which field of a record the value stood in keeps no result
 * from being shown: the same address would be paid for twice.
 */
export function reuseKeyOf(
  enricher: ConfiguredEnricher,
  fields: Readonly<Record<string, string>> = {},
): string {
  const { [recordField]: _, ...handedOn } = fields;
  return createHash('sha256')
    .update(
      JSON.stringify([
        enricher.bundle.version,
        enricher.bundle.hash,
        sorted(enricher.settingValues),
        enricher.credentialIdentity,
        // Without any, keys stay what they were: stored results go on standing.
        ...(Object.keys(handedOn).length === 0 ? [] : [sorted(handedOn)]),
      ]),
    )
    .digest('hex');
}

function sorted(values: Readonly<Record<string, unknown>>): [string, unknown][] {
  return Object.entries(values).sort(([a], [b]) => (a < b ? -1 : 1));
}

/** The oldest start times at which a result is still fresh. */
export function freshSince(
  enricher: Pick<ConfiguredEnricher, 'ttlSeconds'>,
  now: string,
): { okSince: string; noDataSince: string } {
  const before = (seconds: number) => new Date(Date.parse(now) - seconds * 1000).toISOString();
  return {
    okSince: before(enricher.ttlSeconds),
    noDataSince: before(Math.min(enricher.ttlSeconds, noDataTtlSeconds)),
  };
}
