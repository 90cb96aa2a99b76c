import { type Breaker, closedBreaker, failed, notProbed, passed, passesAt } from './breaker.ts';
import { type Bucket, putTokenBack, takeToken, tokenAt } from './bucket.ts';
import { type Hold, letThrough, noHold, refused } from './hold.ts';
import type { Lesson, LimitReason, Limits, LimitWait } from './limits.ts';
import {
  countOne,
  nothingUsed,
  type QuotaCount,
  sayUsage,
  standingOf,
  uncountOne,
} from './quota.ts';

/** All that is remembered about one host, asked with one credential. */
export type LimitStates = {
  readonly breaker: Breaker;
  readonly hold: Hold;
  readonly bucket: Bucket;
  readonly quota: QuotaCount;
};
export const freshStates: LimitStates = {
  breaker: closedBreaker,
  hold: noHold,
  bucket: [],
  quota: nothingUsed,
};

const leaseLookMs = 200;

/** Null when a request may be sent now; else what keeps it back longest. `under`: requests under way. */
export function waitOf(
  states: LimitStates,
  limits: Limits,
  under: number,
  now: number,
): LimitWait | null {
  const standing = standingOf(states.quota, limits.quota, now);
  const waits: readonly (readonly [LimitReason, number])[] = [
    ['unavailable', passesAt(states.breaker, now)],
    ['refused', states.hold.until],
    ['quota', standing !== null && standing.left === 0 ? standing.until : now],
    ['rate', limits.rate === null ? now : tokenAt(states.bucket, limits.rate, now)],
    ['concurrency', under >= (limits.concurrency ?? Infinity) ? now + leaseLookMs : now],
  ];
  const [reason, until] = waits.reduce((longest, wait) => (wait[1] > longest[1] ? wait : longest));
  return until > now ? { reason, until } : null;
}

/** One request is sent. */
export function taken(states: LimitStates, limits: Limits, now: number): LimitStates {
  return {
    ...states,
    breaker: passed(states.breaker, now),
    bucket: limits.rate === null ? states.bucket : takeToken(states.bucket, limits.rate, now),
    quota:
      limits.quota === null && limits.usage === null
        ? states.quota
        : countOne(states.quota, limits.quota, now),
  };
}

/** What became of it. */
export function learned(
  states: LimitStates,
  sentAt: number,
  lesson: Lesson,
  now: number,
): LimitStates {
  const quota =
    lesson.usage === null ? states.quota : sayUsage(states.quota, lesson.usage, sentAt, now);
  switch (lesson.result) {
    case 'answered':
      return { ...states, quota, breaker: closedBreaker, hold: letThrough(states.hold, sentAt) };
    case 'refused':
      return {
        ...states,
        quota,
        breaker: closedBreaker,
        hold: refused(states.hold, { ...lesson, sentAt }, now),
      };
    case 'failed':
      return { ...states, quota, breaker: failed(states.breaker, { ...lesson, sentAt }, now) };
    case 'abandoned':
      return { ...states, breaker: notProbed(states.breaker, sentAt) };
    case 'unsent':
      return {
        ...states,
        quota: uncountOne(states.quota),
        bucket: putTokenBack(states.bucket, sentAt),
        breaker: notProbed(states.breaker, sentAt),
      };
  }
}

/**
 * The same as it stands on a clock that went back by `milliseconds`: what was to be waited for then is waited for
 * now, and no longer.
 */
export function movedBack(states: LimitStates, milliseconds: number): LimitStates {
  const { breaker, hold, bucket, quota } = states;
  const back = (time: number) => time - milliseconds;
  return {
    breaker: {
      ...breaker,
      openedAt: back(breaker.openedAt),
      openUntil: back(breaker.openUntil),
      probedAt: breaker.probedAt === null ? null : back(breaker.probedAt),
    },
    hold: { ...hold, at: back(hold.at), until: back(hold.until) },
    bucket: bucket.map(back),
    quota: {
      ...quota,
      askedAt: back(quota.askedAt),
      said:
        quota.said === null
          ? null
          : {
              ...quota.said,
              at: back(quota.said.at),
              resetAt: quota.said.resetAt === null ? null : back(quota.said.resetAt),
            },
    },
  };
}
