import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { create, list } from 'tar';
import { expect, test } from 'vitest';
import { openTestStore, runOnce, temporaryFolder } from '../store/fixtures/test-store.ts';
import { backUp, restore } from './backup.ts';

const page = { offset: 0, limit: 100 };
const now = '2026-11-21T09:00:00.000Z';
const secret = 'the-planted-secret';

/** A data folder as it is used: with a bundle, a vault and keys beside the data file. */
async function usedFolder() {
  const folder = temporaryFolder();
  const store = await openTestStore({ folder });
  const { id } = await store.writer.saveObservable({ type: 'domain', value: 'a.example' }, null);
  const runId = await runOnce(store, id);
  await store.writer.setDocument('settings', { airGapped: true });
  mkdirSync(join(folder, 'bundles/some/1.0.0'), { recursive: true });
  writeFileSync(join(folder, 'bundles/some/1.0.0/metadata.json'), '{}');
  for (const name of ['vault.json', 'vault.key', 'ledger.key', 'flairbench.log']) {
    writeFileSync(join(folder, name), secret);
  }
  return { folder, store, id, runId };
}

test('a backup is made while the folder is in use, and brings all of it back elsewhere', async () => {
  const { folder, store, id, runId } = await usedFolder();
  const file = join(temporaryFolder(), 'saved.tar');
  const writing = runOnce(store, id);
  const made = await backUp({ folder, store, now: () => now }, file);
  await writing;
  expect(made).toMatchObject({ file, time: now });
  expect(readFileSync(file, 'latin1')).not.toContain(secret);
  const names: string[] = [];
  await list({ file, onReadEntry: ({ path }) => names.push(path) });
  expect(names.filter((name) => !name.endsWith('/'))).toEqual([
    'manifest.json',
    'flairbench.db',
    'bundles/some/1.0.0/metadata.json',
  ]);
  await expect(backUp({ folder, store, now: () => now }, file)).rejects.toMatchObject({
    code: 'REFUSED',
  });

  const elsewhere = temporaryFolder();
  await restore(elsewhere, file, now);
  const restored = await openTestStore({ folder: elsewhere });
  expect(await restored.reader.run(runId)).toEqual(await store.reader.run(runId));
  expect(await restored.reader.document('settings')).toEqual({ airGapped: true });
  expect(readFileSync(join(elsewhere, 'bundles/some/1.0.0/metadata.json'), 'utf8')).toBe('{}');
  expect(readdirSync(folder).filter((name) => name.startsWith('.'))).toEqual([]);
});

test('what a backup replaces is kept aside; while the folder is open nothing is replaced', async () => {
  const { folder, store, id } = await usedFolder();
  const file = join(temporaryFolder(), 'saved.tar');
  await backUp({ folder, store, now: () => now }, file);
  await runOnce(store, id);
  await expect(restore(folder, file, now)).rejects.toMatchObject({
    code: 'REFUSED',
    message: `Flairbench has this data folder open (process ${process.pid}). Close it, then try again.`,
  });
  expect((await store.reader.runs(page)).total).toBe(2);
  await store.close();
  const aside = await restore(folder, file, now);
  expect(readdirSync(aside)).toEqual(expect.arrayContaining(['bundles', 'flairbench.db']));
  const restored = await openTestStore({ folder });
  expect((await restored.reader.runs(page)).total).toBe(1);
  expect(readFileSync(join(folder, 'vault.json'), 'utf8')).toBe(secret);
});

test.each([
  ['cut short', (file: string) => truncateSync(file, 30_000)],
  [
    'changed in one place',
    (file: string) => {
      const bytes = readFileSync(file);
      bytes.fill(0xa5, 20_000, 20_100);
      writeFileSync(file, bytes);
    },
  ],
  ['something else', (file: string) => writeFileSync(file, 'x'.repeat(5000))],
  ['empty', (file: string) => writeFileSync(file, '')],
])('a backup that is %s replaces nothing', async (_, harm) => {
  const { folder, store } = await usedFolder();
  const file = join(temporaryFolder(), 'saved.tar');
  await backUp({ folder, store, now: () => now }, file);
  await store.close();
  harm(file);
  const before = readFileSync(join(folder, 'flairbench.db'));
  await expect(restore(folder, file, now)).rejects.toMatchObject({ code: 'BAD_INPUT' });
  expect(readFileSync(join(folder, 'flairbench.db')).equals(before)).toBe(true);
  expect(readdirSync(folder).filter((name) => /^\.|before/.test(name))).toEqual([]);
});

/** A backup that is whole in itself, of a data file that somebody changed, beside more files. */
async function forged(sql: string, more: Readonly<Record<string, string>>, gzip = false) {
  const { folder, store } = await usedFolder();
  await store.close();
  const db = new Database(join(folder, 'flairbench.db'));
  db.exec(sql);
  db.pragma('wal_checkpoint(TRUNCATE)');
  db.close();
  const content = readFileSync(join(folder, 'flairbench.db'));
  const sha256 = createHash('sha256').update(content).digest('hex');
  writeFileSync(
    join(folder, 'manifest.json'),
    JSON.stringify({ format: 1, createdAt: now, sha256 }),
  );
  for (const [name, text] of Object.entries(more)) {
    writeFileSync(join(folder, 'bundles', name), text);
  }
  const file = join(temporaryFolder(), 'forged.tar');
  await create({ file, cwd: folder, gzip }, ['manifest.json', 'flairbench.db', 'bundles']);
  return file;
}

test.each([
  [
    'a trigger of its own',
    () => forged('CREATE TRIGGER t AFTER INSERT ON ledger BEGIN DELETE FROM ledger; END', {}),
    /trigger t that is not Flairbench's/,
  ],
  [
    'a view in the place of a table',
    () => forged('DROP TABLE ledger; CREATE VIEW ledger AS SELECT 1 AS id', {}),
    /view ledger that is not Flairbench's/,
  ],
  [
    'more than fits its size',
    () => forged('', { big: '\0'.repeat(40_000_000) }, true),
    /no backup of Flairbench/,
  ],
])('a backup with %s is refused before anything of it is opened', async (_, forge, message) => {
  const folder = temporaryFolder();
  await expect(restore(folder, await forge(), now)).rejects.toMatchObject({
    code: 'BAD_INPUT',
    message: expect.stringMatching(message),
  });
  expect(readdirSync(folder)).toEqual([]);
});

test('a backup that is not there is said to be missing, not to be damaged', async () => {
  const file = join(temporaryFolder(), 'none.tar');
  await expect(restore(temporaryFolder(), file, now)).rejects.toThrow(`There is no file ${file}.`);
});
