import type { Rate } from '../limits/limits.ts';

/** What is still to be done by one enricher. */
export type OpenWork = {
  readonly enricherId: string;
  /** of the paste that is looked at */
  readonly own: number;
  /** of other pastes, which take turns with it, and how many those are */
  readonly others: number;
  readonly lines: number;
  /** how long its newest runs took; null: none is known */
  readonly meanMs: number | null;
  /** when the first of its own that waits may go on; null: none waits */
  readonly waitingUntil: string | null;
  readonly rate: Rate | null;
};

export type Estimate = {
  /** epoch milliseconds */
  readonly endsAt: number | null;
  /** the enricher that is waited for, where that takes longest */
  readonly waitsFor: string | null;
};

/** A shorter wait is not worth a word. */
const worthSayingMs = 30_000;

/**
 * When the own work will be done: all slots share what has to be computed, and each source takes as long as its rate
 * and its wait ask. Without a measured run of one of the enrichers there is no basis.
 */
export function estimateEnd(
  work: readonly OpenWork[],
  { concurrency, now }: { readonly concurrency: number; readonly now: number },
): Estimate {
  const asked = work.filter(({ own }) => own > 0);
  const sources = asked.map((one) => ({ ...one, waits: waitMs(one, now), ms: sourceMs(one, now) }));
  const slowest = sources.reduce((one, other) => (other.ms > one.ms ? other : one), {
    enricherId: '',
    waits: 0,
    ms: 0,
  });
  const waitsFor = (busyMs: number) =>
    slowest.waits >= worthSayingMs && slowest.ms >= busyMs ? slowest.enricherId : null;
  let busyMs = 0;
  for (const one of asked) {
    if (one.meanMs === null) return { endsAt: null, waitsFor: waitsFor(0) };
    busyMs += (one.meanMs * before(one)) / concurrency;
  }
  return { endsAt: now + Math.max(busyMs, slowest.ms), waitsFor: waitsFor(busyMs) };
}

/** The own ones, and of each other paste as many. */
function before({ own, others, lines }: OpenWork): number {
  return own + Math.min(others, own * lines);
}

function waitMs({ waitingUntil }: OpenWork, now: number): number {
  return waitingUntil === null ? 0 : Math.max(0, Date.parse(waitingUntil) - now);
}

function sourceMs(one: OpenWork, now: number): number {
  const { rate } = one;
  const pace = rate === null ? 0 : (before(one) * rate.seconds * 1000) / rate.requests;
  return waitMs(one, now) + pace;
}
