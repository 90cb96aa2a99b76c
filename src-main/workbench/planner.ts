import { setImmediate } from 'node:timers/promises';
import type { Observable } from '../contract/observable.ts';
import type { Plan } from '../contract/paste.ts';
import { rankOfTlp } from '../contract/tlp.ts';
import type { Tlp } from '../contract/vocabulary.ts';
import type { QuotaStanding } from '../limits/quota.ts';
import { keyOf } from '../observables/edits.ts';
import type { ConfiguredEnricher } from '../runs/configured.ts';
import { joinPlans, planRuns } from '../runs/plan.ts';
import { freshSince, reuseKeyOf } from '../runs/reuse.ts';
import { limitQuery } from '../runs/waiting.ts';
import type { Store } from '../store/store.ts';
import type { Chosen } from './choices.ts';
import type { EnricherDesk } from './enrichers.ts';
import type { SettingsStore } from './settings.ts';

export type Planner = (
  /** in parts of some thousand at most */
  values: Iterable<readonly Observable[]>,
  terms: {
    readonly tlp: Tlp | null;
    readonly chosen: Chosen;
    /** a fresh result is shown instead of running */
    readonly reuses: boolean;
  },
  signal: AbortSignal | undefined,
) => Promise<Plan>;

/** What running these values would cost. A page at a time, so that the host answers others in between. */
export function createPlanner(options: {
  readonly store: Pick<Store, 'reader'>;
  readonly desk: Pick<EnricherDesk, 'all'>;
  readonly settings: Pick<SettingsStore, 'current' | 'internal'>;
  readonly now: () => string;
}): Planner {
  const { desk, settings } = options;
  const { reader } = options.store;

  return async (values, { tlp, chosen, reuses }, signal) => {
    const enrichers = desk.all().filter(({ enabled }) => enabled);
    const now = options.now();
    const quotas = new Map<string, QuotaStanding>();
    for (const enricher of enrichers) {
      if (enricher.audience === 'offline') continue;
      const { quota } = await reader.limitStanding(limitQuery(enricher, now));
      if (quota !== null) quotas.set(enricher.id, quota);
    }
    const shared = { enrichers, chosen, airGapped: settings.current().airGapped, quotas, now };
    let plan = planRuns({ ...shared, observables: [], fresh: new Map() });
    for (const observables of inParts(values)) {
      // Answers of the store that come in one after the other are one turn of the loop, however many they are.
      await setImmediate(undefined, { signal });
      const standing = await standingOf(observables, enrichers, now);
      const part = planRuns({
        ...shared,
        fresh: reuses ? standing.fresh : new Map(),
        observables: observables.map((one, index) => ({
          ...one,
          tlp: higher(standing.tlps.get(index) ?? null, tlp),
          internal: settings.internal(one),
        })),
      });
      // What one page would use up is gone for the next.
      for (const { enricherId, runs } of part.lines) {
        const quota = quotas.get(enricherId);
        if (quota !== undefined) quotas.set(enricherId, { ...quota, left: quota.left - runs });
      }
      plan = joinPlans(plan, part);
    }
    return plan;
  };

  /** What the store knows of these values, by their index in the list. */
  async function standingOf(
    observables: readonly Observable[],
    enrichers: readonly ConfiguredEnricher[],
    now: string,
  ) {
    const known = await reader.knownObservables(observables);
    const indexes = new Map(observables.map((one, index) => [keyOf(one), index]));
    const indexOf = new Map(known.map((one) => [one.id, indexes.get(keyOf(one)) ?? -1]));
    const tlps = new Map(known.map(({ id, tlp }) => [indexOf.get(id) ?? -1, tlp]));
    const fresh = new Map<string, ReadonlySet<number>>();
    for (const enricher of enrichers) {
      const ids = known.filter(({ type }) => enricher.types.includes(type)).map(({ id }) => id);
      if (ids.length === 0) continue;
      const freshIds = await reader.freshOf({
        ids,
        enricherId: enricher.id,
        reuseKey: reuseKeyOf(enricher),
        ...freshSince(enricher, now),
      });
      fresh.set(enricher.id, new Set(freshIds.map((id) => indexOf.get(id) ?? -1)));
    }
    return { tlps, fresh };
  }
}

/** A page holds a thousand values, and every enricher's gates are asked for each: that is more than one turn's work. */
function* inParts(pages: Iterable<readonly Observable[]>): Generator<readonly Observable[]> {
  const most = 250;
  for (const page of pages) {
    for (let from = 0; from < page.length; from += most) yield page.slice(from, from + most);
  }
}

function higher(one: Tlp | null, other: Tlp | null): Tlp | null {
  return rankOfTlp(one) > rankOfTlp(other) ? one : other;
}
