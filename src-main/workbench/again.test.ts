import { expect, test } from 'vitest';
import type { AgainOnly } from '../contract/again.ts';
import type { Settings } from '../contract/settings.ts';
import type { Outcome } from '../contract/vocabulary.ts';
import { internalTo } from '../observables/internal.ts';
import type { ConfiguredEnricher } from '../runs/configured.ts';
import { enricherCalled } from '../runs/fixtures/enricher.ts';
import { finished, newRun, openTestStore, request } from '../store/fixtures/test-store.ts';
import { type AgainInput, createAgain } from './again.ts';
import { createPlanner } from './planner.ts';
import { readSettings } from './stored-settings.ts';

const local = enricherCalled('Local');
const source = enricherCalled('Source', {
  audience: 'third_party',
  maxTlp: 'green',
  hosts: ['api.example.com'],
  start: 'manual',
});
const active = enricherCalled('Active', { start: 'manual', active: true });
const blocks = enricherCalled('Blocks', {
  effect: 'act',
  start: 'manual',
  audience: 'own',
  hosts: ['firewall.corp.example'],
  changes: 'adds the value to the block list',
});
const enrichers: readonly ConfiguredEnricher[] = [local, source, active, blocks];
const now = () => '2026-11-20T12:00:00.000Z';

/** The real store and the real price; what is installed and set is the test's. */
async function bench(settings: Partial<Settings> = {}) {
  const store = await openTestStore();
  const current = () => ({ ...readSettings(null).settings, ownConfirmed: true, ...settings });
  const shared = {
    store,
    desk: {
      all: () => enrichers,
      byId: (id: string) => enrichers.find((one) => one.id === id) ?? null,
    },
    settings: { current, internal: internalTo({ domains: [], ranges: [], mailSuffixes: [] }) },
    now,
  };
  const again = createAgain({ ...shared, plan: createPlanner(shared) });
  const observe = async (value: string) =>
    (await store.writer.saveObservable({ type: 'domain', value }, 'green')).id;
  return {
    store,
    observe,
    async ask(input: Partial<AgainInput> & Pick<AgainInput, 'observableIds'>) {
      const { question, toQueue } = await again({
        pasteId: null,
        enrichers: null,
        trigger: 'rerun',
        ...input,
      });
      const asked = toQueue.map((one) => `${one.observableId} ${one.enricherId} ${one.choice}`);
      return { question, asked };
    },
  };
}

test('own values are asked for before anybody outside is told', async () => {
  const { ask, observe } = await bench({ ownConfirmed: false });
  const observableIds = [await observe('a.example.org')];
  const outside = await ask({ observableIds, enrichers: [source.id] });
  const inside = await ask({ observableIds, enrichers: [local.id] });
  expect([outside.question?.about, inside.question]).toEqual(['own', null]);
});

test('more than a hundred requests to third parties ask once more, whatever way they come', async () => {
  const set = { name: 'All', key: null, enrichers: { domain: [source.id] } };
  const { ask, observe } = await bench({ sets: [set] });
  const observableIds = [];
  for (let index = 0; index < 101; index += 1) observableIds.push(await observe(`h${index}.org`));
  const many = { about: 'many', requests: 101, hosts: ['api.example.com'] };
  for (const enrichers of [[source.id], { set: 'All' }]) {
    expect((await ask({ observableIds, enrichers })).question).toEqual(many);
    expect((await ask({ observableIds, enrichers, agreed: ['many'] })).question).toBeNull();
    const hundred = { observableIds: observableIds.slice(1), enrichers };
    expect((await ask(hundred)).question).toBeNull();
  }
});

test('what acts is asked about, with what it will change', async () => {
  const { ask, observe } = await bench();
  const observableIds = [await observe('a.example.org')];
  const act = { observableIds, enrichers: [blocks.id] };
  expect((await ask(act)).question).toEqual({
    about: 'act',
    title: 'Blocks',
    change:
      'This will change something elsewhere at firewall.corp.example: Blocks adds the value to the block list.',
    observable: { type: 'domain', value: 'a.example.org' },
  });
  expect(await ask({ ...act, agreed: ['act'] })).toEqual({
    question: null,
    asked: [`1 ${blocks.id} named`],
  });
});

const byItself: readonly [name: string, input: Partial<AgainInput>][] = [
  ['on several values', { observableIds: [1, 2] }],
  ['among others', { enrichers: [blocks.id, local.id] }],
  ['when its tab is opened', { trigger: 'open' }],
  ['when it is ticked', { trigger: 'manual' }],
  ['as one of a set', { enrichers: { set: 'All' } }],
  ['again with what failed', { only: { what: 'failed' } }],
];
test.each(byItself)('what acts never does %s, agreed or not', async (_name, input) => {
  const set = { name: 'All', key: null, enrichers: { domain: [blocks.id] } };
  const { ask, observe } = await bench({ sets: [set] });
  const observableIds = [await observe('a.example.org')];
  await observe('b.example.org');
  const agreed = ['many', 'act'] as const;
  const { asked } = await ask({ observableIds, enrichers: [blocks.id], agreed, ...input });
  const acts = asked.filter((one) => one.includes(blocks.id));
  expect(acts.filter((one) => one.endsWith('named'))).toEqual([]);
});

test('a click on an enricher names it; ticks, sets and the opening of a tab do not', async () => {
  const set = { name: 'All', key: null, enrichers: { domain: [active.id] } };
  const { ask, observe } = await bench({ sets: [set] });
  const observableIds = [await observe('a.example.org')];
  const click = await ask({ observableIds, enrichers: [active.id] });
  const tick = await ask({ observableIds, enrichers: [active.id], trigger: 'manual' });
  const opened = await ask({ observableIds, enrichers: [active.id], trigger: 'open' });
  const bySet = await ask({ observableIds, enrichers: { set: 'All' } });
  const usual = await ask({ observableIds });
  expect([click, tick, opened, bySet, usual].map(({ asked }) => asked)).toEqual([
    [`1 ${active.id} named`],
    [`1 ${active.id} ticked`],
    [`1 ${active.id} ticked`],
    [`1 ${active.id} ticked`],
    [`1 ${local.id} default`],
  ]);
});

test('only what failed, or only what is old, is asked again', async () => {
  const { store, ask, observe } = await bench();
  const run = async (id: number, enricherId: string, outcome: Outcome, startedAt: string) => {
    const [requestId = 0] = await store.writer.addRequests([request(id, { enricherId })]);
    if (outcome === 'skipped') {
      const why = { reason: 'tlp', sentence: 'Too high.' };
      return store.writer.endRequest(requestId, { kind: 'skipped', ...why });
    }
    const runId = await store.writer.startRun(newRun(requestId, { enricherId, startedAt }));
    await store.writer.finishRun(finished(runId, { outcome, report: null }));
  };
  const ids = [await observe('a.org'), await observe('b.org'), await observe('c.org')];
  const [a = 0, b = 0, c = 0] = ids;
  const [old, recent] = ['2026-11-10T12:00:00.000Z', '2026-11-20T11:00:00.000Z'];
  await run(a, local.id, 'ok', old);
  await run(a, source.id, 'error', recent);
  await run(b, local.id, 'ok', old);
  await run(b, local.id, 'timeout', recent);
  await run(b, source.id, 'ok', recent);
  await run(c, local.id, 'cancelled', recent);
  await run(c, source.id, 'skipped', recent);
  await run(c, blocks.id, 'error', old);
  const asked = async (only: AgainOnly, enrichers: AgainInput['enrichers'] = null) =>
    (await ask({ observableIds: ids, only, enrichers })).asked;
  expect({
    failed: await asked({ what: 'failed' }),
    failedOfOne: await asked({ what: 'failed' }, [source.id]),
    older: await asked({ what: 'older', seconds: 86_400 }),
  }).toEqual({
    failed: [`${b} ${local.id} ticked`, `${a} ${source.id} ticked`],
    failedOfOne: [`${a} ${source.id} ticked`],
    older: [`${a} ${local.id} ticked`, `${b} ${local.id} ticked`],
  });
});

test('what is under way already is not asked twice', async () => {
  const { store, ask, observe } = await bench();
  const id = await observe('a.org');
  const [first = 0] = await store.writer.addRequests([request(id, { enricherId: local.id })]);
  const runId = await store.writer.startRun(newRun(first, { enricherId: local.id }));
  await store.writer.finishRun(finished(runId, { outcome: 'error', report: null }));
  await store.writer.addRequests([request(id, { enricherId: local.id })]);
  expect((await ask({ observableIds: [id], only: { what: 'failed' } })).asked).toEqual([]);
});
