import type { Clock } from './clock.ts';

/** Longer waits are the scheduler's: they are handed on to the enricher as the 429 they are. */
const longestHoldMilliseconds = 60_000;

/** Hosts that asked us to wait. All requests to such a host wait, whoever was told. */
export type Holds = ReturnType<typeof createHolds>;

export function createHolds(clock: Clock) {
  const heldUntil = new Map<string, number>();
  return {
    /** Returns once the host may be asked. */
    async pass(host: string, signal: AbortSignal): Promise<void> {
      for (;;) {
        const left = (heldUntil.get(host) ?? 0) - clock.milliseconds();
        if (left <= 0) break;
        await clock.wait(left, signal);
      }
      heldUntil.delete(host);
    },

    /** Holds the host as its answer asks; false where the answer asks for nothing, or for too long. */
    learn(host: string, answer: Answer, now: string): boolean {
      const wait = retryAfter(answer, now);
      if (wait === null || wait > longestHoldMilliseconds) return false;
      const until = clock.milliseconds() + wait;
      heldUntil.set(host, Math.max(until, heldUntil.get(host) ?? 0));
      return true;
    },
  };
}

type Answer = { readonly status: number; readonly headers: Readonly<Record<string, string>> };

/** Milliseconds; `Retry-After` is a number of seconds or an HTTP date. */
function retryAfter(answer: Answer, now: string): number | null {
  const value = answer.headers['retry-after']?.trim();
  if (value === undefined || (answer.status !== 429 && answer.status !== 503)) return null;
  const wait = /^\d+$/.test(value) ? Number(value) * 1000 : Date.parse(value) - Date.parse(now);
  return Number.isNaN(wait) ? null : Math.max(0, wait);
}
