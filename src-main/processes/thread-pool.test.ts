import { afterEach, expect, test } from 'vitest';
import { Failure } from '../contract/failure.ts';
import type { tasks } from './fixtures/tasks.worker.ts';
import { createThreadPool, type ThreadPool } from './thread-pool.ts';

const never = new AbortController().signal;
let pool: ThreadPool<typeof tasks> | undefined;

function open(size: number) {
  pool = createThreadPool<typeof tasks>({
    size,
    url: new URL('./fixtures/tasks.worker.ts', import.meta.url),
  });
  return pool;
}

afterEach(() => pool?.close());

test('many tasks are shared among few threads and each gets its own answer', async () => {
  const { run } = open(2);
  const inputs = Array.from({ length: 200 }, (_, index) => index);
  expect(await Promise.all(inputs.map((input) => run('double', input, never)))).toEqual(
    inputs.map((input) => input * 2),
  );
});

test('aborting a task that runs ends its thread, and another one takes what waits', async () => {
  const { run } = open(1);
  const abort = new AbortController();
  const endless = run('forever', null, abort.signal);
  const waiting = run('double', 21, never);
  abort.abort(new Error('enough'));
  await expect(endless).rejects.toThrow('enough');
  expect(await waiting).toBe(42);
});

test('aborting a task that waits leaves the one that runs alone', async () => {
  const { run } = open(1);
  const abort = new AbortController();
  const running = run('double', 1, never);
  const waiting = run('forever', null, abort.signal);
  abort.abort(new Error('enough'));
  await expect(waiting).rejects.toThrow('enough');
  expect(await running).toBe(2);
});

test('a failure stays a failure, a bug stays an error, and the thread goes on', async () => {
  const { run } = open(1);
  await expect(run('refuse', 'Give another text.', never)).rejects.toEqual(
    new Failure('BAD_INPUT', 'Give another text.'),
  );
  await expect(run('fail', 'broken', never)).rejects.toThrow('broken');
  expect(await run('double', 2, never)).toBe(4);
});

test('a thread that ends by itself fails its own task only', async () => {
  const { run } = open(1);
  const ending = run('exit', 3, never);
  const waiting = run('double', 5, never);
  await expect(ending).rejects.toThrow('ended by itself');
  expect(await waiting).toBe(10);
});

test('closing ends what runs and what waits', async () => {
  const { run, close } = open(1);
  const endless = run('forever', null, never);
  const waiting = run('double', 1, never);
  const settled = Promise.allSettled([endless, waiting]);
  await close();
  expect((await settled).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  await expect(run('double', 1, never)).rejects.toThrow('closed');
});
