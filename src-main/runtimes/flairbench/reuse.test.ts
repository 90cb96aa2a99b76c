import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { RuntimeRequest } from '../runtime.ts';
import {
  buildRunner,
  enricherOf,
  isolation,
  openRuntime,
  requestOf,
  systemClock,
} from './fixtures/harness.ts';

const never = new AbortController().signal;
let runner: Awaited<ReturnType<typeof buildRunner>>;
beforeAll(async () => {
  runner = await buildRunner();
});
afterAll(() => runner.remove());

let opened: ReturnType<typeof openRuntime>;
afterEach(async () => {
  await opened.runtime.close();
  expect(opened.groupsAlive()).toBe(0);
});

function open(options: Partial<Parameters<typeof openRuntime>[0]> = {}) {
  opened = openRuntime({ isolation, runner: runner.path, ...options });
  return opened.runtime;
}

const counts = enricherOf('counts', { reuse: true });
const order = (runId: number, change: Partial<RuntimeRequest> = {}) =>
  requestOf(counts, { runId, ...change });
const counted = (runs: number) => ({
  kind: 'report',
  report: { title: 'Counted', widgets: [], facts: { runs, before: 0 } },
});

test('runs follow each other in one process, each with an empty folder and its own output', async () => {
  const runtime = open();
  const results = [];
  for (const runId of [1, 2, 3]) results.push(await runtime.run(order(runId), never));
  expect(
    results.map(({ ending, raw, exitCode }) => ({ ending, stdout: raw.stdout, exitCode })),
  ).toEqual(
    [1, 2, 3].map((run) => ({ ending: counted(run), stdout: `run ${run}\n`, exitCode: null })),
  );
  expect(opened.launched).toHaveLength(1);
});

test('runs at the same time get a process each', async () => {
  const runtime = open();
  const results = await Promise.all([1, 2, 3].map((runId) => runtime.run(order(runId), never)));
  expect(results.map(({ ending }) => ending)).toEqual([counted(1), counted(1), counted(1)]);
});

test.each<[string, Partial<RuntimeRequest>]>([
  ['other credentials', { credentials: { key: 'another' } }],
  ['another marking', { tlp: 'red' }],
  [
    'another version of the bundle',
    { enricher: { ...counts, bundle: { ...counts.bundle, version: '1.0.1' } } },
  ],
  [
    'another content of the bundle',
    { enricher: { ...counts, bundle: { ...counts.bundle, hash: 'x' } } },
  ],
])('%s never share a process', async (_what, change) => {
  const runtime = open();
  await runtime.run(order(1), never);
  const { ending } = await runtime.run(order(2, change), never);
  expect(ending).toEqual(counted(1));
});

test('a file that was replaced serves the next run', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'flairbench-test-'));
  const database = join(folder, 'database');
  const bundle = {
    ...counts.bundle,
    settings: [{ name: 'database', label: 'Database', type: 'file' as const }],
  };
  const enricher = enricherOf('sees', { reuse: true, bundle });
  const runtime = open();
  const read = async (runId: number) => {
    const request = requestOf(enricher, {
      runId,
      settings: { database },
      fields: { port: '1', secret: '/' },
    });
    const { ending } = await runtime.run(request, never);
    return ending;
  };
  await writeFile(database, 'old');
  expect(await read(1)).toMatchObject({ report: { facts: { setFile: 'old' } } });
  await writeFile(`${database}.new`, 'new');
  await rename(`${database}.new`, database);
  expect(await read(2)).toMatchObject({ report: { facts: { setFile: 'new' } } });
  await rm(folder, { recursive: true });
});

test('a timeout ends that process only, and the next run gets a new one', async () => {
  const runtime = open();
  const loop = { type: 'domain', value: 'loop' };
  const [slow, other] = await Promise.all([
    runtime.run(order(1, { observable: loop, timeoutMs: 300 }), never),
    runtime.run(order(2), never),
  ]);
  expect([slow.ending.kind, other.ending]).toEqual(['timeout', counted(1)]);
  expect((await runtime.run(order(3), never)).ending).toEqual(counted(2));
  expect(opened.launched).toHaveLength(2);
});

test('what an enricher left running stands still until somebody asks again', async () => {
  const runtime = open();
  await runtime.run(order(1, { observable: { type: 'domain', value: 'talk-later' } }), never);
  await pause(300);
  expect(opened.launched[0]?.takeOutput().stdout.text).toBe('');
});

test('a process that failed a run goes on when the failure was the enricher’s own', async () => {
  const runtime = open();
  const throws = enricherOf('throws', { reuse: true });
  await runtime.run(order(1), never);
  await runtime.run(requestOf(throws, { runId: 2 }), never);
  expect((await runtime.run(order(3), never)).ending).toEqual(counted(2));
});

test('a process that ends between two runs does not cost the next one its result', async () => {
  const runtime = open();
  await runtime.run(order(1, { observable: { type: 'domain', value: 'leave-a-bomb' } }), never);
  expect((await runtime.run(order(2), never)).ending).toEqual(counted(1));
  expect(opened.launched).toHaveLength(2);
});

test('what an earlier run still says does not cost the next one its result', async () => {
  const runtime = open();
  await runtime.run(order(1, { observable: { type: 'domain', value: 'answer-later' } }), never);
  const slow = { type: 'domain', value: 'take-time' };
  const { ending } = await runtime.run(order(2, { observable: slow }), never);
  expect(ending).toEqual(counted(1));
  expect(opened.launched).toHaveLength(2);
});

test('an idle process ends after half a minute', async () => {
  const idle: (() => void)[] = [];
  const runtime = open({
    clock: {
      now: systemClock.now,
      after(milliseconds, action) {
        if (milliseconds !== 30_000) return systemClock.after(milliseconds, action);
        idle.push(action);
        return () => {};
      },
    },
  });
  await runtime.run(order(1, { timeoutMs: 5000 }), never);
  expect(opened.groupsAlive()).toBe(1);
  for (const action of idle) action();
  await opened.launched[0]?.ended;
  expect(opened.groupsAlive()).toBe(0);
});

test('no more processes are kept waiting than allowed', async () => {
  const runtime = open({ poolSize: 1 });
  await Promise.all([1, 2].map((runId) => runtime.run(order(runId), never)));
  await Promise.race(opened.launched.map(({ ended }) => ended));
  expect(opened.groupsAlive()).toBe(1);
});
