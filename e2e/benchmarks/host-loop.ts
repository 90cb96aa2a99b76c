import { monitorEventLoopDelay } from 'node:perf_hooks';
import { textPartLength } from '../../src-main/contract/text.ts';
import type { Workbench } from '../../src-main/workbench.ts';
import type { Figure } from './measure.ts';
import { shareText, withWorkbench } from './with-workbench.ts';

const finds = 200_000;
/** 8 MB: a log with an address a line. */
const line = (index: number) =>
  `Nov 21 14:08:${index % 60} gw sshd[${index}]: from ${45 + (index >> 16)}.${(index >> 8) & 255}.${index & 255}.7`;

/** How long the host is deaf to everybody else while one window pastes, plans and submits a large text. */
export function measureHostLoop(): Promise<Figure[]> {
  return withWorkbench(async (workbench) => {
    const text = Array.from({ length: finds }, (_, index) => line(index)).join('\n');
    const figures: Figure[] = [];
    for (const [name, work] of stepsOf(workbench, text)) {
      const { held, deaf, took } = await watched(work);
      figures.push(...loopFigures(name, { held, deaf, atMost: 16 }), {
        name: `${name}: took`,
        measured: took,
        against: null,
        unit: 'ms',
      });
    }
    return figures;
  });
}

/** What was seen of the host's loop while something went on. */
export function loopFigures(
  what: string,
  { held, deaf, atMost }: { readonly held: number; readonly deaf: number; readonly atMost: number },
): Figure[] {
  const shared = { against: null, unit: 'ms' };
  return [
    {
      name: `${what}: longest the host held its loop, in its own CPU time`,
      measured: held,
      atMost,
      ...shared,
    },
    {
      name: `${what}: longest it was deaf, whatever the machine did besides`,
      measured: deaf,
      ...shared,
    },
  ];
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
  const parts = Array.from({ length: Math.ceil(text.length / textPartLength) }, (_, part) =>
    text.slice(part * textPartLength, (part + 1) * textPartLength),
  );
  let shared = { id: '', revision: 0 };
  const rest = { edits: [], tlp: null, enrichers: null, includeNoise: true };
  const nextMessage = () => new Promise((resolve) => setImmediate(resolve));
  const what = `${(text.length / 1e6).toFixed(1)} MB with ${finds.toLocaleString('en')} finds`;
  return [
    // What the machine itself does to a host that rests.
    ['resting for two seconds', () => new Promise((resolve) => setTimeout(resolve, 2000))],
    [
      `receiving ${what}`,
      async () => {
        shared = await shareText(workbench, parts);
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
