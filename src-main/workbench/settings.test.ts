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
