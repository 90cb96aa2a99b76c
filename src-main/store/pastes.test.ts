import { expect, test } from 'vitest';
import { openFinds, packFinds } from '../contract/pages.ts';
import type { SettledEdit } from '../observables/edits.ts';
import {
  findsOf,
  openTestStore,
  paste,
  report,
  request,
  runOnce,
  savedPaste,
} from './fixtures/test-store.ts';

const page = { offset: 0, limit: 100 };
const everyRow = {
  ...page,
  filter: '',
  hideNoise: false,
  sort: 'position',
  descending: false,
} as const;

test('a paste comes back with its text and every occurrence, values merged', async () => {
  const store = await openTestStore();
  const text = 'http://evil[.]example/a from 1.2.3.4, again 1.2.3.4 \ud800 end';
  const finds = [
    {
      type: 'url',
      value: 'http://evil.example/a',
      text: 'http://evil[.]example/a',
      start: 0,
      end: 23,
      why: 'begins with http://, refanged',
      port: 80,
    },
    {
      type: 'domain',
      value: 'evil.example',
      text: 'evil[.]example',
      start: 7,
      end: 21,
      why: 'host of the URL',
      nestedIn: 0,
    },
    {
      type: 'ipv4',
      value: '1.2.3.4',
      text: '1.2.3.4',
      start: 29,
      end: 36,
      why: 'four numbers',
      noise: 'example',
    },
    {
      type: 'ipv4',
      value: '1.2.3.4',
      text: '1.2.3.4',
      start: 44,
      end: 51,
      why: 'four numbers',
      field: 'a.b',
    },
  ];
  const saved = await savedPaste(
    store,
    paste({ text, finds, title: 'Report', caseReference: 'INC-4471', tlp: 'amber' }),
  );
  expect(saved.observables).toEqual([
    { id: 1, type: 'url', value: 'http://evil.example/a', noise: null, nested: false },
    { id: 2, type: 'domain', value: 'evil.example', noise: null, nested: true },
    { id: 3, type: 'ipv4', value: '1.2.3.4', noise: null, nested: false },
  ]);
  expect(await store.reader.paste(saved.pasteId)).toEqual({
    id: 1,
    title: 'Report',
    caseReference: 'INC-4471',
    tlp: 'amber',
    createdAt: '2026-11-20T09:00:02.000Z',
    observables: 3,
    characters: text.length,
    verdict: null,
    text,
    finds: packFinds(finds),
    edits: [],
    progress: {
      total: 0,
      done: 0,
      running: 0,
      queued: 0,
      waiting: 0,
      resumable: 0,
      interrupted: 0,
    },
  });
  expect(await store.reader.paste(99)).toBeNull();
});

const correction = (type: string, value: string, part: Partial<SettledEdit> = {}): SettledEdit => ({
  type,
  value,
  dropped: false,
  as: null,
  include: null,
  ...part,
});

test('dropping and retyping change one paste alone, and what was found stays', async () => {
  const store = await openTestStore();
  const found = findsOf('domain:a.example', 'md5:abc', 'domain:b.example');
  const finds = found.finds.map((find, index) => (index === 2 ? { ...find, nestedIn: 0 } : find));
  const first = await savedPaste(store, paste({ ...found, finds }));
  const second = await savedPaste(store, paste(found));
  await store.writer.correctPaste(first.pasteId, [
    correction('domain', 'a.example', { dropped: true }),
    correction('md5', 'abc', { as: { type: 'filename', value: 'abc' } }),
  ]);
  const changed = await store.reader.paste(first.pasteId);
  expect([openFinds(changed?.finds ?? []), changed?.edits]).toEqual([
    finds,
    [
      { type: 'domain', value: 'a.example', drop: true },
      { type: 'md5', value: 'abc', asType: 'filename' },
    ],
  ]);
  const values = async (pasteId: number) =>
    (await store.reader.observablesOfPaste(pasteId)).map(({ type, value, nested }) => ({
      type,
      value,
      nested,
    }));
  expect(await values(first.pasteId)).toEqual([
    { type: 'filename', value: 'abc', nested: false },
    { type: 'domain', value: 'b.example', nested: false },
  ]);
  expect((await store.reader.paste(second.pasteId))?.finds).toEqual(packFinds(found.finds));
  const rows = await store.reader.observables({
    ...page,
    pasteId: second.pasteId,
    filter: '',
    hideNoise: false,
    sort: 'seenBefore',
    descending: true,
  });
  expect(rows.rows.map(({ value, seenBefore }) => [value, seenBefore])).toEqual([
    ['b.example', 1],
    ['a.example', 0],
    ['abc', 0],
  ]);
  await store.writer.correctPaste(first.pasteId, [correction('domain', 'a.example')]);
  expect(await values(first.pasteId)).toEqual([
    { type: 'domain', value: 'a.example', nested: false },
    { type: 'filename', value: 'abc', nested: false },
    { type: 'domain', value: 'b.example', nested: true },
  ]);
  await expect(
    store.writer.correctPaste(first.pasteId, [correction('domain', 'c.example')]),
  ).rejects.toMatchObject({ code: 'NOT_FOUND' });
});

test('what was corrected before a paste was kept is known of it', async () => {
  const store = await openTestStore();
  const found = findsOf('domain:a.example', 'domain:b.example', 'md5:abc', 'domain:c.example');
  const finds = found.finds.map((find, index) => (index === 1 ? { ...find, nestedIn: 0 } : find));
  const edits = [
    correction('domain', 'a.example', { dropped: true }),
    correction('md5', 'abc', { as: { type: 'phrase', value: 'abc' }, include: true }),
    correction('domain', 'c.example', { include: false }),
  ];
  const { pasteId, observables } = await savedPaste(store, paste({ ...found, finds, edits }));
  expect(observables.map(({ type, value, nested }) => [type, value, nested])).toEqual([
    ['domain', 'b.example', false],
    ['phrase', 'abc', false],
    ['domain', 'c.example', false],
  ]);
  expect((await store.reader.paste(pasteId))?.edits).toEqual([
    { type: 'domain', value: 'a.example', drop: true },
    { type: 'md5', value: 'abc', asType: 'phrase', include: true },
    { type: 'domain', value: 'c.example', include: false },
  ]);
});

test('retyping to a value that stands there already makes them one', async () => {
  const store = await openTestStore();
  const found = findsOf('domain:a.example', 'filename:a.example');
  const finds = found.finds.map((find, index) => ({ ...find, field: ['host', 'file'][index] }));
  const { pasteId, observables } = await savedPaste(store, paste({ ...found, finds }));
  await store.writer.correctPaste(pasteId, [
    correction('filename', 'a.example', { as: { type: 'domain', value: 'a.example' } }),
  ]);
  expect(await store.reader.observablesOfPaste(pasteId)).toEqual([observables[0]]);
  const { rows } = await store.reader.observables({ ...everyRow, pasteId });
  expect(rows.map(({ field }) => field)).toEqual(['host, file']);
  expect((await store.reader.flair(observables[0]?.id ?? 0))?.pastes).toBe(1);
});

test('the effective TLP is the highest of all pastes and the own marking', async () => {
  const store = await openTestStore();
  const { writer, reader } = store;
  const value = { type: 'domain', value: 'a.example' };
  const alone = await writer.saveObservable(value, null);
  expect(await reader.effectiveTlp(alone.id)).toBeNull();
  await writer.saveObservable(value, 'green');
  await writer.saveObservable(value, 'clear');
  expect(await reader.effectiveTlp(alone.id)).toBe('green');
  await writer.saveObservable(value, 'clear', true);
  expect(await reader.effectiveTlp(alone.id)).toBe('clear');
  const { pasteId } = await writer.savePaste(paste({ ...findsOf('domain:a.example'), tlp: 'red' }));
  await writer.savePaste(paste({ ...findsOf('domain:a.example'), tlp: 'clear' }));
  expect(await reader.effectiveTlp(alone.id)).toBe('red');
  await writer.changePaste(pasteId, { tlp: 'amber', title: 'New' });
  expect(await reader.knownObservables([value, { type: 'domain', value: 'new.example' }])).toEqual([
    { id: alone.id, ...value, tlp: 'amber' },
  ]);
  expect(await reader.findObservable(value)).toEqual(alone);
  expect(await reader.findObservable({ type: 'url', value: 'a.example' })).toBeNull();
});

test('the grid filters by the field that a value stood in', async () => {
  const store = await openTestStore();
  const { text, finds } = findsOf('domain:bad.example', 'domain:other.example');
  const [first, ...others] = finds.map((find) => ({ ...find, field: 'host.name' }));
  if (first === undefined) throw new Error('There are two.');
  const named = [{ ...first, field: 'dns.question.name' }, ...others];
  const { pasteId } = await store.writer.savePaste(paste({ text, finds: named }));
  const grid = await store.reader.observables({ ...everyRow, pasteId, filter: 'QUESTION' });
  expect(grid.rows.map(({ value }) => value)).toEqual(['bad.example']);
});

test('the grid filters, sorts and pages, with a mark per enricher and where each stands', async () => {
  const store = await openTestStore();
  const found = findsOf('ipv4:1.1.1.1', 'domain:Bad.example', 'ipv4:2.2.2.2');
  const { pasteId, observables } = await savedPaste(store, paste(found));
  const [one = 0, bad = 0] = observables.map(({ id }) => id);
  const verdict = { level: 'malicious', sentence: '1 of 3 lists', reason: 'listed' } as const;
  const tags = [{ namespace: 'list', predicate: 'on', value: 'x', level: 'malicious' }] as const;
  await runOnce(store, bad, { finish: { report: report({ verdict, tags: [...tags] }) } });
  await runOnce(store, one, { finish: { outcome: 'error', sentence: 'It broke.', report: null } });
  await store.writer.addRequests([request(one, { enricherId: 'dns:query' })]);
  const query = { ...everyRow, pasteId, sort: 'verdict' } as const;
  const grid = await store.reader.observables(query);
  expect(grid).toEqual({
    total: 3,
    noise: 0,
    counts: { domain: 1, ipv4: 2 },
    rows: [
      {
        id: bad,
        type: 'domain',
        value: 'Bad.example',
        noise: null,
        nested: false,
        field: null,
        why: 'a word',
        seenBefore: 0,
        tags,
        standing: { level: 'malicious', sentence: 'malicious: 1 of 3 lists', by: ['Geo'] },
        marks: [{ enricherId: 'geo:lookup', state: 'done', outcome: 'ok', sentence: 'Finished.' }],
      },
      {
        id: one,
        type: 'ipv4',
        value: '1.1.1.1',
        noise: null,
        nested: false,
        field: null,
        why: 'a word',
        seenBefore: 0,
        tags: [],
        standing: null,
        marks: [
          { enricherId: 'dns:query', state: 'queued', outcome: null, sentence: '' },
          { enricherId: 'geo:lookup', state: 'done', outcome: 'error', sentence: 'It broke.' },
        ],
      },
      expect.objectContaining({ value: '2.2.2.2', marks: [] }),
    ],
  });
  const values = async (part: Partial<Parameters<typeof store.reader.observables>[0]>) => {
    const { rows, total } = await store.reader.observables({ ...query, sort: 'position', ...part });
    return { values: rows.map(({ value }) => value), total };
  };
  expect(await values({ filter: 'bAD' })).toEqual({ values: ['Bad.example'], total: 1 });
  expect(await values({ filter: 'ipv4', descending: true, limit: 1 })).toEqual({
    values: ['2.2.2.2'],
    total: 2,
  });
  expect(await values({ sort: 'value', offset: 2 })).toEqual({ values: ['Bad.example'], total: 3 });
  expect((await store.reader.pastes(page)).rows[0]?.verdict).toBe('malicious');
});

test('the grid can leave out noise, but never what a source calls malicious', async () => {
  const store = await openTestStore();
  const found = findsOf('ipv4:8.8.8.8', 'ipv4:1.2.3.4', 'domain:example.com', 'ipv4:10.0.0.1');
  const finds = found.finds.map((find) =>
    find.value === '1.2.3.4' ? find : { ...find, noise: 'example' },
  );
  const { pasteId, observables } = await savedPaste(store, paste({ ...found, finds }));
  const verdict = { level: 'malicious', sentence: '1 of 3 lists', reason: 'listed' } as const;
  await runOnce(store, observables[3]?.id ?? 0, { finish: { report: report({ verdict }) } });
  const grid = async (part: Partial<Parameters<typeof store.reader.observables>[0]>) => {
    const { rows, ...rest } = await store.reader.observables({ ...everyRow, pasteId, ...part });
    return { values: rows.map(({ value }) => value), ...rest };
  };
  expect(await grid({})).toEqual({
    values: ['8.8.8.8', '1.2.3.4', 'example.com', '10.0.0.1'],
    total: 4,
    noise: 2,
    counts: { domain: 1, ipv4: 3 },
  });
  expect(await grid({ hideNoise: true })).toEqual({
    values: ['1.2.3.4', '10.0.0.1'],
    total: 2,
    noise: 2,
    counts: { ipv4: 2 },
  });
  expect(await grid({ hideNoise: true, filter: 'ipv4', descending: true })).toMatchObject({
    values: ['10.0.0.1', '1.2.3.4'],
    total: 2,
    noise: 1,
  });
  expect(await grid({ filter: '8.8', limit: 1 })).toMatchObject({ total: 1, noise: 1 });
});

test('a full disk refuses the one paste that does not fit and keeps what was there', async () => {
  const store = await openTestStore({ maxPageCount: 120 });
  const { pasteId } = await store.writer.savePaste(paste({ ...findsOf('ipv4:1.1.1.1') }));
  const large = Array.from({ length: 400_000 }, (_, index) => Math.sin(index)).join(' ');
  const [refused, kept] = await Promise.allSettled([
    store.writer.savePaste(paste({ text: large })),
    store.writer.savePaste(paste({ title: 'Small' })),
  ]);
  expect(refused).toMatchObject({ status: 'rejected', reason: { code: 'STORE_FULL' } });
  expect(kept).toMatchObject({ status: 'fulfilled' });
  expect((await store.reader.pastes(page)).rows.map(({ title }) => title)).toEqual([
    'Small',
    'A paste',
  ]);
  expect(await store.reader.paste(pasteId)).toMatchObject({ text: '1.1.1.1 ' });
});
