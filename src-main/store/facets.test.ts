import Database from 'better-sqlite3';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Tag } from '../contract/report.ts';
import { type Facets, type RunFilter, tagName } from '../contract/search.ts';
import type { Outcome, VerdictLevel } from '../contract/vocabulary.ts';
import { openTestStore, report, runOnce, temporaryFolder } from './fixtures/test-store.ts';
import { searchKeys } from './migrations/009-search-keys.ts';
import { openStore } from './open-store.ts';
import { databaseName } from './store-failures.ts';
import type { RunSearch, Store } from './store.ts';

const page = { offset: 0, limit: 100 };
const tag = (namespace: string, value: string | number, level: Tag['level'] = 'info'): Tag => ({
  namespace,
  predicate: 'is',
  value,
  level,
});

type Planned = {
  readonly value: string;
  readonly type: string;
  readonly enricherId: string;
  readonly outcome: Exclude<Outcome, 'skipped'>;
  readonly level?: VerdictLevel;
  readonly day: string;
  readonly text: string;
  readonly tags?: readonly Tag[];
};

const planned: readonly Planned[] = [
  {
    value: 'a.example',
    type: 'domain',
    enricherId: 'geo:lookup',
    outcome: 'ok',
    level: 'malicious',
    day: '2026-11-18',
    text: 'phishing kit',
    tags: [tag('vt', 3), tag('vt', 3, 'malicious'), tag('odd', '"*) ü')],
  },
  {
    value: 'a.example',
    type: 'domain',
    enricherId: 'dns:query',
    outcome: 'ok',
    level: 'unknown',
    day: '2026-11-18',
    text: 'phishing phishing phishing',
  },
  {
    value: '10.0.0.1',
    type: 'ipv4',
    enricherId: 'geo:lookup',
    outcome: 'no_data',
    day: '2026-11-19',
    text: 'phishing seen once in a long line of words that are about something else',
  },
  {
    value: '10.0.0.1',
    type: 'ipv4',
    enricherId: 'dns:query',
    outcome: 'error',
    day: '2026-11-20',
    text: 'keys OR e1 AND "ok" NEAR(x)',
  },
  {
    value: 'ORD-1',
    type: 'message-id',
    enricherId: 'geo:lookup',
    outcome: 'ok',
    level: 'malicious',
    day: '2026-11-20',
    text: 'kit',
    tags: [tag('vt', 3)],
  },
];

async function fill(store: Store, runs: readonly Planned[]): Promise<Map<number, Planned>> {
  const stored = new Map<number, Planned>();
  for (const run of runs) {
    const { type, value, enricherId, outcome, level, day, text, tags = [] } = run;
    const { id } = await store.writer.saveObservable({ type, value }, null);
    const verdict =
      level === undefined ? {} : { verdict: { level, sentence: 'So.', reason: 'A list.' } };
    const finish = {
      outcome,
      endedAt: `${day}T12:00:00.000Z`,
      searchText: text,
      report: report({ ...verdict, tags: [...tags] }),
    };
    stored.set(await runOnce(store, id, { run: { enricherId }, finish }), run);
  }
  return stored;
}

/** What the facets have to be, by going through all of them. */
function plainFacets(runs: readonly Planned[]): Facets {
  const count = (values: readonly string[]) =>
    [...new Set(values)].map((value) => ({
      value,
      count: values.filter((one) => one === value).length,
    }));
  return {
    counted: runs.length,
    more: false,
    type: count(runs.map(({ type }) => type)),
    enricherId: count(runs.map(({ enricherId }) => enricherId)),
    outcome: count(runs.map(({ outcome }) => outcome)),
    level: count(runs.flatMap(({ level }) => level ?? [])),
    tag: count(runs.flatMap(({ tags = [] }) => [...new Set(tags.map(tagName))])),
    when: count(runs.map(({ day }) => day)),
  };
}

/** Frequent ones first is a matter of its own. */
function inNoOrder(facets: Facets): Facets {
  const sorted = Object.entries(facets).map(([name, values]) => [
    name,
    Array.isArray(values) ? values.toSorted((a, b) => (a.value < b.value ? -1 : 1)) : values,
  ]);
  return Object.fromEntries(sorted);
}

/** As words are told apart for the search: a value is more than one. */
const inWords = (text: string) =>
  ` ${text
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
    .join(' ')}`;

const holds = (run: Planned, { words = '', ...filter }: RunSearch) =>
  words.split(' ').every((word) => inWords(`${run.value} ${run.text}`).includes(inWords(word))) &&
  Object.entries({
    type: run.type,
    enricherId: run.enricherId,
    outcome: run.outcome,
    level: run.level,
  } satisfies Record<string, string | undefined>).every(
    ([name, value]) =>
      Reflect.get(filter, name) === undefined || Reflect.get(filter, name) === value,
  ) &&
  run.day.startsWith(filter.when ?? '') &&
  (filter.tag === undefined || (run.tags ?? []).some((one) => tagName(one) === filter.tag));

const asked: readonly RunSearch[] = [
  {},
  { words: 'phishing' },
  { words: 'phishing', outcome: 'ok' },
  { words: 'kit', type: 'message-id', level: 'malicious' },
  { words: 'AND' },
  { words: 'kit AND' },
  { words: 'NEAR(x)' },
  { words: 'keys' },
  { type: 'domain' },
  { type: 'message' },
  { enricherId: 'geo:lookup' },
  { enricherId: 'never:asked' },
  { enricherId: 'dns:query', outcome: 'error' },
  { level: 'malicious', type: 'domain' },
  { tag: 'vt:is=3' },
  { tag: 'odd:is="*) ü' },
  { tag: 'vt:is=4' },
  { when: '2026-11-20' },
  { when: '2026-11', outcome: 'no_data' },
  { when: '2026-10' },
  { words: 'phishing', when: '2026-11-18', enricherId: 'dns:query' },
];

test('pages and facets of a search are what a look at each run gives', async () => {
  const store = await openTestStore();
  const stored = await fill(store, planned);
  for (const query of asked) {
    const wanted = [...stored].filter(([, run]) => holds(run, query));
    const { rows, total } = await store.reader.runs({ ...page, ...query });
    expect({
      query,
      ids: rows.map(({ id }) => id),
      total,
      facets: inNoOrder(await store.reader.facets(query)),
    }).toEqual({
      query,
      ids: wanted.map(([id]) => id).toReversed(),
      total: wanted.length,
      facets: inNoOrder(plainFacets(wanted.map(([, run]) => run))),
    });
  }
});

test('the most frequent values come first, and days turn into months where they are many', async () => {
  const store = await openTestStore();
  const [one] = planned;
  if (one === undefined) throw new Error('Nothing is planned.');
  await fill(store, [
    { ...one, day: '2026-09-30', type: 'url', value: 'https://a.example/' },
    { ...one, day: '2026-10-01' },
    { ...one, day: '2026-10-30' },
  ]);
  const short = await store.reader.facets({ when: '2026-10' });
  const long = await store.reader.facets({});
  expect([long.type, short.when]).toEqual([
    [
      { value: 'domain', count: 2 },
      { value: 'url', count: 1 },
    ],
    [
      { value: '2026-10-30', count: 1 },
      { value: '2026-10-01', count: 1 },
    ],
  ]);
  await fill(store, [{ ...one, day: '2026-11-01' }]);
  expect((await store.reader.facets({})).when).toEqual([
    { value: '2026-11', count: 1 },
    { value: '2026-10', count: 2 },
    { value: '2026-09', count: 1 },
  ]);
});

test('the best match comes first when it is asked for', async () => {
  const store = await openTestStore();
  const stored = await fill(store, planned);
  const order = async (query: RunSearch, sort: 'match' | 'newest') => {
    const { rows } = await store.reader.runs({ ...page, ...query, order: sort });
    return rows.map(({ id }) => [...stored.keys()].indexOf(id));
  };
  expect([
    await order({ words: 'phishing' }, 'newest'),
    await order({ words: 'phishing' }, 'match'),
    await order({ words: 'phishing', outcome: 'ok' }, 'match'),
    // Without words none matches better than another.
    await order({ outcome: 'ok' }, 'match'),
  ]).toEqual([
    [2, 1, 0],
    [1, 0, 2],
    [1, 0],
    [4, 1, 0],
  ]);
});

test('of more than ten thousand the newest are counted, and that there are more is told', async () => {
  const folder = temporaryFolder();
  const store = await openStore({ folder, now: () => '2026-11-20T09:00:00.000Z' });
  const [old, ...rest] = planned;
  if (old === undefined) throw new Error('Nothing is planned.');
  await fill(store, [old, ...rest]);
  await store.close();
  const db = new Database(join(folder, databaseName));
  // As many as it takes, all like the last one.
  db.exec(`WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 10000)
    INSERT INTO runs (observable, enricher, edition, request, trigger, queued_at, started_at, ended_at, outcome)
    SELECT observable, enricher, edition, request, trigger, queued_at, started_at, ended_at, 'timeout'
    FROM n, (SELECT * FROM runs ORDER BY id DESC LIMIT 1)`);
  db.exec(
    `INSERT INTO search (rowid, text, keys) SELECT id, 'kit', 'e1' FROM runs WHERE outcome = 'timeout'`,
  );
  db.close();
  const again = await openTestStore({ folder });
  const all = { counted: 10_000, more: true, outcome: [{ value: 'timeout', count: 10_000 }] };
  expect(await again.reader.facets({})).toMatchObject(all);
  expect(await again.reader.facets({ words: 'kit' })).toMatchObject(all);
  const ranked = await again.reader.runs({ ...page, words: 'kit', order: 'match' });
  expect([ranked.total, ranked.rows.length]).toEqual([10_001, 100]);
});

test('runs that were stored before there were filters are found by them', async () => {
  const folder = temporaryFolder();
  const store = await openStore({ folder, now: () => '2026-11-20T09:00:00.000Z' });
  await fill(store, planned);
  await store.close();
  const db = new Database(join(folder, databaseName));
  db.exec(`INSERT INTO search (search) VALUES ('delete-all');
    INSERT INTO search (rowid, text, keys) SELECT id, 'kit', 'e' || enricher || ' o' || observable FROM runs`);
  searchKeys(db);
  db.close();
  const again = await openTestStore({ folder });
  const wanted = planned.filter(({ type, level }) => type === 'domain' && level === 'malicious');
  expect(
    inNoOrder(
      await again.reader.facets({ words: 'a.example', type: 'domain', level: 'malicious' }),
    ),
  ).toEqual(inNoOrder(plainFacets(wanted)));
});

test('what retention or a removal for good takes is in no facet any more', async () => {
  const store = await openTestStore();
  const [gone = 0, ...left] = (await fill(store, planned)).keys();
  await store.writer.purgeRuns([gone]);
  const facets = async (query: RunFilter) => inNoOrder(await store.reader.facets(query));
  expect([await facets({}), await facets({ tag: 'vt:is=3' })]).toEqual([
    inNoOrder(plainFacets(planned.slice(1))),
    inNoOrder(plainFacets(planned.slice(4))),
  ]);
  const before = '2027-01-01T00:00:00.000Z';
  await store.writer.retain({ before, mostBytes: null, from: 0, limit: 100 });
  const kept = (await store.reader.runs({ ...page })).rows.map(({ id }) => id);
  // The newest good one of each enricher for each value stays; the one that failed does not.
  expect(kept).toEqual(left.filter((_, index) => index !== 2).toReversed());
  expect(await facets({ outcome: 'error' })).toEqual(inNoOrder(plainFacets([])));
  expect((await store.reader.facets({})).counted).toBe(kept.length);
});

test('a search that is given up before its turn is never begun', async () => {
  const store = await openTestStore();
  await fill(store, planned);
  const given = new AbortController();
  const [first, second] = [
    store.reader.facets({}),
    store.reader.facets({ words: 'kit' }, given.signal),
  ];
  given.abort();
  await expect(second).rejects.toThrow('aborted');
  expect((await first).counted).toBe(planned.length);
});
