import type { Connection } from './connection.ts';

type Source = { readonly table: string; readonly columns: readonly string[] };
type Row = unknown[];

const rowsAtOnce = 500;
/** Past so many numbers in a row without a readable row, nothing more comes. */
const longestGap = 2 ** 22;

/**
 * Hands over all rows of a table that can be read, around the pages that cannot; gives what lay between as ranges of
 * row numbers, or in words.
 */
export function readableRows(
  db: Connection,
  source: Source,
  take: (rows: readonly Row[]) => void,
): string[] {
  return isNumbered(db, source.table)
    ? numberedRows(db, source, take)
    : keyedRows(db, source, take);
}

function isNumbered(db: Connection, table: string): boolean {
  const sql = db
    .prepare<[string], string>('SELECT sql FROM sqlite_schema WHERE name = ?')
    .pluck()
    .get(table);
  return sql !== undefined && !sql.includes('WITHOUT ROWID');
}

/** Reads on from a number that is past the damage, then back from there until the damage. */
function numberedRows(
  db: Connection,
  { table, columns }: Source,
  take: (rows: readonly Row[]) => void,
): string[] {
  const select = (order: 'ASC' | 'DESC') =>
    db
      .prepare<[number, number, number], Row>(
        `SELECT rowid, ${columns.join()} FROM ${table} WHERE rowid > ? AND rowid < ? ORDER BY rowid ${order} LIMIT ?`,
      )
      .raw();
  const forth = select('ASC');
  const back = select('DESC');
  const gaps: string[] = [];

  function read(after: number, limit: number): Row[] | null {
    try {
      return forth.all(after, Number.MAX_SAFE_INTEGER, limit);
    } catch {
      return null;
    }
  }

  /** What lies between, from behind; gives the last number that could not be read. */
  function readBack(after: number, before: number): number {
    for (let end = before; ; ) {
      let row: Row | undefined;
      try {
        row = back.get(after, end, 1);
      } catch {
        return end - 1;
      }
      if (row === undefined) return after;
      take([row.slice(1)]);
      end = Number(row[0]);
    }
  }

  let last = 0;
  let limit = rowsAtOnce;
  for (;;) {
    const rows = read(last, limit);
    if (rows !== null) {
      if (rows.length === 0) return gaps;
      take(rows.map((row) => row.slice(1)));
      last = Number(rows.at(-1)?.[0]);
      limit = rowsAtOnce;
    } else if (limit > 1) {
      limit = 1;
    } else {
      let step = 1;
      let next: Row[] | null = null;
      while (next === null && step < longestGap) {
        step *= 2;
        next = read(last + step, 1);
      }
      const found = next?.[0];
      if (found === undefined) {
        gaps.push(`rows from ${last + 1} on`);
        return gaps;
      }
      const until = readBack(last, Number(found[0]));
      if (until > last) gaps.push(`rows ${last + 1} to ${until}`);
      take([found.slice(1)]);
      last = Number(found[0]);
      limit = rowsAtOnce;
    }
  }
}

/** By a key of several columns: from the front up to the damage, and from behind. */
function keyedRows(
  db: Connection,
  { table, columns }: Source,
  take: (rows: readonly Row[]) => void,
): string[] {
  const key = db
    .prepare<[string], string>('SELECT name FROM pragma_table_info(?) WHERE pk > 0 ORDER BY pk')
    .pluck()
    .all(table);
  const walk = (order: 'ASC' | 'DESC'): boolean => {
    const by = key.map((column) => `${column} ${order}`).join();
    let rows: Row[] = [];
    try {
      const all = db
        .prepare<[], Row>(`SELECT ${columns.join()} FROM ${table} ORDER BY ${by}`)
        .raw();
      for (const row of all.iterate()) {
        rows.push(row);
        if (rows.length < rowsAtOnce) continue;
        take(rows);
        rows = [];
      }
      return true;
    } catch {
      return false;
    } finally {
      take(rows);
    }
  };
  return walk('ASC') || walk('DESC') ? [] : ['a part in the middle'];
}
