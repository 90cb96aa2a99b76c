import { existsSync, statSync } from 'node:fs';
import { type Connection, openForReading } from './connection.ts';
import { refuseNewer, versionOf } from './migrate.ts';
import { isDead, type OwnerMark, type SystemView } from './owner-process.ts';
import { failureOf } from './store-failures.ts';

/** A check reads every page; past this size only the small tables are read, for opening must not take minutes. */
const checkedBytes = 64 * 1024 * 1024;

/**
 * Looks at an existing file through a connection that cannot write, so that a damaged or newer one stays exactly
 * as it is. It is checked page by page only after a process ended without a farewell.
 */
export function inspect(
  file: string,
  options: { newest: number; busyTimeoutMs: number; system: SystemView },
): void {
  if (!existsSync(file) || statSync(file).size === 0) return;
  const db = openForReading({ file, busyTimeoutMs: options.busyTimeoutMs });
  try {
    const version = versionOf(db);
    refuseNewer(version, options.newest);
    if (version === 0) return;
    const owners = db
      .prepare<[], OwnerMark>('SELECT pid, process_started AS startedAt, heartbeat FROM owners')
      .all();
    if (owners.some((owner) => isDead(owner, options.system))) check(db, file);
  } finally {
    db.close();
  }
}

function check(db: Connection, file: string): void {
  const scopes = statSync(file).size <= checkedBytes ? ['1'] : ['owners', 'documents', 'pastes'];
  for (const scope of scopes) {
    const result = db.pragma(`quick_check(${scope})`, { simple: true });
    if (result !== 'ok') throw failureOf('STORE_CORRUPT', new Error(String(result)));
  }
}
