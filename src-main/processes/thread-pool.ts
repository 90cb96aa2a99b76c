import { Worker } from 'node:worker_threads';
import { Failure, type FailureCode } from '../contract/failure.ts';

/** What a worker file offers: pure functions by name, from plain data to plain data. */
export type Tasks = { readonly [name: string]: (input: never) => unknown };

/** Threads for pure work that would hold the host's loop longer than a frame. */
export interface ThreadPool<Offered extends Tasks> {
  /**
   * Waits for a free thread, first come, first served. Rejects with what the task threw (a `Failure` stays one), or
   * with the reason of the signal: a task that runs then is ended together with its thread.
   */
  run<Name extends keyof Offered & string>(
    task: Name,
    input: Parameters<Offered[Name]>[0],
    signal: AbortSignal,
  ): Promise<ReturnType<Offered[Name]>>;
  close(): Promise<void>;
}

/** What `serveTasks` sends back. */
export type TaskReply =
  | { readonly kind: 'done'; readonly output: unknown }
  | { readonly kind: 'failure'; readonly code: FailureCode; readonly sentence: string }
  | { readonly kind: 'bug'; readonly error: unknown };

type Job = {
  readonly task: string;
  readonly input: unknown;
  readonly settle: (reply: TaskReply) => void;
};
type Thread = { readonly worker: Worker; job: Job | null };

export function createThreadPool<Offered extends Tasks>(options: {
  /** at most this many threads, started when they are first needed */
  readonly size: number;
  readonly url: URL;
}): ThreadPool<Offered> {
  const threads = new Set<Thread>();
  let queue: Job[] = [];
  let closed = false;

  function startThread(): Thread {
    const thread: Thread = { worker: new Worker(options.url), job: null };
    threads.add(thread);
    thread.worker.on('message', (reply: TaskReply) => {
      const { job } = thread;
      thread.job = null;
      // A waiting thread is no reason to keep the program alive.
      thread.worker.unref();
      job?.settle(reply);
      dispatch();
    });
    thread.worker.on('error', (error) => endThread(thread, { kind: 'bug', error }));
    thread.worker.on('exit', () =>
      endThread(thread, { kind: 'bug', error: new Error('A worker thread ended by itself.') }),
    );
    return thread;
  }

  function endThread(thread: Thread, reply: TaskReply): void {
    if (!threads.delete(thread)) return;
    void thread.worker.terminate();
    thread.job?.settle(reply);
    dispatch();
  }

  function dispatch(): void {
    for (;;) {
      const free = [...threads].find((thread) => thread.job === null);
      if (free === undefined && threads.size >= options.size) return;
      const job = queue.shift();
      if (job === undefined) return;
      const thread = free ?? startThread();
      thread.job = job;
      thread.worker.ref();
      thread.worker.postMessage({ task: job.task, input: job.input }, []);
    }
  }

  /** Ends a job wherever it is: in the queue without a trace, on a thread together with it. */
  function abandon(job: Job, error: unknown): void {
    queue = queue.filter((waiting) => waiting !== job);
    const thread = [...threads].find((candidate) => candidate.job === job);
    if (thread === undefined) job.settle({ kind: 'bug', error });
    else endThread(thread, { kind: 'bug', error });
  }

  return {
    run(task, input, signal) {
      const { promise, resolve, reject } =
        Promise.withResolvers<TaskOutput<Offered, typeof task>>();
      if (signal.aborted) return Promise.reject(signal.reason);
      if (closed) return Promise.reject(new Error('The thread pool is closed.'));
      const job: Job = {
        task,
        input,
        settle(reply) {
          signal.removeEventListener('abort', onAbort);
          settle(reply, resolve, reject);
        },
      };
      const onAbort = () => abandon(job, signal.reason);
      signal.addEventListener('abort', onAbort, { once: true });
      queue.push(job);
      dispatch();
      return promise;
    },
    async close() {
      closed = true;
      const error = new Error('The thread pool is closed.');
      for (const job of queue.splice(0)) job.settle({ kind: 'bug', error });
      const ending = [...threads].map((thread) => thread.worker.terminate());
      for (const thread of threads) endThread(thread, { kind: 'bug', error });
      await Promise.all(ending);
    },
  };
}

type TaskOutput<Offered extends Tasks, Name extends keyof Offered> = ReturnType<Offered[Name]>;

function settle<Output>(
  reply: TaskReply,
  resolve: (output: Output) => void,
  reject: (error: unknown) => void,
): void {
  if (reply.kind === 'failure') reject(new Failure(reply.code, reply.sentence));
  else if (reply.kind === 'bug') reject(reply.error);
  else resolve(outputOf<Output>(reply));
}

/** Both sides share the type of the tasks; what crosses between them is a copy made by the engine. */
function outputOf<Output>(reply: { readonly output: unknown }): Output;
function outputOf(reply: { readonly output: unknown }): unknown {
  return reply.output;
}
