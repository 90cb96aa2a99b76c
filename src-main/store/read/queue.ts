import type { Connection } from '../connection.ts';
import type { QueueState } from '../store.ts';
import { createLeftoverCount } from './leftovers.ts';

type Counts = { total: number; done: number; open: number; others: number };
type Work = QueueState['work'][number];

/** Enough to tell how long a run takes now. */
const measuredRuns = 20;

/** What living processes have to do, as seen from one paste. Null for the paste: everything is its own. */
export function createQueueReader(db: Connection) {
  const isOwn = '(@paste IS NULL OR q.paste IS @paste)';
  const leftovers = createLeftoverCount(db);
  const counts = db.prepare<{ paste: number | null }, Counts>(
    `SELECT coalesce(sum(${isOwn}), 0) AS total,
       coalesce(sum(${isOwn} AND q.state = 'done'), 0) AS done,
       coalesce(sum(${isOwn} AND q.state <> 'done'), 0) AS open,
       coalesce(sum(NOT ${isOwn} AND q.state <> 'done'), 0) AS others
     FROM owners w CROSS JOIN requests q
     WHERE q.id >= w.batch_from AND q.owner = w.id AND q.batch = w.batch AND w.batch > 0`,
  );
  const work = db.prepare<{ paste: number | null }, Work & { enricher: number }>(
    `SELECT e.id AS enricher, e.name AS enricherId,
       sum(${isOwn}) AS own, sum(NOT ${isOwn}) AS others,
       count(DISTINCT CASE WHEN ${isOwn} THEN NULL ELSE coalesce(q.paste, 0) END) AS lines,
       min(CASE WHEN ${isOwn} AND q.state = 'waiting' THEN q.waiting_until END) AS waitingUntil, NULL AS meanMs
     FROM requests q INDEXED BY requests_open JOIN enrichers e ON e.id = q.enricher
     WHERE q.owner IS NOT NULL AND q.state <> 'done' GROUP BY e.id`,
  );
  const mean = db
    .prepare<[number], number | null>(
      `SELECT round(avg((julianday(ended_at) - julianday(started_at)) * 86400000)) FROM (
         SELECT started_at, ended_at FROM runs WHERE enricher = ? AND outcome IN ('ok', 'no_data', 'error', 'timeout')
         ORDER BY started_at DESC LIMIT ${measuredRuns})`,
    )
    .pluck();

  return {
    queueState(pasteId: number | null): QueueState {
      const { total, done, open, others } = counts.get({ paste: pasteId }) ?? nothing;
      return {
        total,
        done,
        open,
        others,
        ...leftovers(null),
        work: work.all({ paste: pasteId }).map(({ enricher, ...one }) => ({
          ...one,
          meanMs: one.own === 0 ? null : positive(mean.get(enricher) ?? null),
        })),
      };
    },
  };
}

const nothing: Counts = { total: 0, done: 0, open: 0, others: 0 };

/** A clock that went back during a run makes it end before it began. */
function positive(milliseconds: number | null): number | null {
  return milliseconds === null ? null : Math.max(0, milliseconds);
}
