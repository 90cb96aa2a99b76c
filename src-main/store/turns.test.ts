import { expect, test } from 'vitest';
import { packValues } from '../contract/pages.ts';
import type { Store } from './store.ts';
import {
  findsOf,
  newRun,
  finished,
  openTestStore,
  paste,
  request,
  temporaryFolder,
} from './fixtures/test-store.ts';

async function submit({ writer }: Store, values: readonly string[], ids = ['geo']) {
  const found = findsOf(...values.map((value) => `domain:${value}`));
  const enrichers = ids.map((id) => ({ id, types: ['domain'] }));
  const asked = { values: packValues(found.finds), enrichers, choice: 'ticked' as const };
  return writer.savePaste(paste({ ...found, asked }));
}

const names = (letter: string, count: number) =>
  Array.from({ length: count }, (_, index) => `${letter}${index}.example`);

/** The values in the order in which they are taken, one at a time, each done before the next. */
async function taken({ writer }: Store, count: number): Promise<string[]> {
  const values: string[] = [];
  for (let index = 0; index < count; index += 1) {
    for (const one of await writer.claimRequests(1)) {
      const run = await writer.startRun(newRun(one.id, { enricherId: one.enricherId }));
      await writer.finishRun(finished(run));
      values.push(one.observable.value.replace('.example', ''));
    }
  }
  return values;
}

test('pastes take turns, and a paste of one is next however many wait', async () => {
  const store = await openTestStore();
  await submit(store, names('a', 500));
  const before = await taken(store, 3);
  await submit(store, names('b', 1));
  await submit(store, names('c', 2));
  expect([before, await taken(store, 6)]).toEqual([
    ['a0', 'a1', 'a2'],
    ['a3', 'b0', 'c0', 'a4', 'c1', 'a5'],
  ]);
});

test('what is asked together without a paste stands in one line; a later call has its own', async () => {
  const store = await openTestStore();
  const ask = async (...values: string[]) => {
    const ids = [];
    for (const value of values) {
      ids.push((await store.writer.saveObservable({ type: 'domain', value }, null)).id);
    }
    await store.writer.addRequests(ids.map((id) => request(id)));
  };
  await ask(...names('a', 3));
  await ask(...names('b', 1));
  expect(await taken(store, 4)).toEqual(['a0', 'b0', 'a1', 'a2']);
});

test('what is asked of a paste later stands behind what is asked of it already', async () => {
  const store = await openTestStore();
  const { pasteId } = await submit(store, names('a', 2));
  await submit(store, names('b', 3));
  const [first] = await store.reader.observablesOfPaste(pasteId);
  await store.writer.addRequests([request(first?.id ?? 0, { pasteId, enricherId: 'geo' })]);
  expect(await taken(store, 6)).toEqual(['a0', 'b0', 'a1', 'b1', 'b2', 'a0']);
});

test('what an earlier session left takes its turn among what was asked since', async () => {
  const folder = temporaryFolder();
  const earlier = await openTestStore({ folder });
  await submit(earlier, names('a', 50));
  await taken(earlier, 40);
  await earlier.close();
  const store = await openTestStore({ folder });
  await submit(store, names('b', 3));
  await taken(store, 1);
  await store.writer.resumeLeftover();
  expect(await taken(store, 4)).toEqual(['a40', 'b1', 'a41', 'b2']);
});

test('nobody takes from an enricher that rests, and the last slot goes to another one', async () => {
  const store = await openTestStore();
  await submit(store, names('a', 4), ['slow', 'quick']);
  const claim = async (limit: number, taken: Record<string, number>, resting: string[] = []) =>
    (await store.writer.claimRequests(limit, { taken, resting })).map((one) => one.enricherId);
  expect(await claim(2, {}, ['quick'])).toEqual(['slow', 'slow']);
  expect(await claim(1, { slow: 2 })).toEqual(['quick']);
});

test('taking the next ones stays cheap with ten thousand queued in a thousand pastes', async () => {
  const store = await openTestStore();
  const pastes = Array.from({ length: 1000 }, (_, index) => names(`p${index}-`, 10));
  await Promise.all(pastes.map((values) => submit(store, values)));
  const started = process.cpuUsage();
  for (let index = 0; index < 100; index += 1) await store.writer.claimRequests(2);
  const { user, system } = process.cpuUsage(started);
  // Several times that where the whole queue is gone through.
  expect((user + system) / 100 / 1000).toBeLessThan(4);
});

test('what the analyst looks at comes first, and only what is queued of it', async () => {
  const store = await openTestStore();
  const { pasteId } = await submit(store, names('a', 4));
  await submit(store, names('b', 2));
  const looked = (await store.reader.observablesOfPaste(pasteId))[3]?.id ?? 0;
  await store.writer.preferRequests([looked]);
  expect(await taken(store, 6)).toEqual(['a3', 'a0', 'b0', 'a1', 'b1', 'a2']);
  await store.writer.preferRequests([looked]);
  expect(await taken(store, 1)).toEqual([]);
});

test('the queue is counted from one paste, with what the others ask beside it', async () => {
  const store = await openTestStore();
  const { pasteId } = await submit(store, names('a', 3), ['geo', 'slow']);
  await submit(store, names('b', 2));
  await submit(store, names('c', 1));
  expect(await taken(store, 1)).toEqual(['a0']);
  const [held] = await store.writer.claimRequests(1);
  const until = '2026-11-20T10:00:00.000Z';
  const wait = { until, reason: 'rate_limited', sentence: 'It waits.', refused: false };
  await store.writer.holdRequest(held?.id ?? 0, wait);
  const idle = { resumable: 0, interrupted: 0 };
  expect(await store.reader.queueState(pasteId)).toEqual({
    ...idle,
    total: 6,
    done: 1,
    open: 5,
    others: 3,
    work: [
      { enricherId: 'geo', own: 2, others: 3, lines: 2, waitingUntil: null, meanMs: 1000 },
      { enricherId: 'slow', own: 3, others: 0, lines: 0, waitingUntil: until, meanMs: null },
    ],
  });
  expect(await store.reader.queueState(null)).toMatchObject({
    total: 9,
    done: 1,
    open: 8,
    others: 0,
    work: [
      { enricherId: 'geo', own: 5, others: 0, lines: 0 },
      { enricherId: 'slow', own: 3, waitingUntil: until },
    ],
  });
});
