import { learned, taken, waitOf } from '../../limits/judge.ts';
import type {
  Leave,
  Lesson,
  LimitAnswer,
  LimitKey,
  Limits,
  SaidUsage,
} from '../../limits/limits.ts';
import { sayUsage } from '../../limits/quota.ts';
import type { Connection } from '../connection.ts';
import { createLimitKeeper, createLimitRows, leaseKey } from '../limit-rows.ts';

export function createLimitWriter(
  db: Connection,
  { owner, now }: { owner: number; now: () => string },
) {
  const rows = createLimitRows(db);
  const keep = createLimitKeeper(db);
  const insertLease = db.prepare<[string, number, number]>(
    'INSERT INTO limit_leases (key, owner, taken_at) VALUES (?, ?, ?)',
  );
  const endLease = db.prepare<[number]>('DELETE FROM limit_leases WHERE id = ?');
  const time = () => Date.parse(now());

  return {
    takeLimit(key: LimitKey, limits: Limits): LimitAnswer {
      const loaded = rows.load(key, time());
      const wait = waitOf(loaded.states, limits, loaded.under, loaded.now);
      if (wait !== null) {
        if (loaded.clockWentBack) keep(key, loaded, loaded.states);
        return { wait };
      }
      keep(key, loaded, taken(loaded.states, limits, loaded.now));
      const lease =
        limits.concurrency === null
          ? null
          : Number(insertLease.run(leaseKey(key), owner, loaded.now).lastInsertRowid);
      return { leave: { sentAt: loaded.now, lease } };
    },

    learnLimit(key: LimitKey, leave: Leave, lesson: Lesson): void {
      if (leave.lease !== null) endLease.run(leave.lease);
      const loaded = rows.load(key, time());
      keep(key, loaded, learned(loaded.states, leave.sentAt, lesson, loaded.now));
    },

    claimUsageQuestion(key: LimitKey, everyMs: number): boolean {
      const loaded = rows.load(key, time());
      const { quota } = loaded.states;
      if (loaded.now - quota.askedAt < everyMs) return false;
      keep(key, loaded, { ...loaded.states, quota: { ...quota, askedAt: loaded.now } });
      return true;
    },

    saidUsage(key: LimitKey, usage: SaidUsage): void {
      const loaded = rows.load(key, time());
      const quota = sayUsage(loaded.states.quota, usage, loaded.now, loaded.now);
      keep(key, loaded, { ...loaded.states, quota });
    },
  };
}
