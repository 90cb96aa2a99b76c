import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import type { Connection } from './connection.ts';
import { applyMigrations } from './migrate.ts';
import { migrations } from './migrations/migrations.ts';
import { createReader } from './read/reader.ts';
import { createRunEnd } from './write/run-end.ts';
import { createWriter } from './write/writer.ts';

/** Tables that grow with every run, paste or request to the outside. */
const large =
  /\bSCAN (runs|requests|reports|raw_outputs|table_chunks|occurrences|paste_observables|observables|ledger|enrichments)\b(?! USING (COVERING )?INDEX)/;

/** What each statement does that `make` prepares, as SQLite would do it in an empty store. */
function plansOf(make: (db: Connection) => unknown): Map<string, string[]> {
  const db = new Database(':memory:');
  applyMigrations(db, migrations);
  const statements: string[] = [];
  const watched = new Proxy(db, {
    get(target, name) {
      if (name !== 'prepare') {
        const member: unknown = Reflect.get(target, name);
        return typeof member === 'function' ? member.bind(target) : member;
      }
      return (sql: string) => {
        statements.push(sql);
        return target.prepare(sql);
      };
    },
  });
  make(watched);
  const plans = statements.map((sql): [string, string[]] => {
    const explained = db.prepare<Record<string, unknown>[], { detail: string }>(
      `EXPLAIN QUERY PLAN ${sql.replaceAll(/@\w+|\?/g, 'NULL')}`,
    );
    return [sql.replaceAll(/\s+/g, ' '), explained.all().map(({ detail }) => detail)];
  });
  db.close();
  return new Map(plans);
}

const scansOf = (plans: ReadonlyMap<string, string[]>) =>
  [...plans].filter(([, plan]) => plan.some((step) => large.test(step))).map(([sql]) => sql);

const time = () => '2026-11-20T09:00:00.000Z';
const hash = (value: string) => value;

test('no statement of the writer reads a whole large table', () => {
  const make = (db: Connection) =>
    createWriter(db, { owner: 1, now: time, recordRunEnd: createRunEnd(db), hash });
  expect(scansOf(plansOf(make))).toEqual([]);
});

test('of the reader only a look for all that mentions a value reads whole large tables', () => {
  const page = { offset: 0, limit: 10 };
  const scans = scansOf(
    plansOf((db) => {
      const reader = createReader(db, hash);
      // Some are put together from what is asked for.
      reader.runs({ ...page, observableId: 1 });
      reader.runs({ ...page, pasteId: 1 });
      reader.runs({ ...page, words: 'word', pasteId: 1 });
      reader.runs({ ...page, words: 'word', order: 'match', outcome: 'ok' });
      reader.facets({ words: 'word', when: '2026-11', pasteId: 1 });
      reader.ledger({ ...page, value: 'a.example' });
    }),
  );
  expect(scans.filter((sql) => !/ AS text FROM |, body FROM /.test(sql))).toEqual([]);
});
