import type { Quota, SaidUsage } from './limits.ts';

/** Times in milliseconds since 1970. */
export type QuotaCount = {
  /** the day or month of UTC that is counted, `2026-11-21` or `2026-11` */
  readonly period: string;
  /** requests that we sent in it */
  readonly used: number;
  /** what the source said, and how many we sent since */
  readonly said: (SaidUsage & { readonly at: number; readonly since: number }) | null;
  /** when its quota endpoint was asked last */
  readonly askedAt: number;
};
export const nothingUsed: QuotaCount = { period: '', used: 0, said: null, askedAt: 0 };

/** What is left, who says so, and until when that holds. */
export type QuotaStanding = {
  readonly limit: number | null;
  readonly left: number;
  /** when the source said it; null: by our own count, which is a lower bound */
  readonly saidAt: number | null;
  readonly until: number;
};

const dayMs = 86_400_000;

/** Null where nothing limits it, as far as anybody said. */
export function standingOf(
  count: QuotaCount,
  quota: Quota | null,
  now: number,
): QuotaStanding | null {
  const { said } = count;
  if (said !== null && said.left !== null) {
    const until = heldUntil(said.resetAt, said.at, quota);
    if (until !== null && now < until) {
      const left = Math.max(0, said.left - said.since);
      return { limit: said.limit ?? quota?.requests ?? null, left, saidAt: said.at, until };
    }
  }
  if (quota === null) return null;
  const used = count.period === periodOf(quota, now) ? count.used : 0;
  const limit = said?.limit ?? quota.requests;
  return { limit, left: Math.max(0, limit - used), saidAt: null, until: endOfPeriod(quota, now) };
}

export function countOne(count: QuotaCount, quota: Quota | null, now: number): QuotaCount {
  const period = periodOf(quota, now);
  return {
    ...count,
    period,
    used: period === count.period ? count.used + 1 : 1,
    said: count.said === null ? null : { ...count.said, since: count.said.since + 1 },
  };
}

/** For a request that never left. */
export function uncountOne(count: QuotaCount): QuotaCount {
  const { said } = count;
  return {
    ...count,
    used: Math.max(0, count.used - 1),
    said: said === null ? null : { ...said, since: Math.max(0, said.since - 1) },
  };
}

/** `sentAt`: answers to requests that were under way together overtake each other. */
export function sayUsage(
  count: QuotaCount,
  usage: SaidUsage,
  sentAt: number,
  now: number,
): QuotaCount {
  const { said } = count;
  const overtaken =
    said !== null &&
    said.left !== null &&
    usage.left !== null &&
    sentAt < said.at &&
    isSameReset(said.resetAt, usage.resetAt);
  // Of two numbers of one period the lower one is the newer.
  const left = overtaken ? Math.min(usage.left, said.left) : usage.left;
  return { ...count, said: { ...usage, left, at: now, since: 0 } };
}

/** Counted from now, the same moment comes out a little different each time. */
function isSameReset(one: number | null, other: number | null): boolean {
  if (one === null || other === null) return one === other;
  return Math.abs(one - other) < 60_000;
}

/** A reset that lies further away than the quota's own period is no reset that it can mean. */
function heldUntil(resetAt: number | null, at: number, quota: Quota | null): number | null {
  if (resetAt === null) return quota === null ? null : endOfPeriod(quota, at);
  return Math.min(resetAt, at + (quota?.per === 'day' ? dayMs : 31 * dayMs));
}

function periodOf(quota: Quota | null, now: number): string {
  return new Date(now).toISOString().slice(0, quota?.per === 'month' ? 7 : 10);
}

function endOfPeriod({ per }: Quota, now: number): number {
  const date = new Date(now);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()];
  return per === 'month' ? Date.UTC(year, month + 1) : Date.UTC(year, month, date.getUTCDate() + 1);
}
