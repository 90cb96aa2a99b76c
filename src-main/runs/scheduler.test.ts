import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Broker } from '../broker/broker.ts';
import { Failure } from '../contract/failure.ts';
import { packFinds } from '../contract/pages.ts';
import { reportSchema } from '../contract/report.ts';
import type { Outcome, Tlp } from '../contract/vocabulary.ts';
import type { Runtime, RuntimeRequest, RuntimeResult } from '../runtimes/runtime.ts';
import { openStore } from '../store/open-store.ts';
import type { NewRequest, Store } from '../store/store.ts';
import type { ConfiguredEnricher } from './configured.ts';
import { enricherCalled } from './fixtures/enricher.ts';
import { createScheduler, type Scheduler } from './scheduler.ts';

/** The real store; the clock and what runs are the test's. */
let folder: string;
let store: Store;
let time: number;
let enrichers: Map<string, ConfiguredEnricher>;
let behaviour: (request: RuntimeRequest, signal: AbortSignal) => Promise<Partial<RuntimeResult>>;
let concurrency: number;
let atOnce: { now: number; most: number };
let reports: string[];
let readable: boolean;
let locked: boolean;
let ownConfirmed: boolean;
let scheduler: Scheduler;

const noBroker: Broker = {
  fetch: () => Promise.reject(new Error('no network in this test')),
  resolve: () => Promise.reject(new Error('no network in this test')),
  openWayOut: () => {
    throw new Error('no network in this test');
  },
};

const quiet: RuntimeResult = {
  ending: { kind: 'report', report: {} },
  messages: [],
  raw: { stdout: '', stderr: '', stdoutCut: false, stderrCut: false },
  exitCode: 0,
  hosts: [],
};

const runtime: Runtime = {
  dialect: 'flairbench',
  async run(request, signal) {
    atOnce.now += 1;
    atOnce.most = Math.max(atOnce.most, atOnce.now);
    try {
      return { ...quiet, ...(await behaviour(request, signal)) };
    } finally {
      atOnce.now -= 1;
    }
  },
  close: async () => {},
};

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'scheduler-'));
  time = Date.parse('2026-11-20T09:00:00.000Z');
  const now = () => new Date(time).toISOString();
  store = await openStore({ folder, now });
  enrichers = new Map();
  behaviour = async () => ({});
  concurrency = 4;
  atOnce = { now: 0, most: 0 };
  reports = [];
  readable = true;
  locked = false;
  ownConfirmed = true;
  scheduler = createScheduler({
    store,
    enricher: (id) => enrichers.get(id) ?? null,
    runtime: (dialect) => (dialect === 'flairbench' ? runtime : null),
    broker: noBroker,
    async credentials() {
      if (locked) throw new Failure('VAULT_LOCKED', 'The credentials are locked.');
      return {};
    },
    async parse(_input, { title }) {
      if (!readable) throw new Error('out of memory');
      const none = { widgets: [], related: [], facts: {}, tags: [], messages: [], problems: [] };
      return { report: reportSchema.parse({ title, ...none }), tables: [], searchText: '' };
    },
    isInternal: () => null,
    ownConfirmed: () => ownConfirmed,
    airGapped: () => false,
    concurrency: () => concurrency,
    now,
    after: (milliseconds, action) => {
      const timer = setTimeout(action, milliseconds);
      return () => clearTimeout(timer);
    },
    changed: () => {},
    report: (error, what) => reports.push(`${what}: ${String(error)}`),
  });
});

afterEach(async () => {
  await scheduler.close();
  await store.close();
  await rm(folder, { recursive: true });
});

function install(name: string, change: Partial<ConfiguredEnricher> = {}): string {
  const enricher = enricherCalled(name, change);
  enrichers.set(enricher.id, enricher);
  return enricher.id;
}

async function observe(value: string, tlp: Tlp | null = 'green'): Promise<number> {
  return (await store.writer.saveObservable({ type: 'domain', value }, tlp)).id;
}

async function ask(
  observableId: number,
  enricherId: string,
  change: Partial<NewRequest> = {},
): Promise<number> {
  const [id] = await store.writer.addRequests([
    {
      pasteId: null,
      observableId,
      enricherId,
      trigger: 'manual',
      choice: 'named',
      fresh: false,
      fields: {},
      priority: 0,
      ...change,
    },
  ]);
  if (id === undefined) throw new Error('no request was added');
  return id;
}

type Ended = { outcome: Outcome | null; reason: string | null; reused: boolean; run: boolean };

async function settle(ids: readonly number[]): Promise<Ended[]> {
  scheduler.wake();
  await scheduler.settled(ids);
  return (await store.reader.requests(ids)).map(({ outcome, reason, reused, runId }) => ({
    outcome,
    reason,
    reused,
    run: runId !== null,
  }));
}

const untilAborted = (signal: AbortSignal) =>
  new Promise<Partial<RuntimeResult>>((resolve) => {
    signal.addEventListener('abort', () =>
      resolve({ ending: { kind: 'cancelled' }, raw: { ...quiet.raw, stdout: 'half' } }),
    );
  });

describe('a request ends', () => {
  test('with the outcome of its run, a reason and a sentence, whatever the enricher did', async () => {
    const endings: readonly RuntimeResult['ending'][] = [
      { kind: 'report', report: {} },
      { kind: 'no_data', sentence: 'Not in the list.' },
      { kind: 'error', reason: 'crashed', sentence: 'It crashed.' },
      { kind: 'timeout', sentence: 'It took longer than 30 s.' },
      { kind: 'cancelled' },
    ];
    const id = install('Any', { ttlSeconds: 0 });
    behaviour = async ({ observable }) => {
      const ending = endings[Number(observable.value.slice(0, 1))];
      return ending === undefined ? {} : { ending };
    };
    const asked = [];
    for (const index of endings.keys())
      asked.push(await ask(await observe(`${index}.example`), id));
    expect(await settle(asked)).toEqual([
      { outcome: 'ok', reason: 'ok', reused: false, run: true },
      { outcome: 'no_data', reason: 'no_data', reused: false, run: true },
      { outcome: 'error', reason: 'crashed', reused: false, run: true },
      { outcome: 'timeout', reason: 'timeout', reused: false, run: true },
      { outcome: 'cancelled', reason: 'cancelled', reused: false, run: true },
    ]);
  });

  test('as skipped, without a run, when a gate is closed', async () => {
    const id = install('Source', {
      audience: 'third_party',
      maxTlp: 'green',
      hosts: ['a.example'],
    });
    behaviour = () => Promise.reject(new Error('it must not be asked'));
    expect(await settle([await ask(await observe('a.example', 'red'), id)])).toEqual([
      { outcome: 'skipped', reason: 'tlp', reused: false, run: false },
    ]);
  });

  test('as skipped when its marking rose while it waited', async () => {
    const id = install('Source', {
      audience: 'third_party',
      maxTlp: 'green',
      hosts: ['a.example'],
    });
    const observableId = await observe('a.example', 'green');
    const request = await ask(observableId, id);
    await store.writer.savePaste({
      text: 'a.example',
      title: '',
      caseReference: '',
      tlp: 'red',
      finds: packFinds([
        { type: 'domain', value: 'a.example', text: 'a.example', start: 0, end: 9, why: '' },
      ]),
      edits: [],
      asked: null,
    });
    expect(await settle([request])).toMatchObject([{ outcome: 'skipped', reason: 'tlp' }]);
  });

  test.each([
    ['was given another type', { dropped: false, as: { type: 'filename', value: 'a.example' } }],
    ['was taken out of the paste', { dropped: true, as: null }],
  ] as const)('as skipped when the value %s while it waited', async (_name, edit) => {
    behaviour = () => Promise.reject(new Error('it must not be asked'));
    const { pasteId } = await store.writer.savePaste({
      text: 'a.example',
      title: '',
      caseReference: '',
      tlp: 'green',
      finds: packFinds([
        { type: 'domain', value: 'a.example', text: 'a.example', start: 0, end: 9, why: '' },
      ]),
      edits: [],
      asked: null,
    });
    const observableId = await observe('a.example');
    const request = await ask(observableId, install('Local'), { pasteId });
    const value = { type: 'domain', value: 'a.example', include: null };
    await store.writer.correctPaste(pasteId, [{ ...value, ...edit }]);
    expect(await settle([request])).toMatchObject([{ outcome: 'skipped', reason: 'gone' }]);
  });

  test('as skipped while nobody has said what belongs to the organisation', async () => {
    const id = install('Source', {
      audience: 'third_party',
      maxTlp: 'green',
      hosts: ['a.example'],
    });
    const observableId = await observe('a.example');
    ownConfirmed = false;
    const before = await settle([await ask(observableId, id)]);
    ownConfirmed = true;
    const after = await settle([await ask(observableId, id)]);
    expect([before, after]).toMatchObject([
      [{ outcome: 'skipped', reason: 'own_values_not_said' }],
      [{ outcome: 'ok' }],
    ]);
  });

  test('as an error when a runtime breaks, and the others are untouched', async () => {
    const [broken, fine] = [install('Broken'), install('Fine')];
    behaviour = async ({ enricher }) => {
      if (enricher.id === broken) throw new Error('a bug');
      return {};
    };
    const observableId = await observe('a.example');
    const ended = await settle([await ask(observableId, broken), await ask(observableId, fine)]);
    expect(ended.map(({ outcome, reason }) => [outcome, reason])).toEqual([
      ['error', 'internal'],
      ['ok', 'ok'],
    ]);
    expect(reports).toHaveLength(1);
  });

  test('as an error that says so when the credentials are locked', async () => {
    locked = true;
    const asked = [await ask(await observe('a.example'), install('Keyed'))];
    await settle(asked);
    expect(await store.reader.requests(asked)).toMatchObject([
      { outcome: 'error', reason: 'vault_locked', sentence: 'The credentials are locked.' },
    ]);
    expect(reports).toEqual([]);
  });

  test('as an error when its report cannot be read, and keeps what was printed', async () => {
    readable = false;
    behaviour = async () => ({ raw: { ...quiet.raw, stdout: 'half' } });
    const asked = [await ask(await observe('a.example'), install('Heavy'))];
    expect(await settle(asked)).toEqual([
      { outcome: 'error', reason: 'internal', reused: false, run: true },
    ]);
    const [request] = await store.reader.requests(asked);
    expect((await store.reader.raw(request?.runId ?? 0))?.stdout).toBe('half');
    expect(reports).toEqual(['reading the report of run 1: Error: out of memory']);
  });

  test('as skipped when the enricher is gone, and as an error when nothing can run its dialect', async () => {
    const other = install('Other');
    const installed = enrichers.get(other);
    if (installed === undefined) throw new Error('not installed');
    enrichers.set(other, { ...installed, bundle: { ...installed.bundle, dialect: 'opencti' } });
    const observableId = await observe('a.example');
    expect(
      await settle([await ask(observableId, 'gone:gone'), await ask(observableId, other)]),
    ).toMatchObject([
      { outcome: 'skipped', reason: 'disabled' },
      { outcome: 'error', reason: 'no_runtime' },
    ]);
  });
});

describe('a fresh result', () => {
  test('stands for a new run until it is too old, and never when asked to run again', async () => {
    const id = install('Source', { ttlSeconds: 3600 });
    const observableId = await observe('a.example');
    const first = await settle([await ask(observableId, id)]);
    time += 3_599_000;
    const second = await settle([await ask(observableId, id)]);
    const forced = await settle([await ask(observableId, id, { fresh: true, trigger: 'rerun' })]);
    time += 3_601_000;
    const last = await settle([await ask(observableId, id)]);
    expect([first, second, forced, last].map(([ended]) => ended?.reused)).toEqual([
      false,
      true,
      false,
      false,
    ]);
  });

  test('of other settings or another credential does not stand for this one', async () => {
    const id = install('Source');
    const observableId = await observe('a.example');
    await settle([await ask(observableId, id)]);
    install('Source', { settingValues: { resolver: '192.0.2.1' } });
    const settings = await settle([await ask(observableId, id)]);
    install('Source', { credentialIdentity: 'another key' });
    const credential = await settle([await ask(observableId, id)]);
    expect([settings[0]?.reused, credential[0]?.reused]).toEqual([false, false]);
  });

  test('for other fields does not stand for these', async () => {
    const id = install('Source');
    const observableId = await observe('a.example');
    const ended = [];
    for (const fields of [{ port: '80' }, { port: '443' }, { port: '80' }, {}]) {
      ended.push(...(await settle([await ask(observableId, id, { fields })])));
    }
    expect(ended.map(({ reused }) => reused)).toEqual([false, false, true, false]);
  });

  test('that failed is never reused', async () => {
    const id = install('Source');
    behaviour = async () => ({ ending: { kind: 'error', reason: 'x', sentence: 'It broke.' } });
    const observableId = await observe('a.example');
    await settle([await ask(observableId, id)]);
    expect(await settle([await ask(observableId, id)])).toMatchObject([{ reused: false }]);
  });
});

test('no more run at once than allowed, and all get their turn', async () => {
  concurrency = 3;
  const id = install('Slow');
  behaviour = async () => {
    await new Promise((resolve) => setTimeout(resolve, 5));
    return {};
  };
  const asked = [];
  for (let index = 0; index < 20; index += 1) {
    asked.push(await ask(await observe(`host${index}.example`), id));
  }
  const ended = await settle(asked);
  expect([ended.every(({ outcome }) => outcome === 'ok'), atOnce.most]).toEqual([true, 3]);
});

describe('cancelling', () => {
  test('by another process is heard by who waits', async () => {
    concurrency = 1;
    const id = install('Endless');
    behaviour = (_request, signal) => untilAborted(signal);
    const running = await ask(await observe('a.example'), id);
    const waiting = await ask(await observe('b.example'), id);
    scheduler.wake();
    await expect.poll(() => atOnce.now).toBe(1);
    const settled = scheduler.settled([running, waiting]);
    const other = await openStore({ folder, now: () => new Date(time).toISOString() });
    await other.writer.cancelRequests({}, 'Cancelled elsewhere.');
    await other.close();
    await scheduler.cancel({ ids: [running] });
    await settled;
  });

  test('stops what runs, keeps what it printed, and ends what waits', async () => {
    concurrency = 1;
    const id = install('Endless');
    behaviour = (_request, signal) => untilAborted(signal);
    const observableId = await observe('a.example');
    const asked = [await ask(observableId, id), await ask(await observe('b.example'), id)];
    scheduler.wake();
    await expect.poll(() => atOnce.now).toBe(1);
    expect(await scheduler.cancel({ ids: asked })).toBe(2);
    const ended = await settle(asked);
    expect(ended.map(({ outcome, run }) => [outcome, run])).toEqual([
      ['cancelled', true],
      ['cancelled', false],
    ]);
    const [request] = await store.reader.requests(asked);
    expect((await store.reader.raw(request?.runId ?? 0))?.stdout).toBe('half');
  });

  test('of one observable leaves the others alone', async () => {
    const id = install('Endless');
    behaviour = (_request, signal) => untilAborted(signal);
    const [mine, other] = [await observe('a.example'), await observe('b.example')];
    const asked = [await ask(mine, id), await ask(other, id)];
    scheduler.wake();
    await expect.poll(() => atOnce.now).toBe(2);
    expect(await scheduler.cancel({ observableIds: [mine] })).toBe(1);
    await scheduler.settled(asked.slice(0, 1));
    expect(atOnce.now).toBe(1);
  });
});

test('closing interrupts what runs, and says so', async () => {
  const id = install('Endless');
  behaviour = (_request, signal) => untilAborted(signal);
  const asked = [await ask(await observe('a.example'), id)];
  scheduler.wake();
  await expect.poll(() => atOnce.now).toBe(1);
  await scheduler.close();
  expect(await store.reader.requests(asked)).toMatchObject([
    { outcome: 'interrupted', reason: 'closed' },
  ]);
});

test('closing puts back what was just taken from the queue', async () => {
  const id = install('Source');
  behaviour = () => Promise.reject(new Error('it must not be asked'));
  const asked = [await ask(await observe('a.example'), id)];
  scheduler.wake();
  await scheduler.close();
  await store.close();
  store = await openStore({ folder, now: () => new Date(time).toISOString() });
  expect(await store.reader.requests(asked)).toMatchObject([{ state: 'queued', outcome: null }]);
  expect(reports).toEqual([]);
});

test('third parties get URLs without userinfo and query values', async () => {
  const outside = install('Outside', {
    audience: 'third_party',
    maxTlp: 'green',
    hosts: ['a.example'],
  });
  const inside = install('Inside');
  const told: string[] = [];
  const guarded: string[] = [];
  behaviour = async ({ enricher, observable, original }) => {
    told.push(`${enricher.name}: ${observable.value}`);
    guarded.push(original.value);
    return {};
  };
  const url = 'https://user:pass@evil.example/login?token=abc';
  const { id } = await store.writer.saveObservable({ type: 'url', value: url }, 'green');
  await settle([await ask(id, outside), await ask(id, inside)]);
  expect(told.sort()).toEqual([`Inside: ${url}`, expect.not.stringMatching(/user|pass|abc/)]);
  // The broker looks for the raw one, and the ledger names it.
  expect(guarded).toEqual([url, url]);
});

describe('when the thread that writes dies', () => {
  const gone = () => new Failure('UNAVAILABLE', 'The store stopped while this was under way.');

  test('while requests are taken, they are taken again', async () => {
    const asked = [await ask(await observe('a.example'), install('Source'))];
    const { claimRequests } = store.writer;
    vi.spyOn(store.writer, 'claimRequests').mockImplementationOnce(async (...args) => {
      await claimRequests(...args);
      throw gone();
    });
    const settled = settle(asked);
    await expect.poll(() => reports).toEqual([expect.stringMatching(/^the queue: .*stopped/)]);
    time += 2000;
    expect(await settled).toMatchObject([{ outcome: 'ok' }]);
  });

  test('while a run is written down, the run says so', async () => {
    const asked = [await ask(await observe('a.example'), install('Source'))];
    vi.spyOn(store.writer, 'finishRun').mockRejectedValueOnce(gone());
    expect(await settle(asked)).toMatchObject([{ outcome: 'error', reason: 'not_stored' }]);
    expect(reports).toEqual([expect.stringMatching(/^storing run 1: .*stopped/)]);
  });
});
