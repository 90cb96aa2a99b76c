import type { Connection } from './connection.ts';

const mostProblems = 100;

/** Reads every page, the index of words and every reference; a sentence for each thing that is wrong. */
export function check(db: Connection): string[] {
  const problems = db
    .prepare<[], string>(`PRAGMA integrity_check(${mostProblems})`)
    .pluck()
    .all()
    .filter((line) => line !== 'ok');
  const strays = db
    .prepare<[], { table: string; count: number }>(
      'SELECT "table", count(*) AS count FROM pragma_foreign_key_check GROUP BY "table"',
    )
    .all();
  return [
    ...problems,
    ...strays.map(
      ({ table, count }) => `${count} rows of ${table} refer to rows that are not there`,
    ),
  ];
}

/** A copy that is whole in itself, while others read and write. */
export function copyTo(db: Connection, file: string): void {
  db.prepare('VACUUM INTO ?').run(file);
}
