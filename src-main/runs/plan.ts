import type { Observable } from '../contract/observable.ts';
import type { Plan, PlanLine } from '../contract/paste.ts';
import { type SkipReason, type Tlp, tellsOutsiders } from '../contract/vocabulary.ts';
import type { QuotaStanding } from '../limits/quota.ts';
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
  readonly now: string;
  /** by enricher, where anything limits it */
  readonly quotas: ReadonlyMap<string, QuotaStanding>;
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

/** `812 of 1000 left (said by the source 5 min ago)`, `at most 88 of 100 left (by our count)` */
function quotaLeftWords({ left, limit, saidAt }: QuotaStanding, now: number): string {
  const amount = limit === null ? `${left} left` : `${left} of ${limit} left`;
  if (saidAt === null) return `at most ${amount} (by our count)`;
  const minutes = Math.max(0, Math.floor((now - saidAt) / 60_000));
  const ago =
    minutes < 1
      ? 'just now'
      : minutes < 120
        ? `${minutes} min ago`
        : `${Math.floor(minutes / 60)} h ago`;
  return `${amount} (said by the source ${ago})`;
}

const sum = (lines: readonly PlanLine[]) => lines.reduce((total, { runs }) => total + runs, 0);

function lineOf(enricher: ConfiguredEnricher, input: PlanInput): PlanLine {
  const types = input.chosen.get(enricher.id) ?? enricher.types;
  const applicable = [...input.observables.entries()].filter(([, { type }]) =>
    types.includes(type),
  );
  const fresh = input.fresh.get(enricher.id);
  const skipped = new Map<SkipReason, { sentence: string; count: number }>();
  const quota = input.quotas.get(enricher.id) ?? null;
  let runs = 0;
  let reused = 0;
  for (const [index, observable] of applicable) {
    const isFresh = fresh?.has(index) === true;
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
      // What is shown from a fresh result uses nothing up.
      quota: quota === null || isFresh ? null : { ...quota, left: quota.left - runs },
    });
    if (skip === null) {
      // Only what may run can be shown instead: a value that a gate keeps back is no saving.
      if (isFresh) reused += 1;
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
    quota: quota === null ? null : quotaLeftWords(quota, Date.parse(input.now)),
  };
}
