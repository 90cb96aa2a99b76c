import type { Progress } from '../../contract/paste.ts';
import type { EnrichmentRequest } from '../../contract/run.ts';
import type { RequestState } from '../../contract/vocabulary.ts';
import type { Connection } from '../connection.ts';
import type { NewestRun } from '../store.ts';
import { createLeftoverCount } from './leftovers.ts';

type Row = Omit<EnrichmentRequest, 'reused'> & { reused: number };

const columns = `q.id, q.paste AS pasteId, q.observable AS observableId, e.name AS enricherId, q.state,
  q.waiting_until AS waitingUntil, coalesce(q.outcome, r.outcome) AS outcome, coalesce(q.reason, r.reason) AS reason,
  coalesce(q.sentence, r.sentence) AS sentence, q.run AS runId, q.reused, q.trigger, q.created_at AS createdAt
  FROM requests q JOIN enrichers e ON e.id = q.enricher LEFT JOIN runs r ON r.id = q.run`;

type Count = { state: RequestState; count: number };

export function createRequestReader(db: Connection) {
  const byIds = db.prepare<[string], Row>(
    `SELECT ${columns} WHERE q.id IN (SELECT value FROM json_each(?)) ORDER BY q.id`,
  );
  const ofPaste = db.prepare<[number], Count>(
    `SELECT state, count(*) AS count FROM requests WHERE paste = ? GROUP BY state`,
  );
  const ofBatches = db.prepare<[], Count>(
    `SELECT q.state, count(*) AS count FROM owners w
       CROSS JOIN requests q WHERE q.id >= w.batch_from AND q.owner = w.id AND q.batch = w.batch AND w.batch > 0 GROUP BY q.state`,
  );
  const leftovers = createLeftoverCount(db);
  const newest = db.prepare<[string], NewestRun>(
    `SELECT n.observable AS observableId, e.name AS enricherId, q.state, q.outcome,
       r.outcome AS runOutcome, g.started_at AS goodAt
     FROM json_each(?) j CROSS JOIN enrichments n ON n.observable = j.value
       JOIN enrichers e ON e.id = n.enricher
       LEFT JOIN requests q ON q.id = n.request
       LEFT JOIN runs r ON r.id = n.newest_run
       LEFT JOIN runs g ON g.id = n.newest_good`,
  );

  function requests(ids: readonly number[]): EnrichmentRequest[] {
    return byIds.all(JSON.stringify(ids)).map((row) => ({ ...row, reused: row.reused === 1 }));
  }

  function progress(pasteId: number | null): Progress {
    const { resumable, interrupted } = leftovers(pasteId);
    const counts = { queued: 0, waiting: 0, running: 0, done: 0 };
    for (const { state, count } of pasteId === null ? ofBatches.all() : ofPaste.all(pasteId)) {
      counts[state] = count;
    }
    // Those of a paste hold its leftovers, which are always queued.
    if (pasteId !== null) counts.queued -= resumable;
    const total = counts.queued + counts.waiting + counts.running + counts.done;
    return { total, ...counts, resumable, interrupted };
  }

  return {
    requests,
    progress,
    newestOf: (observableIds: readonly number[]) => newest.all(JSON.stringify(observableIds)),
  };
}
