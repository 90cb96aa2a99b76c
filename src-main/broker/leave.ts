import { type Lesson, type LimitKey, type Limits, waitSentence } from '../limits/limits.ts';
import { BrokerRefusal, type Errand } from './broker.ts';
import type { Surroundings } from './surroundings.ts';

/**
 * How long a request is held here. A run that got nothing yet costs a start to do over, and some 40 MB and one of
 * the few places while it waits: what takes longer than a few turns of a bucket is cheaper taken back. One that was
 * answered once cannot be taken back, since its first question would be asked twice: it waits a minute.
 */
const patienceMs = { takenBack: 5000, goesOn: 60_000 };
/** Two clocks may differ by a moment: nobody asks in a circle because of it. */
const leastWaitMs = 5;

export type LeaveRequest = {
  readonly host: string;
  readonly limits: Limits;
  readonly errand: Errand;
};

/** Waits for leave to send; all waits of one request count together. */
export function createLeave(around: Surroundings, request: LeaveRequest) {
  const { errand } = request;
  // A secret can be part of a name, and these are written down.
  const host = errand.maskHost?.(request.host) ?? request.host;
  const key: LimitKey = { scope: errand.limitScope, identity: errand.credentialIdentity, host };
  let held = 0;

  return {
    /**
     * Gives the way to say what became of the request, which must be gone once.
     * @throws BrokerRefusal `rate_limited`, `quota` or `unreachable`, with its `wait` where the run may be taken back
     */
    async take(signal: AbortSignal): Promise<(lesson: Lesson) => Promise<void>> {
      for (;;) {
        const answer = await around.meter.takeLimit(key, request.limits);
        if ('leave' in answer) {
          const learn = (lesson: Lesson) => around.meter.learnLimit(key, answer.leave, lesson);
          if (signal.aborted) await learn(unsent);
          signal.throwIfAborted();
          return learn;
        }
        const { wait } = answer;
        const now = Date.parse(around.now());
        const milliseconds = Math.max(leastWaitMs, wait.until - now);
        const takenBack = errand.told.requests === 0;
        if (held + milliseconds > (takenBack ? patienceMs.takenBack : patienceMs.goesOn)) {
          throw new BrokerRefusal(reasons[wait.reason], waitSentence(host, wait, now), {
            wait: takenBack ? wait : null,
          });
        }
        await around.clock.wait(milliseconds, signal);
        held += milliseconds;
      }
    },
  };
}

const unsent = { result: 'unsent', waitMs: null, usage: null, chance: 0 } as const;

const reasons = {
  quota: 'quota',
  unavailable: 'unreachable',
  refused: 'rate_limited',
  rate: 'rate_limited',
  concurrency: 'rate_limited',
} as const;
