import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { childProcesses } from './workbench/fixtures/children.ts';
import { openTestWorkbench } from './workbench/fixtures/test-workbench.ts';
import type { Workbench } from './workbench.ts';

/** A machine that sleeps, and processes that somebody else stops or kills, in the whole host. */
const bundle = fileURLToPath(new URL('./workbench/fixtures/faulty-bundle', import.meta.url));
const problems: string[] = [];
let folder: string;
let workbench: Workbench;
/** how far the clock of the machine has been moved */
let moved: number;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sleep-'));
  moved = 0;
  workbench = await openTestWorkbench({
    folder,
    now: () => new Date(Date.now() + moved).toISOString(),
    problem: (sentence) => problems.push(sentence),
  });
  await workbench.changeSettings({ concurrency: 3 });
  await workbench.installBundle(bundle, new AbortController().signal);
});
afterEach(async () => {
  await workbench.close();
  await rm(folder, { recursive: true, force: true });
});

const signalAll = (signal: NodeJS.Signals) => {
  for (const pid of childProcesses()) {
    try {
      process.kill(Number(pid), signal);
    } catch {
      // It has ended meanwhile.
    }
  }
};

const enrich = (...values: string[]) =>
  workbench.requests.enrich(
    {
      observables: values.map((value) => ({ type: 'domain', value })),
      enrichers: ['faulty-once'],
      tlp: 'clear',
      fields: {},
      fresh: true,
      lower: false,
    },
    new AbortController().signal,
  );

test.runIf(process.platform === 'linux')(
  'what sleeps in the middle of a run ends by its own time and says so, and nothing else is disturbed',
  async () => {
    const asleep = enrich('never.host-1.com');
    await expect.poll(() => childProcesses().length, { timeout: 10_000 }).toBeGreaterThan(0);
    signalAll('SIGSTOP');
    moved = 8 * 3600_000;
    const [awake] = await enrich('works.host-1.com');
    // The clock is set back behind the start of what goes on.
    moved = -3600_000;
    const [later] = await enrich('works.host-2.com');
    const [stopped] = await asleep;
    expect([awake, later, stopped].map((row) => [row?.outcome, row?.reason])).toEqual([
      ['ok', 'ok'],
      ['ok', 'ok'],
      ['timeout', 'timeout'],
    ]);
    expect(stopped?.sentence).toMatch(/within 4 seconds of its own time/);
    // What was started last is the newest, whatever the clock said.
    const { rows } = await workbench.reader.runs({ offset: 0, limit: 9 });
    expect(rows.map(({ observable }) => observable.value)).toEqual([
      'works.host-2.com',
      'works.host-1.com',
      'never.host-1.com',
    ]);
    await expect.poll(childProcesses, { timeout: 5000 }).toEqual([]);
    expect(problems).toEqual([]);
  },
  60_000,
);

test.runIf(process.platform === 'linux')(
  'processes that are killed at any moment end their run with a sentence, and none is lost',
  async () => {
    const values = Array.from({ length: 12 }, (_, index) => `works.host-${index}.com`);
    const over = new AbortController();
    const killing = (async () => {
      for (let round = 0; !over.signal.aborted; round += 1) {
        await sleep(30 + ((round * 37) % 90));
        signalAll('SIGKILL');
      }
    })();
    const rows = await enrich(...values);
    over.abort();
    await killing;
    expect(rows.map(({ observable }) => observable.value).sort()).toEqual(values.sort());
    expect(rows.filter(({ outcome }) => outcome !== 'ok' && outcome !== 'error')).toEqual([]);
    expect(rows.filter(({ sentence }) => sentence === '')).toEqual([]);
    expect(await workbench.progress(null)).toMatchObject({ total: 12, done: 12, open: 0 });
    expect(await enrich('works.after.com')).toMatchObject([{ outcome: 'ok' }]);
    expect(problems).toEqual([]);
  },
  60_000,
);
