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

test('a change keeps what another process changed meanwhile', async () => {
  const [one, other] = await Promise.all(stores.map(openSettings));
  await one?.change({ airGapped: true });
  await one?.changeEnricher('a:a', { enabled: false });
  await other?.change({ theme: 'dark' });
  await other?.changeEnricher('b:b', { enabled: false });
  expect(other?.current()).toMatchObject({ airGapped: true, theme: 'dark' });
  expect(['a:a', 'b:b'].map((id) => other?.enricherChange(id).enabled)).toEqual([false, false]);
});

test('changes at the same time are all kept', async () => {
  const [one] = await Promise.all(stores.map(openSettings));
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
  const [one] = await Promise.all(stores.map(openSettings));
  expect(one?.current().airGapped).toBe(true);
});

test('own values are kept in one spelling, count at once, and a bad one changes nothing', async () => {
  const [one] = await Promise.all(stores.map(openSettings));
  const own = { domains: ['*.CORP.example.'], ranges: ['8.8.8.8/24'], mailSuffixes: [] };
  await one?.change({ own });
  const bad = { ...own, ranges: ['999.1.1.1/33'] };
  await expect(one?.change({ own: bad, airGapped: true })).rejects.toMatchObject({
    code: 'BAD_INPUT',
    message: '999.1.1.1/33 is no address range: write it like 203.0.113.0/24. Nothing was changed.',
  });
  expect(one?.current()).toMatchObject({
    airGapped: false,
    own: { domains: ['corp.example'], ranges: ['8.8.8.0/24'] },
  });
  expect(one?.internal({ type: 'ipv4', value: '8.8.8.9' })).toBe('own range 8.8.8.0/24');
});
