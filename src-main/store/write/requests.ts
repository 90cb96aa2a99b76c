import { Failure } from '../../contract/failure.ts';
import type { Connection } from '../connection.ts';
import type { CancelQuery, LeftoverSkip, NewRequest, RequestEnd } from '../store.ts';
import { createBatches } from './batches.ts';
import type { Queue } from './queue.ts';
import type { Line, Turns } from './turns.ts';

export function createRequestWriter(
  db: Connection,
  { owner, queue, turns }: { owner: number; queue: Queue; turns: Turns },
) {
  const batches = createBatches(db, owner);
  const end = db.prepare<{
    id: number;
    outcome: string;
    reason: string;
    sentence: string;
    until: string | null;
  }>(
    `UPDATE requests SET state = 'done', waiting_until = @until,
       outcome = @outcome, reason = @reason, sentence = @sentence WHERE id = @id AND state <> 'done'`,
  );
  const reuse = db.prepare<[number, number]>(
    "UPDATE requests SET state = 'done', waiting_until = NULL, reason = NULL, sentence = NULL, run = ?, reused = 1 WHERE id = ? AND state <> 'done'",
  );
  const cancel = db
    .prepare<
      {
        ids: string | null;
        pasteId: number | null;
        observables: string | null;
        enricher: string | null;
        sentence: string;
      },
      number
    >(
      `UPDATE requests INDEXED BY requests_open SET state = 'done', waiting_until = NULL,
         outcome = 'cancelled', reason = 'cancelled', sentence = @sentence
       WHERE state IN ('queued', 'waiting') AND state <> 'done'
         AND (@ids IS NULL OR id IN (SELECT value FROM json_each(@ids)))
         AND (@pasteId IS NULL OR paste = @pasteId)
         AND (@observables IS NULL OR observable IN (SELECT value FROM json_each(@observables)))
         AND (@enricher IS NULL OR enricher = (SELECT id FROM enrichers WHERE name = @enricher))
       RETURNING id`,
    )
    .pluck();
  const prefer = db.prepare<{ observables: string; owner: number }>(
    `UPDATE requests SET priority = 1 WHERE owner = @owner AND state IN ('queued', 'waiting') AND priority < 1
       AND id IN (SELECT n.request FROM json_each(@observables) j JOIN enrichments n ON n.observable = j.value)`,
  );
  const takeOver = db.prepare<[number, number]>(
    "UPDATE requests SET owner = ?, batch = ?, reason = NULL WHERE owner IS NULL AND state IN ('queued', 'waiting') AND state <> 'done'",
  );
  const skipLeftover = db.prepare<{ enrichers: string; reason: string; sentence: string }>(
    `UPDATE requests SET state = 'done', outcome = 'skipped', reason = @reason, sentence = @sentence
     WHERE owner IS NULL AND state IN ('queued', 'waiting') AND state <> 'done'
       AND enricher IN (SELECT id FROM enrichers WHERE name IN (SELECT value FROM json_each(@enrichers)))`,
  );
  const discard = db.prepare<[string]>(
    `UPDATE requests SET state = 'done', outcome = 'cancelled', reason = 'discarded', sentence = ?
     WHERE owner IS NULL AND state IN ('queued', 'waiting') AND state <> 'done'`,
  );
  const firstLeftover = db
    .prepare<[], number | null>(
      "SELECT min(id) FROM requests WHERE owner IS NULL AND state IN ('queued', 'waiting') AND state <> 'done'",
    )
    .pluck();

  return {
    addRequests(requests: readonly NewRequest[]): number[] {
      const lines = new Map<number | null, Line>();
      return requests.map((request) => {
        const { pasteId } = request;
        const line = lines.get(pasteId) ?? turns.lineOf(pasteId);
        lines.set(pasteId, line);
        return queue(request, line);
      });
    },

    endRequest(id: number, ending: RequestEnd): void {
      const { changes } =
        ending.kind === 'reused'
          ? reuse.run(ending.runId, id)
          : end.run({
              id,
              outcome: ending.kind,
              reason: ending.reason,
              sentence: ending.sentence,
              until: ('until' in ending ? ending.until : null) ?? null,
            });
      mustChange(changes);
    },

    preferRequests(observableIds: readonly number[]): void {
      prefer.run({ observables: JSON.stringify(observableIds), owner });
    },

    cancelRequests(which: CancelQuery, sentence: string): number[] {
      return cancel.all({
        ids: which.ids === undefined ? null : JSON.stringify(which.ids),
        pasteId: which.pasteId ?? null,
        observables: which.observableIds === undefined ? null : JSON.stringify(which.observableIds),
        enricher: which.enricherId ?? null,
        sentence,
      });
    },

    resumeLeftover(except?: LeftoverSkip): number {
      if (except !== undefined) {
        const { enricherIds, reason, sentence } = except;
        skipLeftover.run({ enrichers: JSON.stringify(enricherIds), reason, sentence });
      }
      const first = firstLeftover.get() ?? null;
      if (first === null) return 0;
      turns.moveLeftover();
      return takeOver.run(owner, batches.join(first)).changes;
    },

    discardLeftover(): number {
      return discard.run('Left over from an earlier session and discarded.').changes;
    },
  };
}

function mustChange(changes: number): void {
  if (changes === 0) throw new Failure('NOT_FOUND', 'That request has ended already.');
}
