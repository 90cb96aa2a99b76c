import type { Clock } from './allowance.ts';
import type { EnricherProcess } from './enricher-process.ts';

/**
 * Processes that wait for another run of the same bundle under the same credentials and marking. Nothing else is
 * ever handed one of them.
 */
export interface IdleProcesses {
  take(key: string): EnricherProcess | null;
  /** ends the process instead when enough are waiting */
  keep(key: string, process: EnricherProcess): void;
}

export function createIdleProcesses(options: {
  readonly clock: Clock;
  readonly limit: number;
  /** how long one waits before it is ended */
  readonly idleMs: number;
}): IdleProcesses {
  type Waiting = { readonly process: EnricherProcess; readonly callOff: () => void };
  const waiting = new Map<string, Waiting[]>();
  let count = 0;

  function remove(key: string, process: EnricherProcess): void {
    const rest = (waiting.get(key) ?? []).filter((entry) => entry.process !== process);
    if (rest.length > 0) waiting.set(key, rest);
    else waiting.delete(key);
    count -= 1;
  }

  return {
    take(key) {
      for (const { process, callOff } of (waiting.get(key) ?? []).toReversed()) {
        callOff();
        remove(key, process);
        if (process.usable()) return process;
      }
      return null;
    },
    keep(key, process) {
      if (count >= options.limit || !process.usable()) {
        void process.end();
        return;
      }
      const callOff = options.clock.after(options.idleMs, () => {
        remove(key, process);
        void process.end();
      });
      waiting.set(key, [...(waiting.get(key) ?? []), { process, callOff }]);
      count += 1;
    },
  };
}
