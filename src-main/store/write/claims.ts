import { recordField } from '../../contract/observable.ts';
import type { Choice, Trigger } from '../../contract/vocabulary.ts';
import type { Connection } from '../connection.ts';
import { createMarking } from '../read/marking.ts';
import { storedObservable } from '../read/observable-lookup.ts';
import type { ClaimedRequest, Slots } from '../store.ts';
import type { Names } from './names.ts';
import { type Head, takeInTurn } from './take-in-turn.ts';

type Row = {
  id: number;
  pasteId: number | null;
  observableId: number;
  enricherId: string;
  trigger: Trigger;
  choice: Choice;
  fresh: number;
  fields: string | null;
  /** what the value stood in, in the paste that it is asked for */
  field: string | null;
  priority: number;
  createdAt: string;
  attempts: number;
  refusedSince: string | null;
  type: string;
  value: string;
  noise: string | null;
  nested: number | null;
  isGone: number;
};

/*
 * `state <> 'done'` beside `state = …` says nothing new, but only with it does SQLite use the index of the open ones.
 */

const queuedAgain = "state = 'queued', waiting_until = NULL, reason = NULL, sentence = NULL";

/** Taking from the queue, in turn: only this process's own requests, and those whose wait is over with them. */
export function createClaims(
  db: Connection,
  { owner, now, names }: { owner: number; now: () => string; names: Names },
) {
  const waitIsOver = db.prepare<{ owner: number; now: string }>(
    `UPDATE requests INDEXED BY requests_waiting SET ${queuedAgain}
     WHERE state = 'waiting' AND owner = @owner AND waiting_until <= @now`,
  );
  const putAsideLater = db.prepare<{ owner: number; now: string }>(
    `UPDATE requests INDEXED BY requests_waiting SET ${queuedAgain}
     WHERE state = 'waiting' AND owner = @owner AND held_at > @now`,
  );
  const heads = db.prepare<{ owner: number; limit: number; resting: string }, Head>(
    `SELECT q.id, q.enricher, q.priority
     FROM enrichers e CROSS JOIN requests q ON q.id IN (
       SELECT id FROM requests WHERE owner = @owner AND state = 'queued' AND state <> 'done' AND enricher = e.id
       ORDER BY priority DESC, turn, id LIMIT @limit)
     WHERE e.name NOT IN (SELECT value FROM json_each(@resting))
     ORDER BY q.enricher, q.priority DESC, q.turn, q.id`,
  );
  const byId = db.prepare<[number], Row>(
    `SELECT q.id, q.paste AS pasteId, q.observable AS observableId, e.name AS enricherId, q.trigger,
       q.choice, q.fresh, q.fields, q.priority, q.created_at AS createdAt,
       q.attempts, q.refused_since AS refusedSince,
       o.type, o.value, po.noise, po.nested, po.field,
       q.paste IS NOT NULL AND po.paste IS NULL AS isGone
     FROM requests q
       JOIN enrichers e ON e.id = q.enricher
       JOIN observables o ON o.id = q.observable
       LEFT JOIN paste_observables po ON po.paste = q.paste AND po.observable = q.observable
     WHERE q.id = ?`,
  );
  const putBack = db.prepare<{ owner: number; held: string }>(
    `UPDATE requests SET state = 'queued' WHERE owner = @owner AND state = 'running' AND state <> 'done'
       AND run IS NULL AND id NOT IN (SELECT value FROM json_each(@held))`,
  );
  const take = db.prepare<[number]>("UPDATE requests SET state = 'running' WHERE id = ?");
  const marking = createMarking(db);
  let served: readonly number[] = [];
  let lookedAt = '';

  function endWaits(): void {
    const time = now();
    // Put aside in what is the future now: the clock went back, and how long is left cannot be told.
    if (time < lookedAt) putAsideLater.run({ owner, now: time });
    waitIsOver.run({ owner, now: time });
    lookedAt = time;
  }

  function nextOnes(limit: number, slots: Slots): number[] {
    const next = heads.all({ owner, limit, resting: JSON.stringify(slots.resting) });
    const taken = Object.entries(slots.taken).map(
      ([id, count]) => [names.enricher(id), count] as const,
    );
    const ids = takeInTurn(next, { limit, taken: new Map(taken), served });
    const enricherOf = new Map(next.map(({ id, enricher }) => [id, enricher]));
    const serving = new Set(ids.flatMap((id) => enricherOf.get(id) ?? []));
    served = [...served.filter((enricher) => !serving.has(enricher)), ...serving];
    return ids;
  }

  return {
    putBackClaims(held: readonly number[]): void {
      putBack.run({ owner, held: JSON.stringify(held) });
    },

    claimRequests(limit: number, slots: Slots = { taken: {}, resting: [] }): ClaimedRequest[] {
      endWaits();
      return nextOnes(limit, slots).flatMap((id) => {
        const row = byId.get(id);
        if (row === undefined) return [];
        take.run(id);
        const { type, value, noise, nested, fresh, fields, field, isGone, ...request } = row;
        const claimed: ClaimedRequest = {
          ...request,
          fresh: fresh === 1,
          isGone: isGone === 1,
          fields: {
            ...(field === null ? {} : { [recordField]: field }),
            ...(fields === null ? {} : parseFields(fields)),
          },
          observable: storedObservable({ id: row.observableId, type, value, noise, nested }),
          tlp: marking(row.observableId),
        };
        return [claimed];
      });
    },
  };
}

function parseFields(fields: string): Record<string, string> {
  const parsed: Record<string, string> = JSON.parse(fields);
  return parsed;
}
