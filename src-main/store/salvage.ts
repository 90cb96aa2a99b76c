import { rmSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { Failure } from '../contract/failure.ts';
import { replaceDatabase } from './closed-folder.ts';
import { type Connection, openForWriting } from './connection.ts';
import { applyMigrations, versionOf } from './migrate.ts';
import { migrations } from './migrations/migrations.ts';
import { readableRows } from './readable-rows.ts';
import { rebuildDerived } from './rebuild.ts';
import { databaseName } from './store-failures.ts';

const tables = [
  'owners',
  'pastes',
  'paste_texts',
  'observables',
  'paste_observables',
  'occurrences',
  'enrichers',
  'editions',
  'runs',
  'requests',
  'reports',
  'table_chunks',
  'raw_outputs',
  'pins',
  'ledger',
  'limits',
  'documents',
] as const;

/** That a file of an older version does not have. */
const laterTables: ReadonlySet<string> = new Set(['pins', 'limits']);

export type Salvaged = {
  /** a sentence for each table of which something could not be read */
  readonly lost: readonly string[];
  /** rows that were carried over, by table */
  readonly rows: Readonly<Record<string, number>>;
  /** where the file is kept as it was */
  readonly aside: string;
};

/**
 * Writes a new data file with every row of the damaged one that can be read, and puts it in its place. What follows
 * from other rows (the index of words, counts, newest results) is worked out anew. Nobody may have the folder open.
 */
export function salvage(folder: string, now: string): Salvaged {
  const damaged = join(folder, databaseName);
  const file = join(folder, `${databaseName}.salvaged`);
  for (const end of ['', '-wal', '-shm']) rmSync(`${file}${end}`, { force: true });
  const to = openForWriting({ file, busyTimeoutMs: 1000 });
  let rows: Record<string, number>;
  const lost: string[] = [];
  try {
    applyMigrations(to, migrations);
    to.pragma('foreign_keys = OFF');
    rows = copyAll(damaged, to, lost);
    lost.push(...standIns(to), ...dropStrays(to));
    lost.push(...rebuildDerived(to));
    to.pragma('wal_checkpoint(TRUNCATE)');
  } finally {
    to.close();
  }
  if (rows['runs'] === 0 && rows['pastes'] === 0) {
    rmSync(file);
    throw new Failure(
      'STORE_CORRUPT',
      'Nothing of the data file could be saved; it was left as it is. Restore the newest backup.',
    );
  }
  const aside = join(folder, `before-repair-${now.replaceAll(/[:.]/g, '-')}`);
  replaceDatabase(folder, file, aside);
  return { lost, rows, aside };
}

function copyAll(damaged: string, to: Connection, lost: string[]): Record<string, number> {
  const from = new Database(damaged, { readonly: true });
  try {
    // Without these SQLite refuses a file that was cut short, or whose schema is damaged in one place, as a whole.
    from.unsafeMode(true);
    from.pragma('writable_schema = ON');
    return Object.fromEntries(
      tables.map((table) => {
        const { copied, problem } = copyTable(from, to, table);
        if (problem !== null) lost.push(problem);
        return [table, copied];
      }),
    );
  } finally {
    from.close();
  }
}

type Copied = { readonly copied: number; readonly problem: string | null };

function copyTable(from: Connection, to: Connection, table: string): Copied {
  const columnsOf = (db: Connection) =>
    db.prepare<[string], string>('SELECT name FROM pragma_table_info(?)').pluck().all(table);
  let columns: string[];
  try {
    const there = new Set(columnsOf(from));
    columns = columnsOf(to).filter((name) => there.has(name));
    if (columns.length === 0) {
      const isLater = versionOf(from) < migrations.length && laterTables.has(table);
      return { copied: 0, problem: isLater ? null : `Nothing of ${table} could be read.` };
    }
  } catch {
    return { copied: 0, problem: `Nothing of ${table} could be read.` };
  }
  const insert = to.prepare<unknown[]>(
    `INSERT OR IGNORE INTO ${table} (${columns.join()}) VALUES (${columns.map(() => '?').join()})`,
  );
  let copied = 0;
  let refused = 0;
  const append = to.transaction((rows: readonly unknown[][]) => {
    for (const row of rows) {
      try {
        copied += insert.run(...row).changes;
      } catch {
        // A row of a damaged page that is none: a number where a text must stand.
        refused += 1;
      }
    }
  });
  const gaps = readableRows(from, { table, columns }, append);
  if (gaps.length === 0 && refused === 0) return { copied, problem: null };
  const where = gaps.length === 0 ? `${refused} rows` : gaps.join(', ');
  return { copied, problem: `${table}: could not be read: ${where}. ${copied} rows were saved.` };
}

/** A report is worth keeping where the name of its enricher is lost, or even the value it is about. */
function standIns(db: Connection): string[] {
  const missing = (table: string, column: string, parent: string) =>
    `SELECT DISTINCT ${column} FROM ${table} WHERE ${column} NOT IN (SELECT id FROM ${parent})`;
  const fills = [
    [
      'enrichers',
      `INSERT INTO enrichers (id, name) SELECT enricher, 'lost:' || enricher FROM (
         ${missing('runs', 'enricher', 'enrichers')} UNION ${missing('editions', 'enricher', 'enrichers')}
         UNION ${missing('requests', 'enricher', 'enrichers')})`,
    ],
    [
      'editions',
      `INSERT INTO editions (id, enricher, title, version, hash, settings, reuse_key)
       SELECT edition, min(enricher), 'Lost', '0.0.0', '', '{}', 'lost ' || edition FROM runs
       WHERE edition NOT IN (SELECT id FROM editions) GROUP BY edition`,
    ],
    [
      'observables',
      `INSERT INTO observables (id, type, value, first_seen, last_seen)
       SELECT observable, 'phrase', '(lost ' || observable || ')', min(started_at), max(started_at) FROM runs
       WHERE observable NOT IN (SELECT id FROM observables) GROUP BY observable`,
    ],
  ] as const;
  return fills.flatMap(([table, sql]) => {
    const { changes } = db.prepare(sql).run();
    return changes === 0
      ? []
      : [`${table}: ${changes} that runs refer to were lost; a stand-in keeps the runs.`];
  });
}

/** A report without its run says nothing to anybody. */
function dropStrays(db: Connection): string[] {
  const counts = new Map<string, number>();
  const strays = db.prepare<[], { table: string; rowid: number | null }>(
    'SELECT DISTINCT "table", rowid FROM pragma_foreign_key_check',
  );
  const dropKeyed = {
    paste_observables: `DELETE FROM paste_observables WHERE paste NOT IN (SELECT id FROM pastes)
      OR observable NOT IN (SELECT id FROM observables)`,
    occurrences: `DELETE FROM occurrences WHERE paste NOT IN (SELECT id FROM pastes)
      OR observable NOT IN (SELECT id FROM observables)`,
  } as const;
  for (let found = strays.all(); found.length > 0; found = strays.all()) {
    let dropped = 0;
    for (const { table, rowid } of found) {
      const sql =
        rowid === null
          ? dropKeyed[table === 'occurrences' ? 'occurrences' : 'paste_observables']
          : table === 'requests'
            ? `UPDATE requests SET run = NULL, state = 'done', outcome = coalesce(outcome, 'interrupted'),
                 reason = coalesce(reason, 'lost'), sentence = coalesce(sentence, 'Its result was lost with a damaged file.'),
                 paste = CASE WHEN paste IN (SELECT id FROM pastes) THEN paste END
               WHERE rowid = ${rowid} AND (run IS NOT NULL OR paste IS NOT NULL)
                 AND observable IN (SELECT id FROM observables) AND enricher IN (SELECT id FROM enrichers)`
            : `DELETE FROM ${table} WHERE rowid = ${rowid}`;
      let { changes } = db.prepare(sql).run();
      if (changes === 0 && rowid !== null) {
        changes = db.prepare(`DELETE FROM ${table} WHERE rowid = ${rowid}`).run().changes;
      }
      dropped += changes;
      counts.set(table, (counts.get(table) ?? 0) + changes);
    }
    if (dropped === 0) break;
  }
  return [...counts].map(
    ([table, count]) => `${table}: ${count} rows belonged to rows that are lost.`,
  );
}
