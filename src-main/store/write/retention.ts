import { Failure } from '../../contract/failure.ts';
import type { Connection } from '../connection.ts';
import { isRemovable, usedBytes } from '../read/retention.ts';
import type { RetentionStep } from '../store.ts';
import { createRunRemoval } from './removal.ts';

/** Runs that one step looks at; most of them may have to stay. */
const lookedAt = 2000;

export function createRetentionWriter(db: Connection, now: () => string) {
  const pin = db.prepare<{ id: number; now: string }>(
    `INSERT INTO pins (run, pinned_at) SELECT id, @now FROM runs WHERE id = @id AND outcome IS NOT NULL
     ON CONFLICT (run) DO UPDATE SET pinned_at = pinned_at`,
  );
  const unpin = db.prepare<[number]>('DELETE FROM pins WHERE run = ?');
  const newest = db.prepare<[], number | null>('SELECT max(id) FROM runs').pluck();
  const removable = db
    .prepare<{ from: number; to: number; before: string; limit: number }, number>(
      `SELECT r.id FROM runs r WHERE r.id BETWEEN @from AND @to AND r.started_at < @before AND ${isRemovable}
       ORDER BY r.id LIMIT @limit`,
    )
    .pluck();
  const used = usedBytes(db);
  const remove = createRunRemoval(db);

  return {
    pinRun(id: number, pinned: boolean): void {
      if (!pinned) unpin.run(id);
      else if (pin.run({ id, now: now() }).changes === 0) {
        throw new Failure('NOT_FOUND', `There is no finished run ${id}.`);
      }
    },

    retain({ before, mostBytes, from, limit }: RetentionStep): {
      removed: number;
      next: number | null;
    } {
      if (mostBytes !== null && used() <= mostBytes) return { removed: 0, next: null };
      const to = from + lookedAt;
      const ids = removable.all({ from, to, before, limit });
      for (const id of ids) remove(id);
      const next = ids.length === limit ? (ids.at(-1) ?? to) + 1 : to + 1;
      return { removed: ids.length, next: next > (newest.get() ?? 0) ? null : next };
    },
  };
}
