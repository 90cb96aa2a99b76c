import { readdirSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { childMark, childProcesses } from './workbench/fixtures/children.ts';
import { openTestWorkbench } from './workbench/fixtures/test-workbench.ts';
import type { Workbench } from './workbench.ts';

/** Enrichers that do everything wrong, all at once, in the whole host. */
const runs = Number(process.env['FLAIRBENCH_FAULTY_RUNS'] ?? 40);
const bundle = fileURLToPath(new URL('./workbench/fixtures/faulty-bundle', import.meta.url));
const problems: string[] = [];
let folder: string;
let workbench: Workbench;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'faults-'));
  workbench = await openTestWorkbench({ folder, problem: (sentence) => problems.push(sentence) });
  // Most of them only wait for the end of their time.
  await workbench.changeSettings({ concurrency: 4 });
  await workbench.installBundle(bundle, new AbortController().signal);
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** What each gives, in `outcome reason`; whoever has given its report has ended well, whatever it does afterwards. */
const endings: Readonly<Record<string, string>> = {
  works: 'ok ok',
  crashes: 'error no_result',
  exits: 'error no_result',
  forks: 'error enricher_failed',
  prints: 'error too_much_output',
  never: 'timeout timeout',
  ignores: 'timeout timeout',
  closes: 'error no_result',
  'writes-on': 'ok ok',
  'fills-memory': 'error enricher_failed',
};

const foldersLeft = () => readdirSync(tmpdir()).filter((name) => name.startsWith(childMark));

test.runIf(process.platform === 'linux')(
  'of enrichers that crash, fork, flood, hang, cling, close, write on and fill the memory nothing is lost and nothing left',
  async () => {
    const behaviours = Object.keys(endings);
    const each = Math.ceil(runs / behaviours.length / 2);
    const observables = Array.from({ length: each }, (_, index) =>
      behaviours.map((name) => ({ type: 'domain', value: `${name}.host-${index}.com` })),
    ).flat();
    const rows = await workbench.requests.enrich(
      {
        observables,
        enrichers: ['faulty-once', 'faulty-pooled'],
        tlp: 'clear',
        fields: {},
        fresh: true,
        lower: false,
      },
      new AbortController().signal,
    );
    const ended = rows.map(({ observable: { value }, outcome, reason }) => [
      value,
      // A machine that is busy takes more than the time of a run to read 64 MB.
      value.startsWith('prints') && outcome === 'timeout'
        ? endings['prints']
        : `${outcome} ${reason}`,
    ]);
    const expected = observables.flatMap(({ value }) => {
      const ending = endings[value.split('.')[0] ?? ''];
      return [
        [value, ending],
        [value, ending],
      ];
    });
    expect(ended.toSorted()).toEqual(expected.toSorted());
    const stored = await workbench.reader.runs({ offset: 0, limit: 1 });
    expect(stored.total).toBe(expected.length);
    await workbench.close();
    await expect.poll(childProcesses, { timeout: 5000 }).toEqual([]);
    await expect.poll(foldersLeft, { timeout: 5000 }).toEqual([]);
    expect(problems).toEqual([]);
  },
  60_000 + runs * 1000,
);
