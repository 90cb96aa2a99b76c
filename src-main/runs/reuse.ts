import { createHash } from 'node:crypto';
import type { ConfiguredEnricher } from './configured.ts';

const noDataTtlSeconds = 3600;

/**
 * Two results may stand for each other when bundle, settings and credential were the same.
 * Settings are sorted: their order in a file says nothing.
 */
export function reuseKeyOf(enricher: ConfiguredEnricher): string {
  const settings = Object.entries(enricher.settingValues).sort(([a], [b]) => (a < b ? -1 : 1));
  return createHash('sha256')
    .update(
      JSON.stringify([
        enricher.bundle.version,
        enricher.bundle.hash,
        settings,
        enricher.credentialIdentity,
      ]),
    )
    .digest('hex');
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
