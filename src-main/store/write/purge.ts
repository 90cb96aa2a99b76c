import type { Connection } from '../connection.ts';
import { mentions, placesOf } from '../mention.ts';
import { pack, unpack } from '../packed-json.ts';
import { createRunRemoval } from './removal.ts';

/** Rows of one paste that one step removes: a paste may have some hundred thousand. */
const rowsAStep = 2000;
const pagesAStep = 200;
const removed = '(removed)';

/** Removal for good, in steps of which each is short. The order is the caller's: runs, pastes, observables. */
export function createPurgeWriter(db: Connection, hash: (value: string) => string) {
  const remove = createRunRemoval(db);
  const clean = createTextCleaner(db);
  const forget = db.prepare<[string]>(
    'UPDATE requests SET fields = NULL, sentence = NULL WHERE id IN (SELECT value FROM json_each(?))',
  );
  const dropDocument = db.prepare<[string]>('DELETE FROM documents WHERE name = ?');
  const entry = db.prepare<[number], { value: string | null; host: string; reason: string }>(
    'SELECT observable_value AS value, host, reason FROM ledger WHERE id = ?',
  );
  const hashEntry = db.prepare<[string | null, string, string, number]>(
    `UPDATE ledger SET value_hash = coalesce(?, value_hash), observable_value = NULL, host = ?, reason = ? WHERE id = ?`,
  );
  const forgetHosts = createHostRemoval(db);
  const merge = db.prepare<[number]>("INSERT INTO search (search, rank) VALUES ('merge', ?)");
  const changes = db.prepare<[], number>('SELECT total_changes()').pluck();

  /** Of a value that goes with its host: `evil.example` was itself asked for its certificate. */
  function keepHash(id: number, wanted: string | null): void {
    const row = entry.get(id);
    if (row === undefined) return;
    const gone = [row.value, wanted].filter((value) => value !== null).map(mentions);
    const cleaned = (text: string) => (gone.some((isIn) => isIn(text)) ? removed : text);
    const valueHash = row.value === null ? null : hash(row.value);
    hashEntry.run(valueHash, cleaned(row.host), cleaned(row.reason), id);
  }

  return {
    purgeRuns(ids: readonly number[]): void {
      for (const id of ids) remove(id);
    },
    ...createPasteRemoval(db),
    purgeObservables: createObservableRemoval(db, forgetHosts),
    purgeText: clean,
    purgeMentions(
      requests: readonly number[],
      documents: readonly string[],
      value: string | null,
    ): void {
      forget.run(JSON.stringify(requests));
      if (value !== null) forgetHosts([value]);
      for (const name of documents) dropDocument.run(name);
    },
    purgeLedger(ids: readonly number[], value: string | null): void {
      for (const id of ids) keepHash(id, value);
    },
    /** Takes what was removed out of the index of words as well; true when there is nothing more to do. */
    purgeWords(begins: boolean): boolean {
      const before = changes.get() ?? 0;
      merge.run(begins ? -pagesAStep : pagesAStep);
      return !begins && (changes.get() ?? 0) - before < 2;
    },
  };
}

function createPasteRemoval(db: Connection) {
  const uncount = db.prepare<[number, number]>(
    `UPDATE observables SET pastes = pastes - 1 WHERE id IN (
       SELECT observable FROM paste_observables WHERE paste = ? ORDER BY observable LIMIT ?)`,
  );
  const steps = [
    `DELETE FROM occurrences WHERE paste = @paste AND ordinal IN (
       SELECT ordinal FROM occurrences WHERE paste = @paste ORDER BY ordinal LIMIT @rows)`,
    `DELETE FROM requests WHERE id IN (SELECT id FROM requests WHERE paste = @paste ORDER BY id LIMIT @rows)`,
    `DELETE FROM paste_observables WHERE paste = @paste AND observable IN (
       SELECT observable FROM paste_observables WHERE paste = @paste ORDER BY observable LIMIT @rows)`,
  ].map((sql) => db.prepare<{ paste: number; rows: number }>(sql));
  // Marks and badges of values that stay must not lead to requests that are gone.
  const unmark = db.prepare<{ paste: number; rows: number }>(
    `UPDATE enrichments SET request = NULL
     FROM (SELECT id, observable, enricher FROM requests WHERE paste = @paste ORDER BY id LIMIT @rows) AS going
     WHERE enrichments.observable = going.observable AND enrichments.enricher = going.enricher
       AND enrichments.request = going.id`,
  );
  const drop = db.prepare<[number]>('DELETE FROM pastes WHERE id = ?');
  return {
    /** True when nothing of the paste is left. */
    purgePaste(paste: number): boolean {
      const [occurrences, requests, links] = steps;
      if (occurrences?.run({ paste, rows: rowsAStep }).changes) return false;
      unmark.run({ paste, rows: rowsAStep });
      if (requests?.run({ paste, rows: rowsAStep }).changes) return false;
      uncount.run(paste, rowsAStep);
      if (links?.run({ paste, rows: rowsAStep }).changes) return false;
      drop.run(paste);
      return true;
    },
  };
}

/** What is remembered of limits is kept by host, and a host that was asked may be the value itself. */
function createHostRemoval(db: Connection): (values: readonly string[]) => void {
  const tables = ['limits', 'limit_leases'].map((table) => ({
    keys: db.prepare<[], string>(`SELECT DISTINCT key FROM ${table}`).pluck(),
    drop: db.prepare<[string]>(`DELETE FROM ${table} WHERE key = ?`),
  }));
  return (values) => {
    const mentioned = values.map(mentions);
    for (const { keys, drop } of tables) {
      for (const key of keys.all()) if (mentioned.some((isIn) => isIn(key))) drop.run(key);
    }
  };
}

function createObservableRemoval(db: Connection, forgetHosts: (values: readonly string[]) => void) {
  const steps = [
    'DELETE FROM occurrences WHERE observable = ?',
    'DELETE FROM paste_observables WHERE observable = ?',
    'DELETE FROM requests WHERE observable = ?',
    'DELETE FROM enrichments WHERE observable = ?',
    'DELETE FROM observables WHERE id = ?',
  ].map((sql) => db.prepare<[number]>(sql));
  const hasRuns = db
    .prepare<[number], number>('SELECT 1 FROM runs WHERE observable = ? LIMIT 1')
    .pluck();
  const valuesOf = db
    .prepare<[string], string>(
      'SELECT value FROM observables WHERE id IN (SELECT value FROM json_each(?))',
    )
    .pluck();
  return (ids: readonly number[]): void => {
    forgetHosts(valuesOf.all(JSON.stringify(ids)));
    for (const id of ids) {
      // One that began meanwhile: the next look finds it.
      if (hasRuns.get(id) !== undefined) continue;
      for (const step of steps) step.run(id);
    }
  };
}

/** Blots a value out of a text: everything after it stays where it was. */
function createTextCleaner(db: Connection) {
  const read = db
    .prepare<[number], Uint8Array>('SELECT body FROM paste_texts WHERE paste = ?')
    .pluck();
  const write = db.prepare<[Buffer, number]>('UPDATE paste_texts SET body = ? WHERE paste = ?');
  const spans = db.prepare<[number, string], { start: number; end: number }>(
    `SELECT start_offset AS start, end_offset AS end FROM occurrences
     WHERE paste = ? AND observable IN (SELECT value FROM json_each(?))`,
  );
  const title = db.prepare<[number], { title: string; caseReference: string }>(
    'SELECT title, case_reference AS caseReference FROM pastes WHERE id = ?',
  );
  const rename = db.prepare<[string, string, number]>(
    'UPDATE pastes SET title = ?, case_reference = ? WHERE id = ?',
  );
  const foundAs = db
    .prepare<[number], string>(
      'SELECT DISTINCT found_value FROM occurrences WHERE paste = ? AND found_value IS NOT NULL',
    )
    .pluck();
  const forgetFound = db.prepare<[number, string]>(
    'UPDATE occurrences SET found_type = NULL, found_value = NULL, text = NULL WHERE paste = ? AND found_value = ?',
  );
  return (paste: number, value: string, observables: readonly number[]): void => {
    const places = placesOf(value);
    for (const found of foundAs.all(paste)) {
      if (places(found).length > 0) forgetFound.run(paste, found);
    }
    const blot = (text: string, more: readonly { start: number; end: number }[] = []) =>
      blotted(text, [
        ...places(text).map((start) => ({ start, end: start + value.length })),
        ...more,
      ]);
    const body = read.get(paste);
    if (body !== undefined) {
      write.run(
        pack(blot(unpack<string>(body), spans.all(paste, JSON.stringify(observables)))),
        paste,
      );
    }
    const named = title.get(paste);
    if (named !== undefined) rename.run(blot(named.title), blot(named.caseReference), paste);
  };
}

function blotted(text: string, spans: readonly { start: number; end: number }[]): string {
  const parts: string[] = [];
  let at = 0;
  for (const { start, end } of spans.toSorted((a, b) => a.start - b.start)) {
    if (end <= at) continue;
    const from = Math.max(at, start);
    parts.push(text.slice(at, from), '█'.repeat(end - from));
    at = end;
  }
  return parts.join('') + text.slice(at);
}
