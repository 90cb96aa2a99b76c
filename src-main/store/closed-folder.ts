import { existsSync, linkSync, mkdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { Failure } from '../contract/failure.ts';
import { type Connection, openForReading } from './connection.ts';
import { migrations } from './migrations/migrations.ts';
import { check } from './check.ts';
import { foreignSchema } from './foreign-schema.ts';
import { refuseNewer, versionOf } from './migrate.ts';
import Database from 'better-sqlite3';
import { isDead, type OwnerMark, systemView } from './owner-process.ts';
import { databaseName, storeFailure } from './store-failures.ts';

/** What is done to a data folder that nobody has open: it is not a store while this works on it. */

/** Null where there is no data file. */
export function checkFolder(folder: string): string[] | null {
  const file = join(folder, databaseName);
  if (!existsSync(file)) return null;
  return checkFile(file);
}

/** What cannot even be opened is one problem, in the words of the store. */
export function checkFile(file: string): string[] {
  try {
    const db = openForReading({ file, busyTimeoutMs: 5000 });
    try {
      refuseNewer(versionOf(db), migrations.length);
      return versionOf(db) === 0
        ? ['This is no data file of Flairbench.']
        : [...foreignSchema(db), ...check(db)];
    } finally {
      db.close();
    }
  } catch (error) {
    const known = storeFailure(error);
    if (known instanceof Failure && known.code === 'STORE_CORRUPT') {
      return [error instanceof Error ? error.message : String(error)];
    }
    throw known;
  }
}

/**
 * Does something while no other process has the folder open, and none can begin to write. Refuses where one has.
 * A file that is too damaged to be asked holds nobody back.
 */
export async function withFolderClosed<T>(
  folder: string,
  now: string,
  work: () => Promise<T>,
): Promise<T> {
  const lock = lockOf(join(folder, databaseName), now);
  try {
    return await work();
  } finally {
    lock?.close();
  }
}

function lockOf(file: string, now: string): Connection | null {
  if (!existsSync(file)) return null;
  const db = new Database(file, { timeout: 1000 });
  try {
    db.pragma('wal_checkpoint(TRUNCATE)');
    db.exec('BEGIN IMMEDIATE');
    const system = systemView(now);
    const living = db
      .prepare<[], OwnerMark>('SELECT pid, process_started AS startedAt, heartbeat FROM owners')
      .all()
      .find((owner) => !isDead(owner, system));
    if (living === undefined) return db;
    throw new Failure(
      'REFUSED',
      `Flairbench has this data folder open (process ${living.pid}). Close it, then try again.`,
    );
  } catch (error) {
    db.close();
    const known = storeFailure(error);
    if (known instanceof Failure && known.code === 'STORE_CORRUPT') return null;
    throw known;
  }
}

/** Puts a data file in the place of the one that is there, which is kept in `aside`: at no moment is there none. */
export function replaceDatabase(folder: string, next: string, aside: string): void {
  const file = join(folder, databaseName);
  mkdirSync(aside, { recursive: true, mode: 0o700 });
  if (existsSync(file)) linkSync(file, join(aside, databaseName));
  renameLog(file, join(aside, databaseName));
  renameSync(next, file);
}

/** The log of another file must never be read with this one. */
function renameLog(file: string, to: string): void {
  for (const end of ['-wal', '-shm']) {
    if (existsSync(`${file}${end}`)) renameSync(`${file}${end}`, `${to}${end}`);
  }
}
