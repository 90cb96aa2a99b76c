import type { Observable } from '../contract/observable.ts';
import type { Plan, PlanLine } from '../contract/paste.ts';
import { type SkipReason, type Tlp, tellsOutsiders } from '../contract/vocabulary.ts';
import type { ConfiguredEnricher } from './configured.ts';
import { closedGate } from './gates.ts';

type PlannedObservable = Observable & {
  readonly tlp: Tlp | null;
  readonly internal: string | null;
};

export type PlanInput = {
  readonly observables: readonly PlannedObservable[];
  readonly enrichers: readonly ConfiguredEnricher[];
  /** by id, the types that those chosen are asked about */
  readonly chosen: ReadonlyMap<string, readonly string[]>;
  readonly airGapped: boolean;
  /** requests made in the last 24 hours, by enricher */
  readonly used: ReadonlyMap<string, number>;
  /** indexes of the observables that have a fresh result, by enricher */
  readonly fresh: ReadonlyMap<string, ReadonlySet<number>>;
};

/** The price before the click. Grows with observables times enrichers; no I/O. */
export function planRuns(input: PlanInput): Plan {
  const lines = input.enrichers.filter(({ enabled }) => enabled).map((e) => lineOf(e, input));
  const counted = lines.filter(({ chosen, runs }) => chosen && runs > 0);
  return {
    lines,
    runs: sum(counted),
    hosts: [...new Set(counted.flatMap(({ hosts }) => hosts))].sort(),
    thirdPartyRequests: sum(counted.filter(({ audience }) => tellsOutsiders(audience))),
  };
}

/** One plan of two for different values, the second made with what the first would use up. */
export function joinPlans(first: Plan, second: Plan): Plan {
  return {
    lines: first.lines.map((line, index) => joinLines(line, second.lines[index] ?? line)),
    runs: first.runs + second.runs,
    hosts: [...new Set([...first.hosts, ...second.hosts])].sort(),
    thirdPartyRequests: first.thirdPartyRequests + second.thirdPartyRequests,
  };
}

function joinLines(first: PlanLine, second: PlanLine): PlanLine {
  const skipped = Map.groupBy([...first.skipped, ...second.skipped], ({ reason }) => reason);
  return {
    ...first,
    applicable: first.applicable + second.applicable,
    runs: first.runs + second.runs,
    reused: first.reused + second.reused,
    skipped: [...skipped].map(([reason, [one, other]]) => ({
      reason,
      sentence: one?.sentence ?? '',
      count: (one?.count ?? 0) + (other?.count ?? 0),
    })),
  };
}

const sum = (lines: readonly PlanLine[]) => lines.reduce((total, { runs }) => total + runs, 0);

function lineOf(enricher: ConfiguredEnricher, input: PlanInput): PlanLine {
  const types = input.chosen.get(enricher.id) ?? enricher.types;
  const applicable = [...input.observables.entries()].filter(([, { type }]) =>
    types.includes(type),
  );
  const fresh = input.fresh.get(enricher.id);
  const skipped = new Map<SkipReason, { sentence: string; count: number }>();
  const used = input.used.get(enricher.id) ?? 0;
  let runs = 0;
  let reused = 0;
  for (const [index, observable] of applicable) {
    const skip = closedGate({
      enricher,
      observable,
      tlp: observable.tlp,
      internal: observable.internal,
      // A line says what ticking it would do, so it is counted as ticked.
      choice: 'ticked',
      isGone: false,
      // The window asks before it sends the first one: until then the price is that of going on.
      ownConfirmed: true,
      airGapped: input.airGapped,
      usedToday: used + runs,
    });
    if (skip === null) {
      // Only what may run can be shown instead: a value that a gate keeps back is no saving.
      if (fresh?.has(index) === true) reused += 1;
      else runs += 1;
      continue;
    }
    const before = skipped.get(skip.reason);
    skipped.set(skip.reason, {
      sentence: before?.sentence ?? skip.sentence,
      count: (before?.count ?? 0) + 1,
    });
  }
  return {
    enricherId: enricher.id,
    title: enricher.title,
    audience: enricher.audience,
    active: enricher.active,
    chosen: input.chosen.has(enricher.id),
    applicable: applicable.length,
    runs,
    reused,
    skipped: [...skipped].map(([reason, rest]) => ({ reason, ...rest })),
    hosts: [...enricher.hosts, ...(enricher.resolves ? ['name servers'] : [])],
    quota:
      enricher.limits.quota === null
        ? null
        : `${Math.max(0, enricher.limits.quota.requests - used)} of ${enricher.limits.quota.requests} left today by our count`,
  };
}
