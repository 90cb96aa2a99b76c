import { Failure } from '../contract/failure.ts';
import type { Connection } from './connection.ts';

/** What SQLite does not do inside a transaction. */
export const alone: ReadonlySet<string> = new Set(['compact', 'copyTo']);

/**
 * Takes room for a second file of this size while it works, and keeps who writes waiting. While somebody reads the
 * file as it was, what was removed stays in it: that must not be called done.
 */
export function compact(db: Connection): void {
  db.exec('VACUUM');
  if (db.pragma('wal_checkpoint(TRUNCATE)', { simple: true }) === 0) return;
  throw new Failure(
    'STORE_LOCKED',
    'Another program still reads the data file, so that what was removed stands in it yet. Close it (a backup, a database browser), then compact the data folder.',
  );
}
