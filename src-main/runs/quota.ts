import type { Store } from '../store/store.ts';
import type { ConfiguredEnricher } from './configured.ts';

const dayMs = 86_400_000;

/** Runs of the last 24 hours, by our own count: a lower bound. 0 where nothing limits them. */
export async function usedToday(
  enricher: ConfiguredEnricher,
  reader: Pick<Store['reader'], 'startedSince'>,
  now: string,
): Promise<number> {
  if (enricher.limits.quota === null) return 0;
  return reader.startedSince(enricher.id, new Date(Date.parse(now) - dayMs).toISOString());
}
