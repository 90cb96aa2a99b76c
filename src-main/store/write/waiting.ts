import { Failure } from '../../contract/failure.ts';
import type { Connection } from '../connection.ts';
import type { RequestHold } from '../store.ts';
import { createBatches } from './batches.ts';

/** Requests that a limit keeps back. */
export function createWaiting(
  db: Connection,
  { owner, now }: { owner: number; now: () => string },
) {
  const batches = createBatches(db, owner);
  const hold = db.prepare<
    Omit<RequestHold, 'refused'> & {
      id: number;
      now: string;
      refused: number;
      attempts: number;
    }
  >(
    `UPDATE requests SET state = 'waiting', run = NULL, waiting_until = @until, held_at = @now,
       reason = @reason, sentence = @sentence, attempts = attempts + @attempts,
       refused_since = CASE WHEN @refused THEN coalesce(refused_since, @now) ELSE refused_since END
     WHERE id = @id AND state <> 'done'`,
  );
  const requestOf = db
    .prepare<[number], number>('SELECT request FROM runs WHERE id = ? AND outcome IS NULL')
    .pluck();
  const remove = db.prepare<[number]>('DELETE FROM runs WHERE id = ? AND outcome IS NULL');
  const resume = db
    .prepare<{ ids: string; owner: number; batch: number; now: string }, string>(
      `UPDATE requests SET state = 'waiting', owner = @owner, batch = @batch, held_at = @now, outcome = NULL, refused_since = NULL
       WHERE id IN (SELECT value FROM json_each(@ids)) AND state = 'done' AND outcome = 'skipped'
         AND waiting_until IS NOT NULL
       RETURNING waiting_until`,
    )
    .pluck();

  function holdOne(id: number, { refused, ...rest }: RequestHold, attempts: number): void {
    const { changes } = hold.run({ ...rest, id, now: now(), refused: refused ? 1 : 0, attempts });
    if (changes === 0) throw new Failure('NOT_FOUND', 'That request has ended already.');
  }

  return {
    holdRequest(id: number, why: RequestHold): void {
      holdOne(id, why, 0);
    },

    withdrawRun(runId: number, why: RequestHold): void {
      const request = requestOf.get(runId);
      if (request === undefined) throw new Failure('NOT_FOUND', 'That run has ended already.');
      holdOne(request, why, 1);
      remove.run(runId);
    },

    resumeThen(ids: readonly number[]): { resumed: number; until: string[] } {
      const batch = batches.join(Math.min(...ids));
      const until = resume.all({ ids: JSON.stringify(ids), owner, batch, now: now() });
      return { resumed: until.length, until };
    },
  };
}
