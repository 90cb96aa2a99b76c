import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { textPartLength } from '../../src-main/contract/text.ts';
import { keyBackends } from '../../src-main/shells/key-backends.ts';
import { openStore } from '../../src-main/store/open-store.ts';
import { openWorkbench, type Workbench } from '../../src-main/workbench.ts';
import { root } from '../bench.ts';
import type { Figure } from './measure.ts';

const finds = 200_000;
/** 8 MB: a log with an address a line. */
const line = (index: number) =>
  `Nov 21 14:08:${index % 60} gw sshd[${index}]: from ${45 + (index >> 16)}.${(index >> 8) & 255}.${index & 255}.7`;
const id = '0b3ad9c2-1f57-4a2e-9f6d-5a1c6f1f8e11';

/** How long the host is deaf to everybody else while one window pastes, plans and submits a large text. */
export async function measureHostLoop(): Promise<Figure[]> {
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
    report: () => {},
  });
  const text = Array.from({ length: finds }, (_, index) => line(index)).join('\n');
  const figures: Figure[] = [];
  for (const [name, work] of stepsOf(workbench, text)) {
    const { held, deaf, took } = await watched(work);
    const shared = { against: null, unit: 'ms' };
    figures.push(
      {
        name: `${name}: longest the host held its loop, in its own CPU time`,
        measured: held,
        atMost: 16,
        ...shared,
      },
      {
        name: `${name}: longest it was deaf, whatever the machine did besides`,
        measured: deaf,
        ...shared,
      },
      { name: `${name}: took`, measured: took, ...shared },
    );
  }
  await workbench.close();
  await rm(folder, { recursive: true, force: true });
  return figures;
}

/** Between two looks of a timer lies at least one turn of the loop: none was longer than the longest of these gaps. */
export async function watched(work: () => Promise<unknown>) {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  let held = 0;
  let before = process.threadCpuUsage();
  const look = () => {
    const now = process.threadCpuUsage();
    held = Math.max(held, (now.user + now.system - before.user - before.system) / 1000);
    before = now;
  };
  delay.enable();
  const timer = setInterval(look, 1);
  const started = performance.now();
  await work();
  const took = performance.now() - started;
  look();
  clearInterval(timer);
  delay.disable();
  return { held, deaf: delay.max / 1e6, took };
}

function stepsOf(
  workbench: Workbench,
  text: string,
): readonly (readonly [string, () => Promise<unknown>])[] {
  const shared = { id, revision: Math.ceil(text.length / textPartLength) };
  const rest = { edits: [], tlp: null, enrichers: null, includeNoise: true };
  const nextMessage = () => new Promise((resolve) => setImmediate(resolve));
  const what = `${(text.length / 1e6).toFixed(1)} MB with ${finds.toLocaleString('en')} finds`;
  return [
    // What the machine itself does to a host that rests.
    ['resting for two seconds', () => new Promise((resolve) => setTimeout(resolve, 2000))],
    [
      `receiving ${what}`,
      async () => {
        for (let part = 0; part < shared.revision; part += 1) {
          const from = part * textPartLength;
          const insert = text.slice(from, from + textPartLength);
          workbench.changeText({
            id,
            revision: part + 1,
            base: part === 0 ? null : part,
            changes: [{ from, to: from, insert }],
          });
          await nextMessage();
        }
      },
    ],
    [
      'extracting',
      async () => {
        const { reading, pages } = await workbench.pastes.extract(shared);
        for (let page = 0; page < pages; page += 1) {
          await workbench.pastes.finds(reading, page);
          await nextMessage();
        }
      },
    ],
    ['planning', () => workbench.pastes.plan({ text: shared, ...rest })],
    [
      'submitting',
      () => workbench.pastes.submit({ text: shared, ...rest, title: '', caseReference: '' }),
    ],
    ['reading it back', async () => workbench.reader.paste(1)],
  ];
}
