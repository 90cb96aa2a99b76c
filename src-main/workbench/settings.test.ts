import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openStore } from '../store/open-store.ts';
import type { Store } from '../store/store.ts';
import { openSettings } from './settings.ts';

/** Two windows on one data folder: each has read the settings before the other changes them. */
let folder: string;
let stores: Store[];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'settings-'));
  const now = () => '2026-11-20T09:00:00.000Z';
  stores = [await openStore({ folder, now }), await openStore({ folder, now })];
});
afterEach(async () => {
  await Promise.all(stores.map((store) => store.close()));
  await rm(folder, { recursive: true });
});

const open = (store: Store) => openSettings(store, () => undefined);

test('a change keeps what another process changed meanwhile', async () => {
  const [one, other] = await Promise.all(stores.map(open));
  await one?.change({ airGapped: true });
  await one?.changeEnricher('a:a', { enabled: false });
  await other?.change({ theme: 'dark' });
  await other?.changeEnricher('b:b', { enabled: false });
  expect(other?.current()).toMatchObject({ airGapped: true, theme: 'dark' });
  expect(['a:a', 'b:b'].map((id) => other?.enricherChange(id).enabled)).toEqual([false, false]);
});

test('changes at the same time are all kept', async () => {
  const [one] = await Promise.all(stores.map(open));
  await Promise.all([
    one?.change({ airGapped: true }),
    one?.reload(),
    one?.change({ theme: 'dark' }),
    one?.changeEnricher('a:a', { enabled: false }),
    one?.changeEnricher('b:b', { enabled: false }),
  ]);
  expect(one?.current()).toMatchObject({ airGapped: true, theme: 'dark' });
  expect(['a:a', 'b:b'].map((id) => one?.enricherChange(id).enabled)).toEqual([false, false]);
});

test('a setting of a later version does not make the others forgotten', async () => {
  await stores[0]?.writer.setDocument('settings', { airGapped: true, invented: 'later' });
  const [one] = await Promise.all(stores.map(open));
  expect(one?.current().airGapped).toBe(true);
});

test('what cannot be read is said, takes nothing else along, and is kept by other changes', async () => {
  const [store] = stores;
  if (store === undefined) throw new Error('there is a store');
  const ticket = { name: 'ticket', pattern: 'INC-\\d{4}', example: 'INC-4471' };
  const stored = {
    airGapped: true,
    invented: 'later',
    defangStyle: 'later',
    own: { domains: ['corp.example', 7], ranges: ['8.8.8.0/24'], mailSuffixes: [], later: [] },
    patternTypes: [
      { ...ticket, note: 'later' },
      { name: 'other', pattern: 7 },
    ],
  };
  await store.writer.setDocument('settings', stored);
  const said: string[] = [];
  const settings = await openSettings(store, (problem) => said.push(problem));
  expect(settings.current()).toMatchObject({
    airGapped: true,
    defangStyle: 'brackets',
    own: { domains: ['corp.example'], ranges: ['8.8.8.0/24'], mailSuffixes: [] },
    patternTypes: [ticket],
  });
  expect(said).toEqual([
    'The setting defangStyle could not be read: it is as if it was never set.',
    'Some of the own values could not be read: look at Settings.',
    'A type of your own could not be read: other. It is not used.',
  ]);
  await settings.change({ theme: 'dark' });
  expect([await store.reader.document('settings'), said.length]).toEqual([
    { ...settings.current(), ...stored },
    3,
  ]);
});

test.each([[{ airGapped: 'yes' }], [{ airGapped: null, theme: 7 }]])(
  'an air gap that cannot be read stays closed: %o',
  async (document) => {
    await stores[0]?.writer.setDocument('settings', document);
    const [one] = await Promise.all(stores.map(open));
    expect(one?.current().airGapped).toBe(true);
  },
);

test('a set that cannot be read takes none of the others along', async () => {
  const where = { name: 'Where', key: 1, enrichers: { ipv4: ['geo'] } };
  await stores[0]?.writer.setDocument('settings', { sets: [where, { ...where, name: '' }] });
  const [one] = await Promise.all(stores.map(open));
  expect(one?.current().sets).toEqual([where]);
});

test('what could not be read again is not written', async () => {
  const [one] = await Promise.all(stores.map(open));
  const where = { name: 'Where', key: 1, enrichers: { ipv4: ['geo'] } };
  await one?.change({ sets: [where] });
  await expect(
    one?.change({ airGapped: true, sets: [where, { ...where, name: ' ' }] }),
  ).rejects.toMatchObject({
    code: 'BAD_INPUT',
    message: 'A set takes a name. Nothing was changed.',
  });
  expect(await stores[0]?.reader.document('settings')).toMatchObject({
    airGapped: false,
    sets: [where],
  });
});

test('own values are kept in one spelling, count at once, and a bad one changes nothing', async () => {
  const [one] = await Promise.all(stores.map(open));
  const own = { domains: ['*.CORP.example.'], ranges: ['8.8.8.8/24'], mailSuffixes: [] };
  await one?.change({ own });
  const bad = { ...own, ranges: ['999.1.1.1/33'] };
  await expect(one?.change({ own: bad, airGapped: true })).rejects.toMatchObject({
    code: 'BAD_INPUT',
    message:
      'Own address ranges: 999.1.1.1/33 is no address range: write it like 203.0.113.0/24. Nothing was changed.',
  });
  expect(one?.current()).toMatchObject({
    airGapped: false,
    own: { domains: ['corp.example'], ranges: ['8.8.8.0/24'] },
  });
  expect(one?.internal({ type: 'ipv4', value: '8.8.8.9' })).toBe('own range 8.8.8.0/24');
});
