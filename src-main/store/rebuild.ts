import type { Cell, Report } from '../contract/report.ts';
import { reportText } from '../reports/report-text.ts';
import type { Connection } from './connection.ts';
import { unpack } from './packed-json.ts';
import { keysOf } from './search-query.ts';
import { createRank } from './write/removal.ts';
import { searchTextLimit } from './write/run-end.ts';

type Run = { id: number; observable: number; enricher: number; value: string; sentence: string };

/** What is kept beside other rows and follows from them, made anew; a sentence for what those cannot give any more. */
export function rebuildDerived(db: Connection): string[] {
  const lost = dropUnreadable(db);
  rebuildSearch(db);
  rebuildStandings(db);
  return lost;
}

/** The page of a body may be whole, and its bytes not. */
function dropUnreadable(db: Connection): string[] {
  return ['paste_texts', 'reports', 'table_chunks', 'raw_outputs'].flatMap((table) => {
    const owner = table === 'paste_texts' ? 'paste' : 'run';
    const bodies = db.prepare<[], { rowid: number; owner: number; body: Uint8Array }>(
      `SELECT rowid, ${owner} AS owner, body FROM ${table}`,
    );
    const broken: { rowid: number; owner: number }[] = [];
    for (const { rowid, owner, body } of bodies.iterate()) {
      try {
        unpack(body);
      } catch {
        broken.push({ rowid, owner });
      }
    }
    const drop = db.prepare<[number]>(`DELETE FROM ${table} WHERE rowid = ?`);
    for (const { rowid } of broken) drop.run(rowid);
    const named = broken.map((one) => one.owner).join(', ');
    return broken.length === 0 ? [] : [`${table}: damaged and left out: of ${owner} ${named}.`];
  });
}

function rebuildSearch(db: Connection): void {
  const runs = db.prepare<[], Run>(
    `SELECT r.id, r.observable, r.enricher, o.value, coalesce(r.sentence, '') AS sentence
     FROM runs r JOIN observables o ON o.id = r.observable WHERE r.outcome IS NOT NULL ORDER BY r.id`,
  );
  const report = db.prepare<[number], Uint8Array>('SELECT body FROM reports WHERE run = ?').pluck();
  const chunks = db
    .prepare<[number], Uint8Array>(
      'SELECT body FROM table_chunks WHERE run = ? ORDER BY widget, chunk',
    )
    .pluck();
  const index = db.prepare<[number, string, string]>(
    'INSERT INTO search (rowid, text, keys) VALUES (?, ?, ?)',
  );
  const rebuild = db.transaction(() => {
    for (const run of runs.all()) {
      const body = report.get(run.id);
      const stored = body === undefined ? null : unpack<{ report: Report | null }>(body).report;
      const rows = chunks.all(run.id).flatMap((chunk) => unpack<Cell[][]>(chunk));
      const text = [
        run.value,
        run.sentence,
        stored === null ? '' : reportText(stored),
        ...rows.map((row) => row.map((cell) => JSON.stringify(cell)).join(' ')),
      ].join('\n');
      index.run(run.id, text.slice(0, searchTextLimit), keysOf(run));
    }
  });
  rebuild();
}

function rebuildStandings(db: Connection): void {
  const good = "outcome IN ('ok', 'no_data')";
  db.exec(`
    DELETE FROM enrichments;
    INSERT INTO enrichments (observable, enricher, request, newest_run, newest_good, run_count)
      SELECT observable, enricher, max(request), max(run), max(good), count(run) FROM (
        SELECT observable, enricher, NULL AS request, id AS run, CASE WHEN ${good} THEN id END AS good
          FROM runs WHERE outcome IS NOT NULL
        UNION ALL SELECT observable, enricher, id, NULL, NULL FROM requests)
      GROUP BY observable, enricher;
    UPDATE enrichments SET previous_good = (SELECT max(id) FROM runs r WHERE r.observable = enrichments.observable
      AND r.enricher = enrichments.enricher AND ${good} AND r.id < enrichments.newest_good);
    UPDATE observables SET pastes = (SELECT count(*) FROM paste_observables WHERE observable = observables.id);
    -- Of a process whose row is lost, too, what ran must come to be interrupted: no process has this number.
    INSERT OR IGNORE INTO owners (id, pid, process_started, heartbeat)
      SELECT DISTINCT owner, 2147483647, 'lost', '' FROM requests WHERE state <> 'done' AND owner IS NOT NULL;`);
  const rank = createRank(db);
  const all = db.prepare<[], number>('SELECT id FROM observables').pluck().all();
  db.transaction(() => all.forEach(rank))();
}
