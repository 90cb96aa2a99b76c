import { Failure } from '../../contract/failure.ts';
import type { Connection } from '../connection.ts';
import type { LeftoverSkip, NewRequest, RequestEnd } from '../store.ts';
import type { Names } from './names.ts';

type InsertedRequest = Omit<NewRequest, 'enricherId' | 'fresh' | 'fields'> & {
  owner: number;
  batch: number;
  enricher: number;
  fresh: number;
  fields: string | null;
  now: string;
};

export function createRequestWriter(
  db: Connection,
  { owner, now, names }: { owner: number; now: () => string; names: Names },
) {
  const batches = createBatches(db, owner);
  const insert = db.prepare<InsertedRequest>(
    `INSERT INTO requests
       (paste, observable, enricher, owner, batch, state, priority, trigger, choice, fresh, fields, created_at)
     VALUES (@pasteId, @observableId, @enricher, @owner, @batch, 'queued', @priority, @trigger, @choice, @fresh, @fields, @now)`,
  );
  const isNewest = db.prepare<[number, number, number]>(
    `INSERT INTO enrichments (observable, enricher, request) VALUES (?, ?, ?)
     ON CONFLICT (observable, enricher) DO UPDATE SET request = excluded.request`,
  );
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
      { ids: string | null; pasteId: number | null; observables: string | null; sentence: string },
      number
    >(
      `UPDATE requests INDEXED BY requests_open SET state = 'done', waiting_until = NULL,
         outcome = 'cancelled', reason = 'cancelled', sentence = @sentence
       WHERE state IN ('queued', 'waiting') AND state <> 'done'
         AND (@ids IS NULL OR id IN (SELECT value FROM json_each(@ids)))
         AND (@pasteId IS NULL OR paste = @pasteId)
         AND (@observables IS NULL OR observable IN (SELECT value FROM json_each(@observables)))
       RETURNING id`,
    )
    .pluck();
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
      const batch = batches.join(null);
      const ids = requests.map(({ enricherId, fresh, fields, ...request }) => {
        const enricher = names.enricher(enricherId);
        const inserted = insert.run({
          ...request,
          owner,
          batch,
          enricher,
          fresh: fresh ? 1 : 0,
          fields: Object.keys(fields).length === 0 ? null : JSON.stringify(fields),
          now: now(),
        });
        const id = Number(inserted.lastInsertRowid);
        isNewest.run(request.observableId, enricher, id);
        return id;
      });
      return ids;
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

    cancelRequests(
      which: { ids?: readonly number[]; pasteId?: number; observableIds?: readonly number[] },
      sentence: string,
    ): number[] {
      return cancel.all({
        ids: which.ids === undefined ? null : JSON.stringify(which.ids),
        pasteId: which.pasteId ?? null,
        observables: which.observableIds === undefined ? null : JSON.stringify(which.observableIds),
        sentence,
      });
    },

    resumeLeftover(except?: LeftoverSkip): number {
      if (except !== undefined) {
        const { enricherIds, reason, sentence } = except;
        skipLeftover.run({ enrichers: JSON.stringify(enricherIds), reason, sentence });
      }
      const first = firstLeftover.get() ?? null;
      return first === null ? 0 : takeOver.run(owner, batches.join(first)).changes;
    },

    discardLeftover(): number {
      return discard.run('Left over from an earlier session and discarded.').changes;
    },
  };
}

/** What was asked for while something was still to be done is one batch. */
export function createBatches(db: Connection, owner: number) {
  const isIdle = db
    .prepare<[number], number>(
      "SELECT NOT EXISTS (SELECT 1 FROM requests WHERE owner = ? AND state <> 'done')",
    )
    .pluck();
  const next = db
    .prepare<[], number>(
      "SELECT coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'requests'), 0) + 1",
    )
    .pluck();
  const begin = db.prepare<[number, number]>(
    'UPDATE owners SET batch = batch + 1, batch_from = ? WHERE id = ?',
  );
  const widen = db.prepare<[number, number]>(
    'UPDATE owners SET batch_from = min(batch_from, ?) WHERE id = ?',
  );
  const current = db.prepare<[number], number>('SELECT batch FROM owners WHERE id = ?').pluck();

  return {
    /** The batch that requests from this id on (null: new ones) belong to. */
    join(from: number | null): number {
      if (isIdle.get(owner) === 1) begin.run(from ?? next.get() ?? 0, owner);
      else if (from !== null) widen.run(from, owner);
      return current.get(owner) ?? 0;
    },
  };
}

function mustChange(changes: number): void {
  if (changes === 0) throw new Failure('NOT_FOUND', 'That request has ended already.');
}
