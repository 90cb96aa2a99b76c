import type { Connection } from '../connection.ts';
import { createBatches } from './batches.ts';

/** Requests of one paste, or of one call without a paste, that are queued together. */
export type Line = {
  readonly batch: number;
  /** the turn of the next one in the queue of this enricher */
  readonly turn: (enricher: number, priority: number) => number;
};

export type Turns = ReturnType<typeof createTurns>;

/**
 * Pastes take turns: a request stands behind as many of every other paste as of its own. Who comes later begins at
 * the turn that is served now, so a paste of one is next whatever else is queued.
 */
export function createTurns(db: Connection, owner: number) {
  const batches = createBatches(db, owner);
  const served = db
    .prepare<{ owner: number; enricher: number; priority: number }, number | null>(
      `SELECT min(turn) FROM (
         SELECT min(turn) AS turn FROM requests WHERE owner = @owner AND state = 'queued' AND state <> 'done'
           AND enricher = @enricher AND priority = @priority
         UNION ALL
         SELECT min(turn) FROM requests WHERE owner = @owner AND state = 'waiting' AND state <> 'done'
           AND enricher = @enricher AND priority = @priority)`,
    )
    .pluck();
  const lastOfPaste = db
    .prepare<[number, number], number | null>(
      `SELECT max(turn) FROM requests INDEXED BY requests_by_paste
       WHERE paste = ? AND state IN ('queued', 'waiting') AND enricher = ?`,
    )
    .pluck();

  const leftover = db.prepare<[], { enricher: number; priority: number; turn: number }>(
    `SELECT enricher, priority, min(turn) AS turn FROM requests
     WHERE owner IS NULL AND state IN ('queued', 'waiting') AND state <> 'done' GROUP BY enricher, priority`,
  );
  const move = db.prepare<{ enricher: number; priority: number; by: number }>(
    `UPDATE requests SET turn = turn + @by WHERE owner IS NULL AND state IN ('queued', 'waiting') AND state <> 'done'
       AND enricher = @enricher AND priority = @priority`,
  );

  return {
    lineOf(pasteId: number | null): Line {
      const next = new Map<string, number>();
      return {
        batch: batches.join(null),
        turn(enricher, priority) {
          const key = `${enricher} ${priority}`;
          const turn = next.get(key) ?? first(pasteId, enricher, priority);
          next.set(key, turn + 1);
          return turn;
        },
      };
    },
    /** What a process that has ended left begins at the turn that is served now, as anybody who comes. */
    moveLeftover(): void {
      for (const { enricher, priority, turn } of leftover.all()) {
        move.run({ enricher, priority, by: first(null, enricher, priority) - turn });
      }
    },
  };

  function first(pasteId: number | null, enricher: number, priority: number): number {
    const now = served.get({ owner, enricher, priority }) ?? 0;
    const last = pasteId === null ? null : (lastOfPaste.get(pasteId, enricher) ?? null);
    return last === null ? now : Math.max(now, last + 1);
  }
}
