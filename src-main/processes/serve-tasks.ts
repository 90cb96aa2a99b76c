import { parentPort } from 'node:worker_threads';
import { Failure } from '../contract/failure.ts';
import type { TaskReply, Tasks } from './thread-pool.ts';

/** The worker's side of a thread pool: does one task after the other and answers each. */
export function serveTasks(tasks: Tasks): void {
  const functions = new Map(Object.entries(tasks));
  parentPort?.on('message', ({ task, input }: { task: string; input: never }) => {
    parentPort?.postMessage(perform(functions.get(task), input), []);
  });
}

function perform(task: Tasks[string] | undefined, input: never): TaskReply {
  try {
    if (task === undefined) throw new Error('The worker does not offer this task.');
    return { kind: 'done', output: task(input) };
  } catch (error) {
    if (error instanceof Failure) {
      return { kind: 'failure', code: error.code, sentence: error.message };
    }
    // Only plain errors can be copied to another thread for certain.
    const { message, stack } = error instanceof Error ? error : new Error(String(error));
    return { kind: 'bug', error: Object.assign(new Error(message), { stack }) };
  }
}
