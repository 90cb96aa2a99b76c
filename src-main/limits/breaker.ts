import { backOffMs } from './hold.ts';

/** Keeps away from a host that fails. Milliseconds since 1970. */
export type Breaker = {
  /** in a row */
  readonly failures: number;
  /** in a row: each a probe that failed, but for the first */
  readonly openings: number;
  readonly openedAt: number;
  readonly openUntil: number;
  /** when somebody was let through to try */
  readonly probedAt: number | null;
};
export const closedBreaker: Breaker = {
  failures: 0,
  openings: 0,
  openedAt: 0,
  openUntil: 0,
  probedAt: null,
};

const failuresToOpen = 5;
/** 5 to 10 s at first, by the steps of the back-off */
const backOffSteps = 3;
/** no request takes longer: whoever probed has ended without saying what came of it */
const probeMs = 75_000;
const lookAgainMs = 1000;

export function passesAt(breaker: Breaker, now: number): number {
  if (breaker.openings === 0) return now;
  if (now < breaker.openUntil) return breaker.openUntil;
  const probing = breaker.probedAt !== null && now - breaker.probedAt < probeMs;
  return probing ? now + lookAgainMs : now;
}

/** Whoever passes an open one is its probe. */
export function passed(breaker: Breaker, now: number): Breaker {
  return breaker.openings === 0 ? breaker : { ...breaker, probedAt: now };
}

/** `sentAt`: what left before it opened is no probe, and says nothing new. */
export function failed(
  breaker: Breaker,
  { sentAt, chance }: { readonly sentAt: number; readonly chance: number },
  now: number,
): Breaker {
  if (breaker.openings > 0 && sentAt < breaker.openedAt) return breaker;
  const failures = breaker.failures + 1;
  if (failures < failuresToOpen) return { ...breaker, failures };
  const openings = breaker.openings + 1;
  const openUntil = now + backOffMs(openings + backOffSteps, chance);
  return { failures, openings, openedAt: now, openUntil, probedAt: null };
}

/** The probe was not sent after all: the next one may try. */
export function notProbed(breaker: Breaker, sentAt: number): Breaker {
  return breaker.probedAt === sentAt ? { ...breaker, probedAt: null } : breaker;
}
