import { verdictLevels } from '../../contract/vocabulary.ts';
import type { Connection } from '../connection.ts';

type Run = { observable: number; enricher: number };

/**
 * Removes a finished run with all that belongs to it. The newest request of its observable and enricher stays and
 * takes over how it ended, so that nobody reads that it was never asked; all others go with it.
 */
export function createRunRemoval(db: Connection): (runId: number) => void {
  const find = db.prepare<[number], Run>('SELECT observable, enricher FROM runs WHERE id = ?');
  const keepEnding = db.prepare<{ run: number }>(
    `UPDATE requests SET run = NULL, reused = 0, outcome = r.outcome, reason = r.reason, sentence = r.sentence
     FROM runs r, enrichments n WHERE requests.run = @run AND r.id = @run
       AND n.observable = r.observable AND n.enricher = r.enricher AND n.request = requests.id`,
  );
  const dropRequests = db.prepare<[number]>('DELETE FROM requests WHERE run = ?');
  const unindex = db.prepare<[number]>('DELETE FROM search WHERE rowid = ?');
  const drop = db.prepare<[number]>('DELETE FROM runs WHERE id = ?');
  const standings = createStandings(db);

  return (runId) => {
    const run = find.get(runId);
    if (run === undefined) return;
    keepEnding.run({ run: runId });
    dropRequests.run(runId);
    unindex.run(runId);
    drop.run(runId);
    standings.recount(run, runId);
  };
}

/** What follows from the runs of an observable and is kept beside them, worked out anew. */
function createStandings(db: Connection) {
  const newestOf = (conditions: string) =>
    `(SELECT id FROM runs WHERE observable = @observable AND enricher = @enricher AND ${conditions} ORDER BY id DESC LIMIT 1)`;
  const isGood = "outcome IN ('ok', 'no_data')";
  const count = db.prepare<Run>(
    `UPDATE enrichments SET run_count = run_count - 1 WHERE observable = @observable AND enricher = @enricher`,
  );
  const renew = db
    .prepare<Run & { removed: number }, number | null>(
      `UPDATE enrichments SET newest_run = ${newestOf('outcome IS NOT NULL')}, newest_good = ${newestOf(isGood)}
       WHERE observable = @observable AND enricher = @enricher AND @removed IN (newest_run, newest_good, previous_good)
       RETURNING newest_good`,
    )
    .pluck();
  const previous = db.prepare<Run & { newestGood: number }>(
    `UPDATE enrichments SET previous_good = ${newestOf(`${isGood} AND id < @newestGood`)}
     WHERE observable = @observable AND enricher = @enricher`,
  );
  const dropEmpty = db.prepare<Run>(
    `DELETE FROM enrichments WHERE observable = @observable AND enricher = @enricher
       AND run_count <= 0 AND request IS NULL`,
  );
  const rank = createRank(db);
  return {
    recount(run: Run, removed: number): void {
      count.run(run);
      const newestGood = renew.get({ ...run, removed });
      if (newestGood === undefined) return;
      previous.run({ ...run, newestGood: newestGood ?? 0 });
      rank(run.observable);
      dropEmpty.run(run);
    },
  };
}

/** The worst level among an observable's newest good runs, kept to sort by; none without such a run. */
export function createRank(db: Connection): (observable: number) => void {
  const levels = db
    .prepare<[number], (typeof verdictLevels)[number]>(
      `SELECT DISTINCT coalesce(r.verdict_level, 'unknown') FROM enrichments e JOIN runs r ON r.id = e.newest_good
       WHERE e.observable = ?`,
    )
    .pluck();
  const rank = db.prepare<[number | null, number]>(
    'UPDATE observables SET verdict_rank = ? WHERE id = ?',
  );
  return (observable) => {
    const ranks = levels.all(observable).map((level) => verdictLevels.indexOf(level));
    rank.run(ranks.length === 0 ? null : Math.min(...ranks), observable);
  };
}
