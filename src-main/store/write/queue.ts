import type { Connection } from '../connection.ts';
import type { NewRequest } from '../store.ts';
import type { Names } from './names.ts';
import type { Line } from './turns.ts';

type InsertedRequest = Omit<NewRequest, 'enricherId' | 'fresh' | 'fields'> & {
  owner: number;
  batch: number;
  enricher: number;
  turn: number;
  fresh: number;
  fields: string | null;
  now: string;
};

/** Puts a request into the queue, at its turn, and gives its id. */
export type Queue = (request: NewRequest, line: Line) => number;

export function createQueue(
  db: Connection,
  { owner, now, names }: { owner: number; now: () => string; names: Names },
): Queue {
  const insert = db.prepare<InsertedRequest>(
    `INSERT INTO requests
       (paste, observable, enricher, owner, batch, state, priority, turn, trigger, choice, fresh, fields, created_at)
     VALUES (@pasteId, @observableId, @enricher, @owner, @batch, 'queued', @priority, @turn, @trigger, @choice, @fresh, @fields, @now)`,
  );
  const isNewest = db.prepare<[number, number, number]>(
    `INSERT INTO enrichments (observable, enricher, request) VALUES (?, ?, ?)
     ON CONFLICT (observable, enricher) DO UPDATE SET request = excluded.request`,
  );

  return ({ enricherId, fresh, fields, ...request }, line) => {
    const enricher = names.enricher(enricherId);
    const inserted = insert.run({
      ...request,
      owner,
      batch: line.batch,
      enricher,
      turn: line.turn(enricher, request.priority),
      fresh: fresh ? 1 : 0,
      fields: Object.keys(fields).length === 0 ? null : JSON.stringify(fields),
      now: now(),
    });
    const id = Number(inserted.lastInsertRowid);
    isNewest.run(request.observableId, enricher, id);
    return id;
  };
}
