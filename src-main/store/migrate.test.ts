import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { temporaryFolder } from './fixtures/test-store.ts';
import { migrate, versionOf } from './migrate.ts';

const first = 'CREATE TABLE a (x TEXT) STRICT;';
const second = "ALTER TABLE a ADD COLUMN y TEXT; UPDATE a SET y = 'new';";

function opened() {
  const folder = temporaryFolder();
  const backupFolder = join(folder, 'backups');
  const db = new Database(join(folder, 'test.db'));
  return { db, backupFolder, options: { backupFolder, now: '2026-11-20T10:00:00.000Z' } };
}

test('a new file is made without a backup, an old one is copied first', () => {
  const { db, backupFolder, options } = opened();
  migrate(db, { ...options, migrations: [first] });
  db.exec("INSERT INTO a VALUES ('kept')");
  migrate(db, { ...options, migrations: [first] });
  expect(() => readdirSync(backupFolder)).toThrow('ENOENT');
  migrate(db, { ...options, migrations: [first, second] });
  expect([versionOf(db), db.prepare('SELECT * FROM a').all()]).toEqual([
    2,
    [{ x: 'kept', y: 'new' }],
  ]);
  const [name = ''] = readdirSync(backupFolder);
  expect(name).toBe('flairbench-version-1-2026-11-20T10-00-00-000Z.db');
  const copy = new Database(join(backupFolder, name));
  expect([versionOf(copy), copy.prepare('SELECT * FROM a').all()]).toEqual([1, [{ x: 'kept' }]]);
  copy.close();
  db.close();
});

test('a migration that fails leaves the file at its version', () => {
  const { db, options } = opened();
  migrate(db, { ...options, migrations: [first] });
  expect(() => migrate(db, { ...options, migrations: [first, second, 'NONSENSE'] })).toThrow(
    'NONSENSE',
  );
  expect([versionOf(db), db.pragma('table_info(a)')]).toMatchObject([1, [{ name: 'x' }]]);
  db.close();
});
