import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import Database from 'better-sqlite3';
import { expect, onTestFinished, test } from 'vitest';
import { type Limits, noLimits } from '../limits/limits.ts';
import { openTestStore, request, temporaryFolder } from './fixtures/test-store.ts';

const key = { scope: 'shared', identity: 'key', host: 'a.example' };
const answered = { result: 'answered', waitMs: null, usage: null, chance: 0 } as const;

function otherProcess(...given: readonly string[]) {
  const script = fileURLToPath(new URL('./fixtures/limited-process.ts', import.meta.url));
  const child = spawn(process.execPath, [script, ...given], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  return child;
}

test('two processes share one bucket: no span of its length holds more than it allows', async () => {
  const folder = temporaryFolder();
  await openTestStore({ folder });
  const output = await Promise.all(
    [1, 2].map(() => text(otherProcess(folder, 'bucket', '30').stdout)),
  );
  const times = output
    .flatMap((lines) => lines.trim().split('\n').map(Number))
    .sort((a, b) => a - b);
  const spans = times.slice(10).map((time, index) => time - (times[index] ?? 0));
  expect([times.length, Math.min(...spans) >= 500]).toEqual([60, true]);
});

test('the place of a process that was killed is free again', async () => {
  const folder = temporaryFolder();
  const ours = await openTestStore({
    folder,
    heartbeatMs: 50,
    now: () => new Date().toISOString(),
  });
  const child = otherProcess(folder, 'place');
  await once(child.stdout, 'data');
  const limits = { ...noLimits, concurrency: 1 };
  expect(await ours.writer.takeLimit(key, limits)).toMatchObject({
    wait: { reason: 'concurrency' },
  });
  child.kill('SIGKILL');
  await expect
    .poll(async () => 'leave' in (await ours.writer.takeLimit(key, limits)), { timeout: 5000 })
    .toBe(true);
});

test('a place is free again once the request is over', async () => {
  const { writer } = await openTestStore();
  const limits = { ...noLimits, concurrency: 1 };
  const first = await writer.takeLimit(key, limits);
  const second = await writer.takeLimit(key, limits);
  if ('leave' in first) await writer.learnLimit(key, first.leave, answered);
  const third = await writer.takeLimit(key, limits);
  expect([first, second, third].map((answer) => 'leave' in answer)).toEqual([true, false, true]);
});

test.each<[string, Partial<typeof key>, boolean]>([
  ['another credential', { identity: 'other' }, true],
  ['another bundle', { scope: 'other' }, false],
  ['another host', { host: 'b.example' }, true],
])(
  'a refusal holds for the host and the credential, whoever asks: %s',
  async (_name, change, let_) => {
    const { writer } = await openTestStore();
    const first = await writer.takeLimit(key, noLimits);
    if (!('leave' in first)) throw new Error('it was not let through');
    const refusal = { ...answered, result: 'refused', waitMs: 60_000 } as const;
    await writer.learnLimit(key, first.leave, refusal);
    expect('leave' in (await writer.takeLimit({ ...key, ...change }, noLimits))).toBe(let_);
  },
);

test('a clock that goes back a year locks nothing for longer than it was', async () => {
  let time = Date.parse('2026-11-20T09:00:00.000Z');
  const now = () => new Date(time).toISOString();
  const { writer, reader } = await openTestStore({ now });
  const limits: Limits = { ...noLimits, rate: { requests: 1, seconds: 60 } };
  await writer.takeLimit(key, limits);
  time -= 365 * 86_400_000;
  const standing = { ...key, hosts: [key.host], limits };
  const before = await reader.limitStanding({ ...standing, now: now() });
  const asked = await writer.takeLimit(key, limits);
  time += 60_001;
  expect([before.wait, asked, 'leave' in (await writer.takeLimit(key, limits))]).toEqual([
    null,
    { wait: { reason: 'rate', until: time - 1 } },
    true,
  ]);
});

test('a request that was put aside on a clock that was ahead is taken up again', async () => {
  let now = '2027-11-20T09:00:00.000Z';
  const { writer } = await openTestStore({ now: () => now });
  const { id } = await writer.saveObservable({ type: 'domain', value: 'a.example' }, null);
  const [held = 0] = await writer.addRequests([request(id)]);
  await writer.claimRequests(1);
  const hold = { reason: 'quota', sentence: 'It waits.', refused: true };
  await writer.holdRequest(held, { ...hold, until: '2027-11-20T09:05:00.000Z' });
  expect(await writer.claimRequests(1)).toEqual([]);
  now = '2026-11-20T09:00:00.000Z';
  expect(await writer.claimRequests(1)).toMatchObject([{ id: held }]);
});

test('the quota endpoint of a source is asked once in its time, by one of all processes', async () => {
  let time = Date.parse('2026-11-20T09:00:00.000Z');
  const now = () => new Date(time).toISOString();
  const folder = temporaryFolder();
  const [one, other] = [await openTestStore({ folder, now }), await openTestStore({ folder, now })];
  const ask = (store: typeof one) => store.writer.claimUsageQuestion(key, 600_000);
  const asked = [await ask(one), await ask(other)];
  time += 600_000;
  expect([...asked, await ask(other)]).toEqual([true, false, true]);
});

test('a place is kept for as long as the longest tunnel, and no longer', async () => {
  let time = Date.parse('2026-11-20T09:00:00.000Z');
  const { writer } = await openTestStore({ now: () => new Date(time).toISOString() });
  const limits = { ...noLimits, concurrency: 1 };
  await writer.takeLimit(key, limits);
  time += 600_000;
  expect(await writer.takeLimit(key, limits)).toMatchObject({ wait: { reason: 'concurrency' } });
  time += 120_000;
  expect(await writer.takeLimit(key, limits)).toHaveProperty('leave');
});

test('what was told of hosts more than a month ago is forgotten at the next start', async () => {
  const folder = temporaryFolder();
  const rate = { requests: 5, seconds: 60 };
  const rowsAfter = async (now: string, host: string) => {
    const store = await openTestStore({ folder, now: () => now });
    await store.writer.takeLimit({ ...key, host }, { ...noLimits, rate });
    await store.close();
    const db = new Database(join(folder, 'flairbench.db'), { readonly: true });
    const keys = db.prepare<[], string>('SELECT key FROM limits').pluck().all();
    db.close();
    return keys.map((text) => text.split('"').at(-2));
  };
  expect([
    await rowsAfter('2026-10-01T09:00:00.000Z', 'old.example'),
    await rowsAfter('2026-11-01T09:00:00.000Z', 'newer.example'),
    await rowsAfter('2026-11-20T09:00:00.000Z', 'newest.example'),
  ]).toEqual([
    ['old.example'],
    ['newer.example', 'old.example'],
    ['newer.example', 'newest.example'],
  ]);
});
