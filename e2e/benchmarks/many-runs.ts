import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Context, Enrich } from '../../enrichers/sdk/index.ts';
import { findObservables } from '../../src-main/observables/find.ts';
import { parseReport } from '../../src-main/reports/parse-report.ts';
import { reportText } from '../../src-main/reports/report-text.ts';
import type { Workbench } from '../../src-main/workbench.ts';
import { root } from '../bench.ts';
import type { Figure } from './measure.ts';
import { withWorkbench } from './with-workbench.ts';

const observables = 10_000;
const enrichers = ['domain-anatomy', 'geo-and-network', 'hash-identity'] as const;

/** A third each: domains, addresses and hashes, so that each of the three enrichers has its share. */
function lineAt(index: number): string {
  const turn = Math.floor(index / 3);
  if (index % 3 === 0) return `host-${turn}.zone-${turn % 97}.com`;
  if (index % 3 === 1) return `${45 + (turn % 90)}.${(turn >> 8) & 255}.${turn & 255}.7`;
  return createHash('sha256').update(String(index)).digest('hex');
}

/** From a paste to its last stored result, against bare code that does the same in one process and stores nothing. */
export async function measureManyRuns(): Promise<Figure[]> {
  const text = Array.from({ length: observables }, (_, index) => lineAt(index)).join('\n');
  const bare = await took(() => runBare(text));
  const { ours, total } = await withWorkbench(async (workbench) => ({
    ours: await took(() => runOurs(workbench, text)),
    total: (await workbench.reader.runs({ offset: 0, limit: 1 })).total,
  }));
  const unit = 's';
  return [
    {
      name: `${total.toLocaleString('en')} runs of three local enrichers, from paste to disk, against bare code in one process`,
      measured: ours.wall,
      against: bare.wall,
      atMost: 4,
      unit,
    },
    {
      name: 'the same: CPU time of the host with its threads',
      measured: ours.cpu,
      against: bare.cpu,
      unit,
    },
  ];
}

async function runOurs(workbench: Workbench, text: string): Promise<void> {
  const asked = workbench.desk
    .all()
    .filter(({ bundle }) => enrichers.some((name) => bundle.appName.endsWith(name)));
  const { pasteId } = await workbench.pastes.submit({
    text,
    edits: [],
    tlp: null,
    enrichers: asked.map(({ id }) => id),
    includeNoise: true,
    title: '',
    caseReference: '',
  });
  while ((await workbench.progress(pasteId)).open > 0) {
    await new Promise((resolve) => setTimeout(resolve, 1000));
  }
}

async function took(work: () => Promise<unknown>) {
  const started = performance.now();
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return { wall: (performance.now() - started) / 1000, cpu: (user + system) / 1e6 };
}

async function runBare(text: string): Promise<void> {
  const loaded = await Promise.all(enrichers.map(loadBare));
  const [anatomy, geo, hash] = loaded;
  const seen = new Set<string>();
  for (const { type, value } of findObservables(text).finds) {
    const key = `${type} ${value}`;
    if (seen.has(key)) continue;
    seen.add(key);
    const one = type === 'ipv4' ? geo : type === 'sha256' ? hash : anatomy;
    if (one === undefined) continue;
    const result = await one.enrich({ type, value }, one.context);
    if ('noData' in result || 'error' in result) continue;
    reportText(parseReport(JSON.parse(JSON.stringify(result)), { title: type }).report);
  }
}

async function loadBare(name: string): Promise<{ enrich: Enrich; context: Context }> {
  const folder = join(root, `dist/enrichers/app.flairbench.${name}/1.0.0`);
  const { enrich }: { enrich: Enrich } = await import(
    pathToFileURL(join(folder, 'compiled/enrich.js')).href
  );
  const nobody = () => Promise.reject(new Error('This enricher asks nobody.'));
  const { signal } = new AbortController();
  return {
    enrich,
    context: {
      settings: {},
      credentials: {},
      fields: {},
      signal,
      folder,
      log: () => {},
      fetch: nobody,
      resolve: nobody,
    },
  };
}
