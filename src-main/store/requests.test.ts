import { expect, test } from 'vitest';
import { packValues } from '../contract/pages.ts';
import {
  findsOf,
  newRun,
  openTestStore,
  paste,
  request,
  runOnce,
  savedPaste,
  temporaryFolder,
} from './fixtures/test-store.ts';

const hold = { reason: 'rate_limited', sentence: 'It waits.', refused: false };
const idle = { total: 0, done: 0, running: 0, queued: 0, waiting: 0, resumable: 0, interrupted: 0 };

test('requests are claimed by priority, then age, each once, with what the gates need', async () => {
  const { writer, reader } = await openTestStore();
  const found = findsOf('ipv4:1.1.1.1');
  const noisy = found.finds.map((find) => ({ ...find, noise: 'example', nestedIn: 0 }));
  const { pasteId, observables } = await savedPaste(
    { writer, reader },
    paste({ ...found, finds: noisy, tlp: 'amber' }),
  );
  const id = observables[0]?.id ?? 0;
  const ids = await writer.addRequests([
    request(id, { pasteId, enricherId: 'a' }),
    request(id, { enricherId: 'b', fields: { port: '80' }, choice: 'named', fresh: true }),
    request(id, { enricherId: 'c', priority: 1, trigger: 'manual' }),
  ]);
  const [first, second] = await Promise.all([writer.claimRequests(2), writer.claimRequests(9)]);
  expect([...first, ...second].map((claimed) => claimed.id)).toEqual([ids[2], ids[0], ids[1]]);
  expect(await writer.claimRequests(9)).toEqual([]);
  expect(first[1]).toEqual({
    ...request(id, { pasteId, enricherId: 'a' }),
    id: ids[0],
    isGone: false,
    tlp: 'amber',
    createdAt: '2026-11-20T09:00:04.000Z',
    attempts: 0,
    refusedSince: null,
    observable: { id, type: 'ipv4', value: '1.1.1.1', noise: 'example', nested: true },
  });
  expect(second[0]).toMatchObject({ fields: { port: '80' }, choice: 'named', fresh: true });
});

test('a request of a paste hands on the fields that the value stands in there', async () => {
  const store = await openTestStore();
  const { text, finds } = findsOf('ipv4:1.1.1.1', 'ipv4:1.1.1.1', 'ipv4:1.1.1.1');
  const fields = ['ip_src_addr', 'ip_dst_addr', 'ip_src_addr'];
  const placed = finds.map((find, index) => ({ ...find, field: fields[index] }));
  const { pasteId, observables } = await savedPaste(store, paste({ text, finds: placed }));
  const id = observables[0]?.id ?? 0;
  await store.writer.addRequests([
    request(id, { pasteId, fields: { port: '80' } }),
    request(id, { enricherId: 'b' }),
  ]);
  expect((await store.writer.claimRequests(9)).map((claimed) => claimed.fields)).toEqual([
    { field: 'ip_src_addr, ip_dst_addr', port: '80' },
    {},
  ]);
});

test('a held request waits until its time and is then claimed again', async () => {
  let now = '2026-11-20T09:00:00.000Z';
  const { writer, reader } = await openTestStore({ now: () => now });
  const { id } = await writer.saveObservable({ type: 'domain', value: 'a.example' }, null);
  const [held = 0] = await writer.addRequests([request(id)]);
  await writer.claimRequests(1);
  await writer.holdRequest(held, { ...hold, until: '2026-11-20T09:05:00.000Z' });
  expect(await writer.claimRequests(1)).toEqual([]);
  expect(await reader.requests([held])).toMatchObject([
    { state: 'waiting', waitingUntil: '2026-11-20T09:05:00.000Z' },
  ]);
  expect(await reader.progress(null)).toEqual({ ...idle, total: 1, waiting: 1 });
  now = '2026-11-20T09:05:00.000Z';
  expect(await writer.claimRequests(1)).toMatchObject([{ id: held }]);
});

test('a request ends as a skip, a reused run or a run, once', async () => {
  const { writer, reader } = await openTestStore();
  const { id } = await writer.saveObservable({ type: 'domain', value: 'a.example' }, null);
  const runId = await runOnce({ writer }, id);
  const [skipped = 0, reused = 0] = await writer.addRequests([request(id), request(id)]);
  await writer.endRequest(skipped, { kind: 'skipped', reason: 'tlp', sentence: 'It is red.' });
  await writer.endRequest(reused, { kind: 'reused', runId });
  expect(await reader.requests([skipped, reused])).toMatchObject([
    { state: 'done', outcome: 'skipped', reason: 'tlp', sentence: 'It is red.', runId: null },
    { state: 'done', outcome: 'ok', reason: 'ok', sentence: 'Finished.', runId, reused: true },
  ]);
  const refusals = await Promise.allSettled([
    writer.endRequest(skipped, { kind: 'reused', runId }),
    writer.holdRequest(skipped, { ...hold, until: '2026-11-20T09:05:00.000Z' }),
    writer.startRun(newRun(skipped)),
  ]);
  expect(refusals.map((one) => one.status === 'rejected' && one.reason.code)).toEqual([
    'NOT_FOUND',
    'NOT_FOUND',
    'NOT_FOUND',
  ]);
});

test('cancelling ends what is queued or waits, not what runs', async () => {
  const { writer, reader } = await openTestStore();
  const { pasteId, observables } = await savedPaste(
    { writer, reader },
    paste(findsOf('ipv4:1.1.1.1', 'ipv4:2.2.2.2')),
  );
  const [one = 0, two = 0] = observables.map(({ id }) => id);
  const ids = await writer.addRequests([
    request(one, { pasteId }),
    request(one, { pasteId, enricherId: 'b' }),
    request(two, { pasteId }),
    request(two),
  ]);
  const [running, held = 0, queued = 0, other = 0] = ids;
  await writer.claimRequests(1);
  await writer.holdRequest(held, { ...hold, until: '2027-01-01T00:00:00.000Z' });
  expect(await writer.cancelRequests({ pasteId, observableIds: [one] }, 'Cancelled.')).toEqual([
    held,
  ]);
  expect(await writer.cancelRequests({ pasteId }, 'Cancelled.')).toEqual([queued]);
  expect(await writer.cancelRequests({ ids }, 'Cancelled.')).toEqual([other]);
  expect((await reader.requests(ids)).map(({ id, outcome }) => [id, outcome])).toEqual([
    [running, null],
    [held, 'cancelled'],
    [queued, 'cancelled'],
    [other, 'cancelled'],
  ]);
});

test('progress counts a paste, and the queue since it was last empty', async () => {
  const { writer, reader } = await openTestStore();
  const { pasteId, observables } = await savedPaste(
    { writer, reader },
    paste(findsOf('ipv4:1.1.1.1')),
  );
  const id = observables[0]?.id ?? 0;
  await runOnce({ writer }, id, { request: { pasteId } });
  expect(await reader.progress(null)).toEqual({ ...idle, total: 1, done: 1 });
  await writer.addRequests([request(id, { pasteId }), request(id)]);
  await writer.addRequests([request(id, { pasteId })]);
  await writer.claimRequests(1);
  expect(await reader.progress(null)).toEqual({ ...idle, total: 3, queued: 2, running: 1 });
  expect(await reader.progress(pasteId)).toEqual({
    ...idle,
    total: 3,
    done: 1,
    queued: 1,
    running: 1,
  });
});

test('what is resumed is a batch of its own, or part of the one under way', async () => {
  const folder = temporaryFolder();
  const earlier = await openTestStore({ folder });
  const { id } = await earlier.writer.saveObservable({ type: 'domain', value: 'a.example' }, null);
  await earlier.writer.addRequests([request(id), request(id)]);
  await earlier.close();
  const { writer, reader } = await openTestStore({ folder });
  await runOnce({ writer }, id);
  expect(await reader.progress(null)).toEqual({ ...idle, total: 1, done: 1, resumable: 2 });
  expect(await writer.resumeLeftover()).toBe(2);
  expect(await reader.progress(null)).toEqual({ ...idle, total: 2, queued: 2 });
  await writer.addRequests([request(id)]);
  expect(await reader.progress(null)).toEqual({ ...idle, total: 3, queued: 3 });
});

test('what is left over of an enricher that may not be asked by itself is skipped when the rest is resumed', async () => {
  const folder = temporaryFolder();
  const earlier = await openTestStore({ folder });
  const { id } = await earlier.writer.saveObservable({ type: 'domain', value: 'a.example' }, null);
  const ids = await earlier.writer.addRequests([
    request(id, { enricherId: 'acts' }),
    request(id, { enricherId: 'reads' }),
  ]);
  await earlier.close();
  const { writer, reader } = await openTestStore({ folder });
  const why = { reason: 'act_by_hand_only', sentence: 'Run it by hand.' };
  expect(await writer.resumeLeftover({ enricherIds: ['acts'], ...why })).toBe(1);
  expect(await reader.requests(ids)).toMatchObject([
    { state: 'done', outcome: 'skipped', ...why },
    { state: 'queued' },
  ]);
});

test('what is asked about a paste is queued together with it, by the types that an enricher takes', async () => {
  const { writer, reader } = await openTestStore();
  const found = findsOf(
    'domain:a.example',
    'ipv4:45.1.2.3',
    'domain:b.example',
    'domain:a.example',
  );
  const [, address, other] = found.finds;
  const values = packValues([address, other].flatMap((find) => (find === undefined ? [] : [find])));
  const saved = await writer.savePaste(
    paste({
      ...found,
      asked: {
        values,
        enrichers: [
          { id: 'dns', types: ['domain'] },
          { id: 'geo', types: ['ipv4', 'domain'] },
        ],
        choice: 'ticked',
      },
    }),
  );
  const observables = await reader.observablesOfPaste(saved.pasteId);
  const valueOf = (id: number) => observables.find((one) => one.id === id)?.value;
  const claimed = await writer.claimRequests(9);
  expect({
    requests: saved.requests,
    claimed: claimed.map((one) => [valueOf(one.observableId), one.enricherId, one.choice]),
  }).toEqual({
    requests: 3,
    claimed: [
      ['45.1.2.3', 'geo', 'ticked'],
      ['b.example', 'dns', 'ticked'],
      ['b.example', 'geo', 'ticked'],
    ],
  });
});
