import type { Rate } from './limits.ts';

/** When each token that is out was taken, oldest first, in milliseconds. */
export type Bucket = readonly number[];

/** When there is a token to take: `now` where there is one already. */
export function tokenAt(bucket: Bucket, rate: Rate, now: number): number {
  const taken = out(bucket, rate, now);
  const first = taken[taken.length - rate.requests];
  return first === undefined ? now : first + rate.seconds * 1000;
}

export function takeToken(bucket: Bucket, rate: Rate, now: number): Bucket {
  return [...out(bucket, rate, now), now];
}

/** For a request that never left. */
export function putTokenBack(bucket: Bucket, taken: number): Bucket {
  const index = bucket.lastIndexOf(taken);
  return index === -1 ? bucket : bucket.toSpliced(index, 1);
}

function out(bucket: Bucket, rate: Rate, now: number): Bucket {
  return bucket.filter((taken) => taken > now - rate.seconds * 1000);
}
