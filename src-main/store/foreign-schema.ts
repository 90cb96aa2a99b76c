import Database from 'better-sqlite3';
import type { Connection } from './connection.ts';
import { applyMigrations, versionOf } from './migrate.ts';
import { migrations } from './migrations/migrations.ts';

/**
 * What a data file holds that none of ours does, or lacks; a sentence each. A trigger or view that came in with a file
 * from elsewhere would go on changing what is written, and what is read, for as long as the file is used.
 */
export function foreignSchema(db: Connection): string[] {
  const ours = new Database(':memory:');
  try {
    applyMigrations(ours, migrations.slice(0, versionOf(db)));
    const wanted = partsOf(ours);
    const there = partsOf(db);
    const added = there.filter((part) => !wanted.includes(part));
    const missing = wanted.filter((part) => !there.includes(part));
    return [
      ...added.map((part) => `It holds a ${part} that is not Flairbench's`),
      ...missing.map((part) => `The ${part} is missing`),
    ];
  } finally {
    ours.close();
  }
}

/** SQLite's own tables come and go; a trigger or view is never its own, whatever it is called. */
function partsOf(db: Connection): string[] {
  return db
    .prepare<[], string>(
      `SELECT type || ' ' || name FROM sqlite_schema
       WHERE type IN ('trigger', 'view') OR name NOT LIKE 'sqlite\\_%' ESCAPE '\\'`,
    )
    .pluck()
    .all();
}
