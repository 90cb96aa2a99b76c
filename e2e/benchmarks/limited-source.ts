import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createBroker } from '../../src-main/broker/create-broker.ts';
import {
  type LimitedServer,
  startLimitedServer,
} from '../../src-main/broker/fixtures/limited-server.ts';
import { compileEnricher } from '../../src-main/bundles/compile.ts';
import { createIsolation } from '../../src-main/processes/isolation.ts';
import { createLauncher } from '../../src-main/processes/launcher.ts';
import { parseReport } from '../../src-main/reports/parse-report.ts';
import type { ConfiguredEnricher } from '../../src-main/runs/configured.ts';
import { enricherCalled } from '../../src-main/runs/fixtures/enricher.ts';
import { createScheduler } from '../../src-main/runs/scheduler.ts';
import { createFlairbenchRuntime } from '../../src-main/runtimes/flairbench/run.ts';
import { openStore } from '../../src-main/store/open-store.ts';
import type { Store } from '../../src-main/store/store.ts';
import { root } from '../bench.ts';
import type { Figure } from './measure.ts';

const runs = 1000;
/** The source allows 4 a second; its clock runs fifty times as fast, for 1,000 runs take four minutes at that. */
const scale = 50;
const perSecond = 4 * scale;
const atOnce = 4;
const source = `export const enrich = async (observable, context) => {
  const answer = await context.fetch(context.settings.server + '/' + observable.value);
  return answer.status === 200 ? { widgets: [] } : { error: { reason: 'status', sentence: 'x' } };
};\n`;

/** 1,000 runs, with their processes, at a source on loopback that refuses what is too much, and some by chance. */
export async function measureLimitedSource(): Promise<Figure[]> {
  const folder = await mkdtemp(join(tmpdir(), 'flairbench-bench-'));
  const now = () => new Date().toISOString();
  const store = await openStore({ folder: join(folder, 'data'), now });
  const server = await startLimitedServer({
    perSecond,
    refuses: 0.05,
    seed: 20_261_121,
    quota: 5000,
    retryAfterSeconds: 1 / scale,
  });
  const enricher = await enricherAt(folder, server);
  const host = { node: process.execPath, environment: process.env, platform: process.platform };
  const runtime = createFlairbenchRuntime({
    launcher: createLauncher({ ...host, isolation: createIsolation(host) }),
    clock: { now: () => performance.now(), after },
    poolSize: atOnce,
    runner: join(root, 'dist/host/enricher-runner.js'),
  });
  const errors: unknown[] = [];
  const scheduler = createScheduler({
    store,
    enricher: () => enricher,
    runtime: () => runtime,
    broker: createBroker({
      writeLedger: (entry) => store.writer.appendLedger([entry]),
      now,
      airGapped: () => false,
      meter: store.writer,
    }),
    credentials: async () => ({}),
    parse: async (input, { title }) => ({ ...parseReport(input, { title }), searchText: '' }),
    isInternal: () => null,
    ownConfirmed: () => true,
    airGapped: () => false,
    concurrency: () => atOnce,
    now,
    after,
    changed: () => {},
    report: (error) => errors.push(error),
  });
  const ids = await ask(store, enricher.id);
  const started = performance.now();
  scheduler.wake();
  await scheduler.settled(ids);
  const seconds = (performance.now() - started) / 1000;
  const ended = await store.reader.requests(ids);
  const { limitScope: scope, credentialIdentity: identity, limits } = enricher;
  const standing = await store.reader.limitStanding({
    scope,
    identity,
    hosts: [],
    limits,
    now: now(),
  });
  const asked = (await store.reader.ledger({ offset: 0, limit: 1 })).total;
  await scheduler.close();
  await runtime.close();
  await store.close();
  await server.close();
  await rm(folder, { recursive: true });
  const shared = { against: null, unit: '', atMost: 0 };
  return [
    {
      ...shared,
      name: `${runs} runs at a source of 4 a second that answers 429 at random: failed`,
      measured: ended.filter(({ outcome }) => outcome !== 'ok').length + errors.length,
      notes: [
        `the source's clock runs ${scale} times as fast: ${perSecond} requests a second are allowed`,
        `${seconds.toFixed(1)} s, of which ${(runs / perSecond).toFixed(1)} s are what the source makes of it at least`,
        `${asked} requests were sent, ${server.refused()} of them were refused`,
      ],
    },
    {
      ...shared,
      name: 'taken twice by the source',
      measured: [...server.taken.values()].filter((times) => times > 1).length,
    },
    {
      ...shared,
      name: 'what is left by our count, less what is left by that of the source',
      measured: Math.abs((standing.quota?.left ?? Number.NaN) - server.left()),
    },
    {
      ...shared,
      name: 'requests in the ledger, less those that the source saw',
      measured: Math.abs(asked - server.refused() - runs),
    },
  ];
}

function after(milliseconds: number, action: () => void): () => void {
  const timer = setTimeout(action, milliseconds);
  return () => clearTimeout(timer);
}

async function enricherAt(folder: string, server: LimitedServer): Promise<ConfiguredEnricher> {
  const written = join(folder, 'enrich.ts');
  await writeFile(written, source);
  const compiled = await compileEnricher(written, folder);
  if (!compiled.ok) throw new Error(compiled.problems[0]?.sentence);
  const module = join(folder, 'enrich.js');
  await writeFile(module, compiled.code);
  const enricher = enricherCalled('limited');
  return {
    ...enricher,
    module,
    bundle: { ...enricher.bundle, folder },
    audience: 'own',
    hosts: [server.address],
    settingValues: { server: `http://${server.address}` },
    reuse: true,
    limits: {
      concurrency: null,
      rate: { requests: perSecond, seconds: 1 },
      quota: { requests: 5000, per: 'day' },
      usage: { limit: 'x-ratelimit-limit', left: 'x-ratelimit-remaining' },
    },
  };
}

async function ask(store: Store, enricherId: string): Promise<number[]> {
  const requests = [];
  for (let index = 0; index < runs; index += 1) {
    const observable = { type: 'domain', value: `host${index}.example` };
    const { id: observableId } = await store.writer.saveObservable(observable, 'green');
    requests.push({
      observableId,
      enricherId,
      pasteId: null,
      trigger: 'manual' as const,
      choice: 'named' as const,
      fresh: false,
      fields: {},
      priority: 0,
    });
  }
  return store.writer.addRequests(requests);
}
