import { Worker } from 'node:worker_threads';
import { Failure } from '../contract/failure.ts';
import type { Answer, Call, ThrownError } from './worker-messages.ts';

export type WorkerClientOptions = {
  readonly url: URL;
  /** what the worker is started with; asked again when it has to be restarted */
  readonly workerData: () => unknown;
  readonly now: () => string;
  readonly onForeignChange?: () => void;
};

export type WorkerClient = {
  /** Resolves with what the worker said when it was ready, rejects with the `Failure` that kept it from opening. */
  readonly ready: Promise<unknown>;
  readonly call: (method: string, args: readonly unknown[]) => Promise<unknown>;
  /** Ends the thread, whatever it does. */
  readonly end: () => Promise<void>;
  /** Waits for `farewell` (a method that ends its work), then ends the thread. */
  readonly close: (farewell: string) => Promise<void>;
};

type Pending = {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
};

type Thread = {
  readonly worker: Worker;
  readonly pending: Map<number, Pending>;
  readonly ready: Promise<unknown>;
  /** why it can answer nothing any more */
  ended: Failure | null;
};

/**
 * One worker thread that answers calls. When it dies, the calls under way fail with UNAVAILABLE (a call is never
 * sent twice) and a new one is started; one that dies before it was ready is not started again.
 */
export function startWorker(options: WorkerClientOptions): WorkerClient {
  let nextId = 1;
  let closing = false;
  let thread = start();

  function start(): Thread {
    const worker = new Worker(options.url, { workerData: options.workerData() });
    const pending = new Map<number, Pending>();
    let opened = false;
    const { promise, resolve, reject } = Promise.withResolvers<unknown>();
    // Whoever calls hears of it; nobody has to.
    promise.catch(() => {});
    const started: Thread = { worker, pending, ready: promise, ended: null };
    worker.on('message', (answer: Answer) => {
      if (answer.kind === 'ready') {
        opened = true;
        resolve(answer.value);
      } else if (answer.kind === 'refused') reject(errorOf(answer.error));
      else if (answer.kind === 'foreign-change') options.onForeignChange?.();
      else settle(pending, answer);
    });
    let death: unknown;
    worker.on('error', (error) => {
      death = error;
    });
    worker.on('exit', () => {
      const failure = new Failure(
        'UNAVAILABLE',
        'The store stopped while this was under way. Try again; if it happens again, restart Flairbench.',
        { cause: death },
      );
      started.ended = failure;
      reject(failure);
      for (const waiting of pending.values()) waiting.reject(failure);
      pending.clear();
      if (opened && !closing) thread = start();
    });
    return started;
  }

  async function call(method: string, args: readonly unknown[]): Promise<unknown> {
    const asked = thread;
    await asked.ready;
    if (asked.ended !== null) throw asked.ended;
    const { promise, resolve, reject } = Promise.withResolvers<unknown>();
    const id = nextId++;
    asked.pending.set(id, { resolve, reject });
    asked.worker.postMessage({ id, method, args, now: options.now() } satisfies Call, []);
    return promise;
  }

  async function end(): Promise<void> {
    closing = true;
    await thread.worker.terminate();
  }

  return {
    ready: thread.ready,
    call,
    end,
    async close(farewell) {
      closing = true;
      try {
        await call(farewell, []);
      } finally {
        await end();
      }
    },
  };
}

function settle(
  pending: Map<number, Pending>,
  answer: Extract<Answer, { kind: 'value' | 'error' }>,
): void {
  const asked = pending.get(answer.id);
  pending.delete(answer.id);
  if (answer.kind === 'value') asked?.resolve(answer.value);
  else asked?.reject(errorOf(answer.error));
}

function errorOf(thrown: ThrownError): Error {
  const cause = thrown.stack === '' ? undefined : thrown.stack;
  return thrown.code === null
    ? new Error(`The store failed: ${thrown.message}`, { cause })
    : new Failure(thrown.code, thrown.message, { cause });
}

/** An object whose methods are calls to the worker. */
export function remote<T>(
  names: Readonly<Record<keyof T & string, true>>,
  call: WorkerClient['call'],
): T {
  const methods = Object.keys(names).map(
    (name) => [name, (...args: unknown[]) => call(name, args)] as const,
  );
  // The worker implements Synchronous<T> by the same names: the one place where that is taken on trust.
  return Object.fromEntries(methods) as T;
}
