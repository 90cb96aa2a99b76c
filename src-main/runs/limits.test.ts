import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createBroker } from '../broker/create-broker.ts';
import { startLimitedServer } from '../broker/fixtures/limited-server.ts';
import { reportSchema } from '../contract/report.ts';
import { type LimitAnswer, noLimits } from '../limits/limits.ts';
import { createCalls } from '../runtimes/flairbench/calls.ts';
import { createSecretMask } from '../runtimes/flairbench/secrets.ts';
import type { Runtime, RuntimeEnding, RuntimeRequest } from '../runtimes/runtime.ts';
import { openStore } from '../store/open-store.ts';
import type { Store } from '../store/store.ts';
import type { ConfiguredEnricher } from './configured.ts';
import { enricherCalled } from './fixtures/enricher.ts';
import { createScheduler, type Scheduler } from './scheduler.ts';

/** The real store, and a clock that the test sets. What runs asks for leave as the broker does. */
let folder: string;
let store: Store;
let time: number;
let timers: Map<number, { readonly due: number; readonly action: () => void }>;
let source: ConfiguredEnricher;
let enrichers: (id: string) => ConfiguredEnricher;
let answer: (request: RuntimeRequest) => Promise<RuntimeEnding>;
let sent: string[];
let scheduler: Scheduler;

const start = Date.parse('2026-11-20T09:00:00.000Z');
const report: RuntimeEnding = { kind: 'report', report: {} };
const now = () => new Date(time).toISOString();
const keyOf = ({ limitScope: scope, credentialIdentity: identity }: ConfiguredEnricher) => ({
  scope,
  identity,
  host: 'a.example',
});

const runtime: Runtime = {
  dialect: 'flairbench',
  async run(request) {
    const ending = await answer(request);
    const raw = { stdout: '', stderr: '', stdoutCut: false, stderrCut: false };
    return { ending, messages: [], raw, exitCode: 0, hosts: [] };
  },
  close: async () => {},
};

function schedulerOn(clock: Pick<Parameters<typeof createScheduler>[0], 'now' | 'after'>) {
  return createScheduler({
    store,
    enricher: (id) => enrichers(id),
    runtime: () => runtime,
    broker: createBroker({
      writeLedger: (entry) => store.writer.appendLedger([entry]),
      now: clock.now,
      airGapped: () => false,
      meter: store.writer,
    }),
    credentials: async () => ({}),
    async parse(_input, { title }) {
      const none = { widgets: [], related: [], facts: {}, tags: [], messages: [], problems: [] };
      return { report: reportSchema.parse({ title, ...none }), tables: [], searchText: '' };
    },
    isInternal: () => null,
    ownConfirmed: () => true,
    airGapped: () => false,
    concurrency: () => 2,
    changed: () => {},
    report(error) {
      throw error;
    },
    ...clock,
  });
}

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'limits-'));
  time = start;
  timers = new Map();
  sent = [];
  store = await openStore({ folder, now });
  source = enricherCalled('Source', { hosts: ['a.example'], audience: 'own' });
  enrichers = () => source;
  answer = async ({ observable }) => {
    const leave = await store.writer.takeLimit(keyOf(source), source.limits);
    return heldBy(leave) ?? (sent.push(observable.value), report);
  };
  let next = 0;
  scheduler = schedulerOn({
    now,
    after(milliseconds, action) {
      next += 1;
      const id = next;
      timers.set(id, { due: time + milliseconds, action });
      return () => void timers.delete(id);
    },
  });
});

afterEach(async () => {
  await scheduler.close();
  await store.close();
  await rm(folder, { recursive: true });
});

function heldBy(leave: LimitAnswer): RuntimeEnding | null {
  return 'wait' in leave ? { kind: 'held', wait: leave.wait, sentence: '' } : null;
}

async function ask(count: number): Promise<number[]> {
  const ids = await queue(count);
  await quiet(ids);
  return ids;
}

/** Until nothing more happens by itself: nothing runs, and what is left waits for a timer. */
async function quiet(ids: readonly number[]): Promise<void> {
  await expect
    .poll(
      async () => {
        const all = (await store.reader.requests(ids)).map(({ state }) => state);
        if (all.includes('running')) return false;
        return (
          all.every((state) => state === 'done') || (all.includes('waiting') && timers.size > 0)
        );
      },
      { timeout: 10_000 },
    )
    .toBe(true);
}

/** Moves the clock, and lets ring on the way what is set for then. */
async function pass(milliseconds: number, ids: readonly number[]): Promise<void> {
  const end = time + milliseconds;
  for (;;) {
    const due = [...timers].filter(([, timer]) => timer.due <= end);
    const [first] = due.sort(([, one], [, other]) => one.due - other.due);
    if (first === undefined) break;
    timers.delete(first[0]);
    time = Math.max(time, first[1].due);
    first[1].action();
    // Whoever is due was waiting until the ring. A look at the queue that was under way then comes before the next one.
    for (let look = 0; look < 3; look += 1) await store.writer.cancelRequests({ ids: [] }, '');
    await quiet(ids);
  }
  time = end;
}

const states = async (ids: readonly number[]) =>
  (await store.reader.requests(ids)).map(({ state, outcome, waitingUntil }) =>
    state === 'waiting' && waitingUntil !== null
      ? (Date.parse(waitingUntil) - start) / 1000
      : (outcome ?? state),
  );

test('at a paced source who asked waits for the next turn, the others stay in the queue, and each is sent once', async () => {
  source = { ...source, limits: { ...noLimits, rate: { requests: 1, seconds: 10 } } };
  const ids = await ask(5);
  // As many as have slots may find out at the same time.
  const [first, second, , ...others] = await states(ids);
  expect([first, second, others]).toEqual(['ok', 10, ['queued', 'queued']]);
  const [, waiting] = await store.reader.requests(ids);
  expect(waiting?.sentence).toMatch(/^Source takes only so many .* 09:00:10 UTC\.$/);
  await pass(41_000, ids);
  expect(await states(ids)).toEqual(['ok', 'ok', 'ok', 'ok', 'ok']);
  expect([sent.length, new Set(sent).size]).toEqual([5, 5]);
});

test('at a paced source one that comes later does not wait for all that came before', async () => {
  source = { ...source, limits: { ...noLimits, rate: { requests: 1, seconds: 10 } } };
  const many = await ask(20);
  const [one = 0] = await queue(1);
  await pass(31_000, [...many, one]);
  expect([(await states([one]))[0], sent.length]).toEqual(['ok', 4]);
});

test('while a source is waited for, the others run', async () => {
  const paced = { ...source, limits: { ...noLimits, rate: { requests: 1, seconds: 10 } } };
  const local = enricherCalled('Local');
  enrichers = (id) => (id === local.id ? local : paced);
  source = paced;
  const runsPaced = answer;
  answer = async (request) => (request.enricher.id === local.id ? report : runsPaced(request));
  const waiting = await ask(10);
  const others = await queue(10, local.id);
  await scheduler.settled(others);
  expect([new Set(await states(others)), new Set(await states(waiting))]).toEqual([
    new Set(['ok']),
    new Set(['ok', 10, 'queued']),
  ]);
});

test('a run that was held up is taken back, and its attempt is counted', async () => {
  let tries = 0;
  answer = async () => {
    tries += 1;
    return tries === 1
      ? { kind: 'held', wait: { reason: 'refused', until: start + 30_000 }, sentence: '' }
      : report;
  };
  const [id = 0] = await ask(1);
  expect(await store.reader.requests([id])).toMatchObject([
    { state: 'waiting', runId: null, sentence: 'Source asked us to wait until 09:00:30 UTC.' },
  ]);
  expect((await store.reader.runs({ offset: 0, limit: 9 })).total).toBe(0);
  await pass(31_000, [id]);
  const [request] = await store.reader.requests([id]);
  expect(await store.reader.run(request?.runId ?? 0)).toMatchObject({ outcome: 'ok', attempts: 2 });
});

test('what is refused for longer than a quarter of an hour is skipped, and can wait until then', async () => {
  let until = start + 7_200_000;
  answer = async () =>
    time < until ? { kind: 'held', wait: { reason: 'quota', until }, sentence: '' } : report;
  const [id = 0] = await ask(1);
  expect(await store.reader.requests([id])).toMatchObject([
    {
      state: 'done',
      outcome: 'skipped',
      reason: 'quota',
      sentence: 'The quota of Source is used up until 11:00:00 UTC.',
      waitingUntil: '2026-11-20T11:00:00.000Z',
    },
  ]);
  expect([await scheduler.resumeThen([id]), await states([id])]).toEqual([1, [7200]]);
  await pass(7_201_000, [id]);
  expect(await states([id])).toEqual(['ok']);
  until = 0;
  expect(await scheduler.resumeThen([id])).toBe(0);
});

test('what changes something elsewhere is never put off to a later time of the day', async () => {
  source = { ...source, effect: 'act' };
  const until = start + 7_200_000;
  answer = async () => ({ kind: 'held', wait: { reason: 'quota', until }, sentence: '' });
  const [id = 0] = await ask(1);
  expect(await store.reader.requests([id])).toMatchObject([
    { outcome: 'skipped', reason: 'quota', waitingUntil: null },
  ]);
  expect(await scheduler.resumeThen([id])).toBe(0);
});

test('a source that refuses for ever is given up after a quarter of an hour', async () => {
  answer = async () => {
    const leave = await store.writer.takeLimit(keyOf(source), source.limits);
    if ('wait' in leave) return heldBy(leave) ?? report;
    const refusal = { result: 'refused', waitMs: null, usage: null, chance: 1 } as const;
    await store.writer.learnLimit(keyOf(source), leave.leave, refusal);
    sent.push('again');
    return heldBy(await store.writer.takeLimit(keyOf(source), source.limits)) ?? report;
  };
  const [id = 0] = await ask(1);
  await pass(16 * 60_000, [id]);
  expect(await store.reader.requests([id])).toMatchObject([
    { state: 'done', outcome: 'skipped', reason: 'rate_limited' },
  ]);
  expect(sent.length).toBeLessThan(14);
});

test('what waits, and what is queued behind it, can be cancelled', async () => {
  source = { ...source, limits: { ...noLimits, rate: { requests: 1, seconds: 10 } } };
  const ids = await ask(3);
  expect(await scheduler.cancel({ ids })).toBe(2);
  expect((await states(ids)).sort()).toEqual(['cancelled', 'cancelled', 'ok']);
});

test('on a clock that goes back a day nobody waits a day', async () => {
  source = { ...source, limits: { ...noLimits, rate: { requests: 1, seconds: 10 } } };
  const ids = await ask(3);
  time -= 86_400_000;
  timers = new Map([...timers].map(([id, timer]) => [id, { ...timer, due: time + 10_000 }]));
  await pass(60_000, ids);
  expect(await states(ids)).toEqual(['ok', 'ok', 'ok']);
});

test('of a source that refuses at random all come back, none was sent twice, and both count the same', async () => {
  const server = await startLimitedServer({
    perSecond: 40,
    refuses: 0.1,
    seed: 7,
    quota: 1000,
    retryAfterSeconds: 0.1,
  });
  source = {
    ...source,
    hosts: [server.address],
    limits: {
      ...noLimits,
      rate: { requests: 40, seconds: 1 },
      quota: { requests: 1000, per: 'day' },
      usage: { limit: 'x-ratelimit-limit', left: 'x-ratelimit-remaining' },
    },
  };
  answer = async (request) => {
    const { calls, message } = callOf(request, `http://${server.address}/${request.runId}`);
    const answered = await calls.answer(message);
    if (answered.type === 'held') return { ...answered, kind: 'held' };
    return answered.type === 'fetched' ? report : { kind: 'error', reason: 'x', sentence: 'x' };
  };
  const real = () => new Date().toISOString();
  await scheduler.close();
  await store.close();
  store = await openStore({ folder, now: real });
  scheduler = schedulerOn({
    now: real,
    after(milliseconds, action) {
      const timer = setTimeout(action, milliseconds);
      return () => clearTimeout(timer);
    },
  });
  const ids = await queue(120);
  await scheduler.settled(ids);
  const standing = await store.reader.limitStanding({
    ...keyOf(source),
    hosts: [],
    limits: source.limits,
    now: real(),
  });
  const ledger = await store.reader.ledger({ offset: 0, limit: 1 });
  expect({
    outcomes: new Set(await states(ids)),
    taken: server.taken.size,
    twice: [...server.taken.values()].filter((times) => times > 1).length,
    left: standing.quota?.left,
    asked: ledger.total,
  }).toEqual({
    outcomes: new Set(['ok']),
    taken: 120,
    twice: 0,
    left: server.left(),
    asked: 120 + server.refused(),
  });
  expect(server.refused()).toBeGreaterThan(5);
  await server.close();
}, 60_000);

async function queue(count: number, enricherId = source.id): Promise<number[]> {
  const requests = [];
  for (let index = 0; index < count; index += 1) {
    const value = `host${index}.example`;
    const { id } = await store.writer.saveObservable({ type: 'domain', value }, 'green');
    requests.push({
      pasteId: null,
      observableId: id,
      enricherId,
      trigger: 'manual' as const,
      choice: 'named' as const,
      fresh: false,
      fields: {},
      priority: 0,
    });
  }
  const ids = await store.writer.addRequests(requests);
  scheduler.wake();
  return ids;
}

function callOf(request: RuntimeRequest, url: string) {
  const calls = createCalls(request, createSecretMask([]), new AbortController().signal);
  const asked = { url, method: 'GET', headers: {}, body: null } as const;
  return {
    calls,
    message: { type: 'fetch', run: request.runId, call: 1, request: asked } as const,
  };
}
