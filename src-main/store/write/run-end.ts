import { Failure } from '../../contract/failure.ts';
import { tagName } from '../../contract/search.ts';
import { type Outcome, reportLimits } from '../../contract/vocabulary.ts';
import type { Connection } from '../connection.ts';
import { pack } from '../packed-json.ts';
import { keysOf } from '../search-keys.ts';
import type { FinishedRun } from '../store.ts';
import { createRank } from './removal.ts';

/** Interrupted runs are ended by the store itself. */
type RunEnd = Omit<FinishedRun, 'outcome'> & { readonly outcome: Outcome };
export type RecordRunEnd = (end: RunEnd) => void;

type Started = {
  observable: number;
  enricher: number;
  request: number;
  type: string;
  value: string;
  outcome: string | null;
};

/** Longer texts are cut: the index of one run must not outgrow those of all others. */
export const searchTextLimit = 1_000_000;

/** Writes down how a run ended, in the transaction of the caller. */
export function createRunEnd(db: Connection): RecordRunEnd {
  const started = db.prepare<[number], Started>(
    `SELECT r.observable, r.enricher, r.request, o.type, o.value, r.outcome
     FROM runs r JOIN observables o ON o.id = r.observable WHERE r.id = ?`,
  );
  const update = db.prepare(
    `UPDATE runs SET outcome = @outcome, reason = @reason, sentence = @sentence, ended_at = @endedAt,
       attempts = @attempts, hosts = @hosts, exit_code = @exitCode, tags = @tags, verdict_level = @level,
       verdict_sentence = @verdictSentence, verdict_reason = @verdictReason WHERE id = @runId`,
  );
  const insertReport = db.prepare<[number, Buffer]>(
    'INSERT INTO reports (run, body) VALUES (?, ?)',
  );
  const insertRaw = db.prepare<[number, Buffer]>(
    'INSERT INTO raw_outputs (run, body) VALUES (?, ?)',
  );
  const insertChunk = db.prepare<[number, number, number, Buffer]>(
    'INSERT INTO table_chunks (run, widget, chunk, body) VALUES (?, ?, ?, ?)',
  );
  const index = db.prepare<[number, string, string]>(
    'INSERT INTO search (rowid, text, keys) VALUES (?, ?, ?)',
  );
  const endRequest = db.prepare<[number]>(
    "UPDATE requests SET state = 'done', waiting_until = NULL WHERE id = ? AND state <> 'done'",
  );
  const enrichment = createEnrichment(db);
  const leaveOver = createLeftover(db);

  return (end) => {
    const run = started.get(end.runId);
    if (run === undefined) throw new Failure('NOT_FOUND', 'That run is not here any more.');
    if (run.outcome !== null) {
      throw new Failure('REFUSED', 'This run has finished already and does not change any more.');
    }
    const verdict = end.report?.verdict;
    const tags = end.report?.tags ?? [];
    update.run({
      runId: end.runId,
      outcome: end.outcome,
      reason: end.reason,
      sentence: end.sentence,
      endedAt: end.endedAt,
      attempts: end.attempts,
      hosts: jsonUnlessEmpty(end.hosts),
      exitCode: end.exitCode,
      tags: jsonUnlessEmpty(tags),
      level: verdict?.level ?? null,
      verdictSentence: verdict?.sentence ?? null,
      verdictReason: verdict?.reason ?? null,
    });
    if (end.report !== null || end.messages.length > 0) {
      insertReport.run(end.runId, pack({ report: end.report, messages: end.messages }));
    }
    if (end.raw.stdout !== '' || end.raw.stderr !== '') insertRaw.run(end.runId, pack(end.raw));
    for (const { widget, rows } of end.tables) {
      for (let from = 0; from < rows.length; from += reportLimits.chunkRows) {
        const chunk = rows.slice(from, from + reportLimits.chunkRows);
        insertChunk.run(end.runId, widget, from / reportLimits.chunkRows, pack(chunk));
      }
    }
    const text = `${run.value}\n${end.sentence}\n${end.searchText ?? ''}`.slice(0, searchTextLimit);
    const keys = keysOf({
      ...run,
      outcome: end.outcome,
      level: verdict?.level ?? null,
      tags: tags.map(tagName),
      endedAt: end.endedAt,
    });
    index.run(end.runId, text, keys);
    endRequest.run(run.request);
    enrichment(run, end);
    if (end.outcome === 'interrupted') leaveOver(run.request, end.endedAt);
  };
}

/** What was interrupted is offered again beside what waited: a request like it, which only a person sends. */
export function createLeftover(db: Connection): (requestId: number, now: string) => void {
  const copy = db.prepare<[string, number]>(
    `INSERT INTO requests
       (paste, observable, enricher, owner, batch, state, priority, trigger, choice, fresh, fields, created_at, reason)
     SELECT paste, observable, enricher, NULL, 0, 'queued', priority, trigger, choice, fresh, fields, ?, 'interrupted'
     FROM requests WHERE id = ?`,
  );
  return (requestId, now) => void copy.run(now, requestId);
}

function jsonUnlessEmpty(list: readonly unknown[]): string | null {
  return list.length === 0 ? null : JSON.stringify(list);
}

/** Keeps what follows from the runs of one observable: newest, newest good, and the worst level among those. */
function createEnrichment(db: Connection): (run: Started, end: RunEnd) => void {
  const count = db.prepare<{ observable: number; enricher: number; run: number }>(
    `INSERT INTO enrichments (observable, enricher, newest_run, run_count) VALUES (@observable, @enricher, @run, 1)
     ON CONFLICT (observable, enricher) DO UPDATE SET
       newest_run = max(coalesce(newest_run, 0), excluded.newest_run), run_count = run_count + 1`,
  );
  // Runs may finish in another order than they started; the newest is the one that started last.
  const good = db.prepare<{ observable: number; enricher: number; run: number }>(
    `UPDATE enrichments SET
       previous_good = CASE WHEN newest_good IS NULL OR newest_good < @run THEN newest_good
                            ELSE max(coalesce(previous_good, 0), @run) END,
       newest_good = max(coalesce(newest_good, 0), @run)
     WHERE observable = @observable AND enricher = @enricher`,
  );
  const rank = createRank(db);

  return ({ observable, enricher }, { runId, outcome }) => {
    const where = { observable, enricher, run: runId };
    count.run(where);
    if (outcome !== 'ok' && outcome !== 'no_data') return;
    good.run(where);
    rank(observable);
  };
}
