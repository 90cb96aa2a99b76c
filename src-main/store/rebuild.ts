import type { Cell, Report, Tag } from '../contract/report.ts';
import { tagName } from '../contract/search.ts';
import { reportText } from '../reports/report-text.ts';
import type { Connection } from './connection.ts';
import { unpack } from './packed-json.ts';
import { keysOf } from './search-keys.ts';
import { createRank } from './write/removal.ts';
import { searchTextLimit } from './write/run-end.ts';

type Run = {
  id: number;
  observable: number;
  enricher: number;
  type: string;
  value: string;
  sentence: string;
  outcome: string;
  level: string | null;
  tags: string | null;
  endedAt: string;
};

/** Runs that are read at once: a million of them do not fit into memory. */
const runsAStep = 1000;

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

/** The index of words, which must be empty, from what is stored; what cannot be read is left out of it. */
export function rebuildSearch(db: Connection): void {
  const some = db.prepare<[number], Run>(
    `SELECT r.id, r.observable, r.enricher, o.type, o.value, coalesce(r.sentence, '') AS sentence, r.outcome,
       r.verdict_level AS level, r.tags, coalesce(r.ended_at, r.started_at) AS endedAt
     FROM runs r JOIN observables o ON o.id = r.observable WHERE r.id > ? AND r.outcome IS NOT NULL
     ORDER BY r.id LIMIT ${runsAStep}`,
  );
  const textOf = createStoredText(db);
  const index = db.prepare<[number, string, string]>(
    'INSERT INTO search (rowid, text, keys) VALUES (?, ?, ?)',
  );
  const rebuild = db.transaction(() => {
    for (let runs = some.all(0); runs.length > 0; runs = some.all(runs.at(-1)?.id ?? 0)) {
      for (const run of runs) {
        const tags: Tag[] = run.tags === null ? [] : JSON.parse(run.tags);
        const keys = keysOf({ ...run, tags: tags.map(tagName) });
        index.run(run.id, textOf(run).slice(0, searchTextLimit), keys);
      }
    }
  });
  rebuild();
}

function createStoredText(db: Connection): (run: Run) => string {
  const report = db.prepare<[number], Uint8Array>('SELECT body FROM reports WHERE run = ?').pluck();
  const chunks = db
    .prepare<[number], Uint8Array>(
      'SELECT body FROM table_chunks WHERE run = ? ORDER BY widget, chunk',
    )
    .pluck();
  return ({ id, value, sentence }) => {
    const body = report.get(id);
    const stored =
      body === undefined ? null : (read<{ report: Report | null }>(body)?.report ?? null);
    const rows = chunks.all(id).flatMap((chunk) => read<Cell[][]>(chunk) ?? []);
    return [
      value,
      sentence,
      stored === null ? '' : reportText(stored),
      ...rows.map((row) => row.map((cell) => JSON.stringify(cell)).join(' ')),
    ].join('\n');
  };
}

function read<T>(body: Uint8Array): T | null {
  try {
    return unpack<T>(body);
  } catch {
    return null;
  }
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
    UPDATE enrichers SET finished_runs =
      (SELECT count(*) FROM runs WHERE enricher = enrichers.id AND outcome IS NOT NULL);
    UPDATE observables SET pastes = (SELECT count(*) FROM paste_observables WHERE observable = observables.id);
    -- Of a process whose row is lost, too, what ran must come to be interrupted: no process has this number.
    INSERT OR IGNORE INTO owners (id, pid, process_started, heartbeat)
      SELECT DISTINCT owner, 2147483647, 'lost', '' FROM requests WHERE state <> 'done' AND owner IS NOT NULL;`);
  const rank = createRank(db);
  const all = db.prepare<[], number>('SELECT id FROM observables').pluck().all();
  db.transaction(() => all.forEach(rank))();
}
