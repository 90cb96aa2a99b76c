import type { Connection } from './connection.ts';

/** What SQLite does not do inside a transaction. */
export const alone: ReadonlySet<string> = new Set(['compact', 'copyTo']);

/** Takes room for a second file of this size while it works, and keeps who writes waiting. */
export function compact(db: Connection): void {
  db.exec('VACUUM');
  db.pragma('wal_checkpoint(TRUNCATE)');
}
