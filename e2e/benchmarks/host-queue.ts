import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { textPartLength } from '../../src-main/contract/text.ts';
import { keyBackends } from '../../src-main/shells/key-backends.ts';
import { openStore } from '../../src-main/store/open-store.ts';
import { openWorkbench, type Workbench } from '../../src-main/workbench.ts';
import { root } from '../bench.ts';
import { watched } from './host-loop.ts';
import type { Figure } from './measure.ts';

const values = 10_000;
const finished = 1000;
const pasteBytes = 50_000_000;
/** Prose with an address here and there: a long document, not a list. */
const sentence =
  'The host answered at 45.155.205.233 and was seen again by several of the sensors. ';

const source = `export const enrich = ({ value }) => ({
  widgets: value === '45.0.0.7'
    ? Array.from({ length: 100 }, () => ({ type: 'text', text: 'x'.repeat(160_000) }))
    : [{ type: 'text', text: value }],
});
`;
const metadata = {
  title: 'Large',
  description: 'Gives a report of 16 MB for one of the values.',
  sdk_type: 'flairbench',
  app_name: 'app.flairbench.bench-large',
  version: '1.0.0',
  audience: 'offline',
  transforms: [
    {
      transform_name: 'large',
      display_name: 'Large',
      parameters: 'enrich.ts',
      entity_type: ['ipv4'],
      enrichment: true,
      reuse: true,
    },
  ],
};

/** How long the host is deaf while ten thousand requests wait, runs end, and somebody pastes 50 MB. */
export async function measureHostQueue(): Promise<Figure[]> {
  const folder = await mkdtemp(join(tmpdir(), 'flairbench-bench-'));
  const now = () => new Date().toISOString();
  const workbench = await openWorkbench({
    shell: 'loopback',
    version: '0',
    store: await openStore({ folder, now }),
    dataFolder: folder,
    builtInEnrichers: join(root, 'dist/enrichers'),
    node: process.execPath,
    environment: process.env,
    platform: process.platform,
    keyBackends: keyBackends(folder),
    now,
    report: (error, what) => process.stderr.write(`${what}: ${String(error)}\n`),
  });
  const bundle = join(folder, 'large');
  await mkdir(join(bundle, 'source'), { recursive: true });
  await writeFile(join(bundle, 'metadata.json'), JSON.stringify(metadata));
  await writeFile(join(bundle, 'source/enrich.ts'), source);
  await workbench.installBundle(bundle, new AbortController().signal);
  const { held, deaf } = await watched(() => work(workbench));
  await workbench.close();
  await rm(folder, { recursive: true, force: true });
  const shared = { against: null, unit: 'ms' };
  const what = '10,000 queued, 1,000 runs finish, one with 16 MB, and 50 MB are pasted';
  return [
    {
      name: `${what}: longest the host held its loop, in its own CPU time`,
      measured: held,
      atMost: 50,
      ...shared,
    },
    {
      name: `${what}: longest it was deaf, whatever the machine did besides`,
      measured: deaf,
      ...shared,
    },
  ];
}

async function work(workbench: Workbench): Promise<void> {
  const addresses = Array.from(
    { length: values },
    (_, index) => `45.${index >> 8}.${index & 255}.7`,
  );
  const rest = { edits: [], tlp: null, includeNoise: true };
  const { pasteId, requests } = await workbench.pastes.submit({
    text: addresses.join('\n'),
    ...rest,
    enrichers: [workbench.desk.named('large').id],
    title: '',
    caseReference: '',
  });
  if (requests !== values) throw new Error(`${requests} requests were queued.`);
  const pasted = pasteLarge(workbench);
  for (;;) {
    const { done } = await workbench.progress(pasteId);
    if (done >= finished) break;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  await pasted;
  await workbench.cancel({});
}

async function pasteLarge(workbench: Workbench): Promise<void> {
  const id = '0b3ad9c2-1f57-4a2e-9f6d-5a1c6f1f8e11';
  const part = sentence.repeat(Math.floor(textPartLength / sentence.length));
  const parts = Math.ceil(pasteBytes / part.length);
  for (let at = 0; at < parts; at += 1) {
    const from = at * part.length;
    workbench.changeText({
      id,
      revision: at + 1,
      base: at === 0 ? null : at,
      changes: [{ from, to: from, insert: part }],
    });
    await new Promise((resolve) => setImmediate(resolve));
  }
  await workbench.pastes.extract({ id, revision: parts });
}
