import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { InstalledEnricher } from '../../src-main/bundles/bundle.ts';
import { compileEnricher } from '../../src-main/bundles/compile.ts';
import { createIsolation } from '../../src-main/processes/isolation.ts';
import { createLauncher } from '../../src-main/processes/launcher.ts';
import { enricherCalled } from '../../src-main/runs/fixtures/enricher.ts';
import { createFlairbenchRuntime } from '../../src-main/runtimes/flairbench/run.ts';
import type { Runtime, RuntimeRequest } from '../../src-main/runtimes/runtime.ts';
import { root } from '../bench.ts';
import { type Figure, median } from './measure.ts';

const runs = 40;
const reusedRuns = 1500;
const rounds = 3;
/** one for each core of the machine that the figures are asked for */
const atOnce = 2;

/** A run of an enricher that does nothing, sandbox on, against node started bare on the same file. */
export async function measureRunRate(): Promise<Figure[]> {
  const folder = await mkdtemp(join(tmpdir(), 'flairbench-bench-'));
  const source = join(folder, 'enrich.ts');
  await writeFile(source, 'export const enrich = () => ({ widgets: [] });\n');
  const module = join(folder, 'enrich.js');
  const compiled = await compileEnricher(source, folder);
  if (!compiled.ok) throw new Error(compiled.problems[0]?.sentence);
  await writeFile(module, compiled.code);
  const host = { node: process.execPath, environment: process.env, platform: process.platform };
  const runtime = createFlairbenchRuntime({
    launcher: createLauncher({ ...host, isolation: createIsolation(host) }),
    clock: {
      now: () => performance.now(),
      after(milliseconds, action) {
        const timer = setTimeout(action, milliseconds);
        return () => clearTimeout(timer);
      },
    },
    poolSize: atOnce,
    runner: join(root, 'dist/host/enricher-runner.js'),
  });
  const once = (reuse: boolean) => () => runOnce(runtime, enricherAt(folder, module, reuse));
  await once(true)();
  const rates = { bare: [] as number[], fresh: [] as number[], reused: [] as number[] };
  for (let round = 0; round < rounds; round += 1) {
    rates.bare.push(await rateOf(runs, () => spawnBare(module)));
    rates.fresh.push(await rateOf(runs, once(false)));
    rates.reused.push(await rateOf(reusedRuns, once(true)));
  }
  await runtime.close();
  await rm(folder, { recursive: true });
  const bare = median(rates.bare);
  const shared = { against: bare, unit: 'runs/s' };
  return [
    {
      name: 'runs, a process each, against bare spawn',
      measured: median(rates.fresh),
      atLeast: 0.7,
      ...shared,
    },
    {
      name: 'runs with reuse, against bare spawn',
      measured: median(rates.reused),
      atLeast: 20,
      ...shared,
    },
  ];
}

async function rateOf(times: number, work: () => Promise<void>): Promise<number> {
  let left = times;
  const lane = async () => {
    while (left > 0) {
      left -= 1;
      await work();
    }
  };
  const started = performance.now();
  await Promise.all(Array.from({ length: atOnce }, lane));
  return (times * 1000) / (performance.now() - started);
}

function spawnBare(file: string): Promise<void> {
  return new Promise((resolve) => {
    spawn(process.execPath, [file], { stdio: 'ignore' }).once('exit', () => resolve());
  });
}

let runId = 0;

async function runOnce(runtime: Runtime, enricher: InstalledEnricher): Promise<void> {
  runId += 1;
  const unreachable = () => Promise.reject(new Error('This enricher asks nobody.'));
  const observable = { type: 'ipv4', value: '198.51.100.7' };
  const request: RuntimeRequest = {
    runId,
    enricher,
    observable,
    original: observable,
    fields: {},
    settings: {},
    credentials: {},
    credentialIdentity: '',
    tlp: 'green',
    timeoutMs: 30_000,
    broker: {
      fetch: unreachable,
      resolve: unreachable,
      openWayOut() {
        throw new Error('This enricher asks nobody.');
      },
    },
    sendFullUrl: false,
  };
  const { ending } = await runtime.run(request, new AbortController().signal);
  if (ending.kind !== 'report') throw new Error(JSON.stringify(ending));
}

function enricherAt(folder: string, module: string, reuse: boolean): InstalledEnricher {
  const enricher = enricherCalled('nothing');
  return { ...enricher, module, reuse, bundle: { ...enricher.bundle, folder } };
}
