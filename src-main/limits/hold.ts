/** A source that asked to wait. Milliseconds since 1970. */
export type Hold = {
  /** when it was last asked of us */
  readonly at: number;
  readonly until: number;
  /** in a row, each after the wait that the one before asked for */
  readonly refusals: number;
};
export const noHold: Hold = { at: 0, until: 0, refusals: 0 };

const longestBackOffMs = 300_000;
const believed = 3;
/** the longest that any source means by it: until its month is over */
const longestWaitMs = 31 * 86_400_000;

/** `sentAt`: requests that were under way when the first was refused say nothing new. */
export function refused(
  hold: Hold,
  answer: { readonly sentAt: number; readonly waitMs: number | null; readonly chance: number },
  now: number,
): Hold {
  const again = hold.refusals === 0 || answer.sentAt >= hold.at;
  if (!again && answer.waitMs === null) return hold;
  const refusals = again ? hold.refusals + 1 : hold.refusals;
  // Who refuses again and again after the wait it asked for is not taken at its word for ever.
  const doubted = answer.waitMs === null ? refusals : refusals - believed;
  const backOff = doubted > 0 ? backOffMs(doubted, answer.chance) : 0;
  const wait = Math.min(longestWaitMs, Math.max(answer.waitMs ?? 0, backOff));
  return { at: now, until: Math.max(hold.until, now + wait), refusals };
}

export function letThrough(hold: Hold, sentAt: number): Hold {
  return sentAt >= hold.at ? noHold : hold;
}

/** Doubles from a second on; half of it is left to chance, so that those who wait do not come back together. */
export function backOffMs(times: number, chance: number): number {
  return Math.min(longestBackOffMs, 2 ** (times - 1) * 1000) * (0.5 + chance / 2);
}
