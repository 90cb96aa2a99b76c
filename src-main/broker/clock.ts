import { BrokerRefusal } from './broker.ts';

/** Monotonic time in milliseconds, and waiting for it to pass; `wait` rejects when its signal ends it. */
export interface Clock {
  milliseconds(): number;
  wait(milliseconds: number, signal: AbortSignal): Promise<void>;
}

export const systemClock: Clock = {
  milliseconds: () => performance.now(),
  wait: (milliseconds, signal) =>
    new Promise((resolve, reject) => {
      signal.throwIfAborted();
      const onAbort = () => {
        clearTimeout(timer);
        reject(signal.reason);
      };
      const timer = setTimeout(() => {
        signal.removeEventListener('abort', onAbort);
        resolve();
      }, milliseconds);
      signal.addEventListener('abort', onAbort, { once: true });
    }),
};

/** Ends work that takes longer with a refusal `timed_out` that says `sentence`. */
export async function within<T>(
  limit: { readonly clock: Clock; readonly milliseconds: number; readonly sentence: string },
  signal: AbortSignal,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const deadline = new AbortController();
  const done = new AbortController();
  limit.clock.wait(Math.max(0, limit.milliseconds), done.signal).then(
    () => deadline.abort(new BrokerRefusal('timed_out', limit.sentence)),
    () => {}, // the work was done in time
  );
  try {
    return await work(AbortSignal.any([signal, deadline.signal]));
  } finally {
    // With a reason of its own no error is made up for each request: that takes as long as a step of the request itself.
    done.abort(doneInTime);
  }
}

const doneInTime = 'done in time';

/** Rejects as soon as the signal ends, for work that cannot be told to stop (the system's resolver). */
export async function unlessAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  signal.throwIfAborted();
  const { promise, reject } = Promise.withResolvers<never>();
  const onAbort = () => reject(signal.reason);
  signal.addEventListener('abort', onAbort, { once: true });
  try {
    return await Promise.race([work, promise]);
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
}

/** When the signal ended the work, its reason is the error, not what broke because of it. */
export async function unlessAborting<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw signal.aborted ? signal.reason : error;
  }
}
