import type { Lesson } from '../limits/limits.ts';
import { BrokerRefusal, type BrokerRequest, type BrokerResponse, type Errand } from './broker.ts';
import { retryAfter } from './retry-after.ts';
import type { Surroundings } from './surroundings.ts';
import { usageOf } from './usage.ts';

type Head = Pick<BrokerResponse, 'status' | 'headers'>;

/** What an attempt teaches those that come after it. `sent`: a connection was opened for it. */
export function lessonOf(
  around: Pick<Surroundings, 'now' | 'chance'>,
  errand: Errand,
  attempt: {
    readonly answer: Head | null;
    readonly error: unknown;
    readonly sent: boolean;
  },
): Lesson {
  const { answer, error, sent } = attempt;
  const shared = { waitMs: null, usage: null, chance: around.chance() };
  if (answer !== null) {
    return {
      ...shared,
      result: wasRefused(answer, around.now())
        ? 'refused'
        : answer.status >= 500 && answer.status !== 501
          ? 'failed'
          : 'answered',
      waitMs: retryAfter(answer.headers, around.now()),
      usage: usageOf(answer.headers, errand.limits.usage, around.now()),
    };
  }
  if (!(error instanceof BrokerRefusal)) {
    return { ...shared, result: sent ? 'abandoned' : 'unsent' };
  }
  if (error.reason === 'unreachable' || error.reason === 'timed_out') {
    return { ...shared, result: 'failed' };
  }
  return { ...shared, result: sent ? 'answered' : 'unsent' };
}

/**
 * What is sent again, and nothing else: any request that was refused by 429, since the source says by it that it did
 * not take it; and one that may be repeated by its method, refused by 503 with a time to come back.
 */
export function maySendAgain(
  request: Pick<BrokerRequest, 'method'>,
  answer: Head,
  now: string,
): boolean {
  if (answer.status === 429) return true;
  return wasRefused(answer, now) && repeatable.has(request.method);
}

const repeatable = new Set<BrokerRequest['method']>(['GET', 'HEAD', 'PUT', 'DELETE']);

function wasRefused({ status, headers }: Head, now: string): boolean {
  return status === 429 || (status === 503 && retryAfter(headers, now) !== null);
}
