import { parentPort } from 'node:worker_threads';
import { Failure } from '../contract/failure.ts';
import { storeFailure } from './store-failures.ts';
import type { Answer, Call, ThrownError } from './worker-messages.ts';

/** Runs `open` and tells the host how that went; gives what it opened, or null when it was refused. */
export function announce<T>(open: () => T, describe: (opened: T) => unknown): T | null {
  try {
    const opened = open();
    send({ kind: 'ready', value: describe(opened) });
    return opened;
  } catch (error) {
    send({ kind: 'refused', error: thrown(error) });
    parentPort?.close();
    return null;
  }
}

/** Hands over the calls that have arrived, all that wait together at once. */
export function receiveCalls(handle: (calls: readonly Call[]) => void): void {
  let waiting: Call[] = [];
  parentPort?.on('message', (call: Call) => {
    if (waiting.length === 0) {
      setImmediate(() => {
        const calls = waiting;
        waiting = [];
        handle(calls);
      });
    }
    waiting.push(call);
  });
}

export function send(answer: Answer): void {
  parentPort?.postMessage(answer, []);
}

export function sendError(id: number, error: unknown): void {
  send({ kind: 'error', id, error: thrown(error) });
}

function thrown(error: unknown): ThrownError {
  const known = storeFailure(error);
  if (known instanceof Failure) {
    return { code: known.code, message: known.message, stack: causeOf(known) };
  }
  if (known instanceof Error) {
    return { code: null, message: known.message, stack: known.stack ?? '' };
  }
  return { code: null, message: String(known), stack: '' };
}

function causeOf(failure: Failure): string {
  return failure.cause instanceof Error ? (failure.cause.stack ?? '') : '';
}
