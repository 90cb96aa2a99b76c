import { expect, test } from 'vitest';
import { openTestStore, report, runOnce } from './fixtures/test-store.ts';
import type { Store } from './store.ts';

const page = { offset: 0, limit: 100 };
const verdict = { level: 'malicious', sentence: 'Bad.', reason: 'A list.' } as const;

/** A month of runs of one enricher on one value, one a day, of which the last one failed. */
async function monthOfRuns(store: Store): Promise<{ id: number; runs: number[] }> {
  const { id } = await store.writer.saveObservable({ type: 'domain', value: 'a.example' }, null);
  const runs: number[] = [];
  for (let day = 1; day <= 30; day += 1) {
    const startedAt = `2026-10-${String(day).padStart(2, '0')}T10:00:00.000Z`;
    const finish =
      day === 30
        ? ({ outcome: 'error', report: null } as const)
        : { searchText: `day${day}`, report: report({ verdict }) };
    runs.push(await runOnce(store, id, { run: { startedAt }, finish }));
  }
  return { id, runs };
}

async function retainAll(store: Store, step: { before: string; mostBytes: number | null }) {
  let from: number | null = 0;
  let removed = 0;
  while (from !== null) {
    const done: { removed: number; next: number | null } = await store.writer.retain({
      ...step,
      from,
      limit: 3,
    });
    expect(done.removed).toBeLessThanOrEqual(3);
    removed += done.removed;
    from = done.next;
  }
  return removed;
}

test('retention removes the old, but neither what is pinned nor the newest good result', async () => {
  const store = await openTestStore();
  const { id, runs } = await monthOfRuns(store);
  await store.writer.pinRun(runs[4] ?? 0, true);
  await store.writer.pinRun(runs[5] ?? 0, true);
  await store.writer.pinRun(runs[5] ?? 0, false);
  const before = '2026-11-30T00:00:00.000Z';
  const { runs: going } = await store.reader.wouldGo({ before, mostBytes: null });
  const removed = await retainAll(store, { before, mostBytes: null });
  const left = await store.reader.runs(page);
  const flair = await store.reader.flair(id);
  expect({
    going,
    removed,
    left: left.rows.map((run) => [run.id, run.pinned]),
    found: (await store.reader.runs({ ...page, words: 'day7' })).total,
    report: await store.reader.run(runs[6] ?? 0),
    size: (await store.reader.storeSize()).runs,
  }).toEqual({
    going: 28,
    removed: 28,
    left: [
      [runs[28], false],
      [runs[4], true],
    ],
    found: 0,
    report: null,
    size: 2,
  });
  // What failed last is removed, and still stands as how the last request ended.
  expect(flair).toMatchObject({
    standing: { level: 'malicious' },
    enrichments: [
      {
        request: { outcome: 'error', runId: null },
        newest: { id: runs[28] },
        newestGood: { id: runs[28] },
        previousGoodId: runs[4],
        runCount: 2,
      },
    ],
  });
});

test('what is younger stays', async () => {
  const store = await openTestStore();
  const { runs } = await monthOfRuns(store);
  expect(await retainAll(store, { before: '2026-10-11T00:00:00.000Z', mostBytes: null })).toBe(10);
  const { rows, total } = await store.reader.runs(page);
  const left = runs.slice(10).toReversed();
  expect([rows.map(({ id }) => id), total]).toEqual([left, left.length]);
});

test('past a size the oldest go until the rest fits', async () => {
  const store = await openTestStore();
  const { id } = await store.writer.saveObservable({ type: 'domain', value: 'a.example' }, null);
  const raw = { stderr: '', stdoutCut: false, stderrCut: false };
  const noise = () => Array.from({ length: 3000 }, () => Math.random().toString(36)).join('');
  for (let run = 0; run < 40; run += 1) {
    await runOnce(store, id, { finish: { raw: { ...raw, stdout: noise() } } });
  }
  const { usedBytes } = await store.reader.storeSize();
  const mostBytes = Math.round(usedBytes / 2);
  const going = await store.reader.wouldGo({ before: null, mostBytes });
  const removed = await retainAll(store, { before: '2027', mostBytes });
  const size = await store.reader.storeSize();
  expect(removed).toBeGreaterThan(10);
  expect(Math.abs(removed - going.runs)).toBeLessThan(6);
  expect(size.usedBytes).toBeLessThanOrEqual(mostBytes);
  expect(size.usedBytes).toBeGreaterThan(mostBytes * 0.8);
  expect(await retainAll(store, { before: '2027', mostBytes })).toBe(0);
});

test('a run that is not there, or has not finished, is not pinned', async () => {
  const { writer } = await openTestStore();
  await expect(writer.pinRun(7, true)).rejects.toMatchObject({ code: 'NOT_FOUND' });
});
