import type { Connection } from '../connection.ts';

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
