import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Failure } from '../contract/failure.ts';
import type { Connection } from './connection.ts';
import type { Migration } from './migrations/migrations.ts';

export type MigrateOptions = {
  readonly migrations: readonly Migration[];
  /** where the copy of the file as it was goes */
  readonly backupFolder: string;
  /** becomes part of the copy's name */
  readonly now: string;
};

/** Brings the file to the newest version, after a backup if it holds anything; all in one transaction. */
export function migrate(db: Connection, options: MigrateOptions): void {
  const newest = options.migrations.length;
  const version = versionOf(db);
  refuseNewer(version, newest);
  if (version === newest) return;
  if (version > 0) backUp(db, version, options);
  const apply = db.transaction(() => {
    // Another process may have migrated while this one waited for the lock.
    applyMigrations(db, options.migrations);
  });
  apply.immediate();
}

/** Those that the file does not have yet, in the transaction of the caller. */
export function applyMigrations(db: Connection, migrations: readonly Migration[]): void {
  for (const migration of migrations.slice(versionOf(db))) {
    if (typeof migration === 'string') db.exec(migration);
    else migration(db);
  }
  db.pragma(`user_version = ${migrations.length}`);
}

export function versionOf(db: Connection): number {
  return Number(db.pragma('user_version', { simple: true }));
}

export function refuseNewer(version: number, newest: number): void {
  if (version <= newest) return;
  throw new Failure(
    'STORE_TOO_NEW',
    `The data folder was written by a newer Flairbench (its data is version ${version}, this one reads up to ${newest}). Update Flairbench, or choose another data folder.`,
  );
}

function backUp(db: Connection, version: number, options: MigrateOptions): void {
  mkdirSync(options.backupFolder, { recursive: true, mode: 0o700 });
  const stamp = options.now.replaceAll(/[:.]/g, '-');
  db.prepare('VACUUM INTO ?').run(
    join(options.backupFolder, `flairbench-version-${version}-${stamp}.db`),
  );
}
