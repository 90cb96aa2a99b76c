import { recordField } from '../../contract/observable.ts';
import type { Choice, Trigger } from '../../contract/vocabulary.ts';
import type { Connection } from '../connection.ts';
import { createMarking } from '../read/marking.ts';
import { storedObservable } from '../read/observable-lookup.ts';
import type { ClaimedRequest } from '../store.ts';

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

/** Taking from the queue: only this process's own requests, and those whose wait is over with them. */
export function createClaims(db: Connection, owner: number, now: () => string) {
  // Put aside in what is the future now: the clock went back, and how long is left cannot be told.
  const waitIsOver = db.prepare<{ owner: number; now: string }>(
    `UPDATE requests SET state = 'queued', waiting_until = NULL, reason = NULL, sentence = NULL
     WHERE owner = @owner AND state = 'waiting' AND state <> 'done' AND (waiting_until <= @now OR held_at > @now)`,
  );
  const next = db.prepare<[number, number], Row>(
    `SELECT q.id, q.paste AS pasteId, q.observable AS observableId, e.name AS enricherId, q.trigger,
       q.choice, q.fresh, q.fields, q.priority, q.created_at AS createdAt,
       q.attempts, q.refused_since AS refusedSince,
       o.type, o.value, po.noise, po.nested, po.field,
       q.paste IS NOT NULL AND po.paste IS NULL AS isGone
     FROM requests q
       JOIN enrichers e ON e.id = q.enricher
       JOIN observables o ON o.id = q.observable
       LEFT JOIN paste_observables po ON po.paste = q.paste AND po.observable = q.observable
     WHERE q.owner = ? AND q.state = 'queued' AND q.state <> 'done' ORDER BY q.priority DESC, q.id LIMIT ?`,
  );
  const take = db.prepare<[number]>("UPDATE requests SET state = 'running' WHERE id = ?");
  const marking = createMarking(db);

  return {
    claimRequests(limit: number): ClaimedRequest[] {
      waitIsOver.run({ owner, now: now() });
      return next.all(owner, limit).map((row) => {
        take.run(row.id);
        const { type, value, noise, nested, fresh, fields, field, isGone, ...request } = row;
        return {
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
      });
    },
  };
}

function parseFields(fields: string): Record<string, string> {
  const parsed: Record<string, string> = JSON.parse(fields);
  return parsed;
}
