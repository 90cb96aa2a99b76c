import type { Comparison } from '../contract/comparison.ts';
import { type DefangStyle, defang } from '../contract/defang.ts';
import type { FlairPane, Tab } from '../contract/paste.ts';
import type { RunSummary } from '../contract/run.ts';
import type { ConfiguredEnricher } from '../runs/configured.ts';
import { freshSince } from '../runs/reuse.ts';
import type { StoredFlair } from '../store/store.ts';

type Enrichment = StoredFlair['enrichments'][number];

export type FlairOptions = {
  readonly enrichers: readonly ConfiguredEnricher[];
  readonly now: string;
  readonly defangStyle: DefangStyle;
  /** why this enricher would not run as one of a set; null if it would */
  readonly closed: (enricher: ConfiguredEnricher) => { reason: string; sentence: string } | null;
  readonly compare: (before: number, after: number) => Promise<Comparison>;
};

/** The tabs of one observable: what is stored, joined with what could be asked. */
export async function flairPane(stored: StoredFlair, options: FlairOptions): Promise<FlairPane> {
  const { enrichments, observable, ...rest } = stored;
  const byId = new Map(enrichments.map((enrichment) => [enrichment.enricherId, enrichment]));
  const applicable = options.enrichers.filter(
    (enricher) => enricher.enabled && enricher.types.includes(observable.type),
  );
  const known = [...applicable, ...gone(enrichments, applicable)];
  const tabs = await Promise.all(
    known.map((enricher) => tabOf(enricher, byId.get(enricher.id), options)),
  );
  return {
    ...rest,
    observable: {
      id: observable.id,
      type: observable.type,
      value: observable.value,
      defanged: defang(observable, options.defangStyle),
    },
    tabs,
    notAsked: applicable.flatMap((enricher) => notAsked(enricher, byId.get(enricher.id), options)),
  };
}

/** Removed, switched off or of another type now: their results stay readable. */
function gone(
  enrichments: readonly Enrichment[],
  applicable: readonly ConfiguredEnricher[],
): { id: string; title: string; ttlSeconds: number }[] {
  const ids = new Set(applicable.map(({ id }) => id));
  return enrichments
    .filter(({ enricherId, newest }) => !ids.has(enricherId) && newest !== null)
    .map(({ enricherId, newest }) => ({
      id: enricherId,
      title: newest?.enricherTitle ?? enricherId,
      ttlSeconds: 0,
    }));
}

async function tabOf(
  enricher: { id: string; title: string; ttlSeconds: number },
  enrichment: Enrichment | undefined,
  options: FlairOptions,
): Promise<Tab> {
  const newest = enrichment?.newest ?? null;
  const run = enrichment?.newestGood ?? newest;
  const request = enrichment?.request ?? null;
  const failedSince = newest !== null && run !== null && newest.id > run.id ? newest : null;
  return {
    enricherId: enricher.id,
    title: enricher.title,
    badge: await badgeOf(enricher, enrichment, run, options),
    request:
      request !== null && (request.state !== 'done' || request.runId === null) ? request : null,
    run,
    failedSince,
    runCount: enrichment?.runCount ?? 0,
  };
}

async function badgeOf(
  enricher: { ttlSeconds: number },
  enrichment: Enrichment | undefined,
  run: RunSummary | null,
  options: FlairOptions,
): Promise<Tab['badge']> {
  const request = enrichment?.request ?? null;
  if (request !== null && request.state !== 'done') return request.state;
  if (run === null) return request?.outcome === 'skipped' ? 'skipped' : null;
  const good = run.outcome === 'ok' || run.outcome === 'no_data';
  if (!good) return 'error';
  const since = freshSince(enricher, options.now);
  if (run.startedAt < (run.outcome === 'ok' ? since.okSince : since.noDataSince)) return 'stale';
  const previous = enrichment?.previousGoodId ?? null;
  if (previous === null) return 'new';
  return (await options.compare(previous, run.id)).unchanged ? 'unchanged' : 'changed';
}

function notAsked(
  enricher: ConfiguredEnricher,
  enrichment: Enrichment | undefined,
  options: FlairOptions,
): FlairPane['notAsked'] {
  const request = enrichment?.request ?? null;
  if (enrichment?.newest != null || (request !== null && request.state !== 'done')) return [];
  const named = { enricherId: enricher.id, title: enricher.title };
  if (request?.outcome === 'skipped') {
    const { id: requestId, waitingUntil: at, reason, sentence } = request;
    const resume = at === null ? null : { requestId, at };
    return [{ ...named, reason: reason ?? 'skipped', sentence: sentence ?? '', resume }];
  }
  const closed = options.closed(enricher);
  return [
    {
      ...named,
      resume: null,
      ...(closed ?? { reason: 'not_asked', sentence: `${enricher.title} was not asked yet.` }),
    },
  ];
}
