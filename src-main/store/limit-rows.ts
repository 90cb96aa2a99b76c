import { freshStates, type LimitStates, movedBack } from '../limits/judge.ts';
import type { LimitKey } from '../limits/limits.ts';
import type { Connection } from './connection.ts';

type Part = keyof LimitStates;
const parts = ['breaker', 'hold', 'bucket', 'quota'] as const satisfies readonly Part[];

/** Messages of several processes overtake each other by so much; what is further ahead is a clock that went back. */
const overtakingMs = 5000;
/** A tunnel takes ten minutes at most, all else less: whoever held the lease did not come to give it back. */
const leaseMs = 660_000;
/** No hold, quota or rate reaches further back than a month. */
const rememberedMs = 32 * 86_400_000;

export type LoadedLimits = {
  readonly states: LimitStates;
  /** requests under way */
  readonly under: number;
  /** the caller's time, or that of the newest row where another process was a moment ahead */
  readonly now: number;
  readonly clockWentBack: boolean;
};

export function createLimitRows(db: Connection) {
  const row = db.prepare<[string, string], { seenAt: number; state: string }>(
    'SELECT seen_at AS seenAt, state FROM limits WHERE kind = ? AND key = ?',
  );
  const leases = db
    .prepare<[string, number, number], number>(
      'SELECT count(*) FROM limit_leases WHERE key = ? AND taken_at BETWEEN ? AND ?',
    )
    .pluck();

  return {
    /** Something is remembered of this very host. */
    isKnown(key: LimitKey): boolean {
      return parts.some(
        (part) => part !== 'quota' && row.get(part, partKey(part, key)) !== undefined,
      );
    },

    load(key: LimitKey, time: number): LoadedLimits {
      let seen = 0;
      let states: LimitStates = freshStates;
      for (const part of parts) {
        const stored = row.get(part, partKey(part, key));
        if (stored === undefined) continue;
        seen = Math.max(seen, stored.seenAt);
        states = { ...states, [part]: JSON.parse(stored.state) };
      }
      const back = seen - time;
      const under = leases.get(leaseKey(key), time - leaseMs, time + leaseMs) ?? 0;
      return back > overtakingMs
        ? { states: movedBack(states, back), under, now: time, clockWentBack: true }
        : { states, under, now: Math.max(time, seen), clockWentBack: false };
    },
  };
}

/** Hosts are of an enricher's choice, where it declares `*.example.com`: what was last told long ago goes. */
export function forgetOldLimits(db: Connection, time: number): void {
  db.prepare<[number]>('DELETE FROM limits WHERE seen_at < ?').run(time - rememberedMs);
  db.prepare<[number]>('DELETE FROM limit_leases WHERE taken_at < ?').run(time - rememberedMs);
}

/** Writes what has changed. */
export function createLimitKeeper(db: Connection) {
  const put = db.prepare<[string, string, number, string]>(
    `INSERT INTO limits (kind, key, seen_at, state) VALUES (?, ?, ?, ?)
     ON CONFLICT (kind, key) DO UPDATE SET seen_at = excluded.seen_at, state = excluded.state`,
  );
  const remove = db.prepare<[string, string]>('DELETE FROM limits WHERE kind = ? AND key = ?');

  return (key: LimitKey, before: LoadedLimits, after: LimitStates): void => {
    for (const part of parts) {
      if (after[part] === before.states[part] && !before.clockWentBack) continue;
      if (after[part] === freshStates[part]) remove.run(part, partKey(part, key));
      else put.run(part, partKey(part, key), before.now, JSON.stringify(after[part]));
    }
  };
}

/** Where a source takes only so many at a time. */
export function leaseKey({ scope, identity, host }: LimitKey): string {
  return JSON.stringify([scope, identity, host]);
}

function partKey(part: Part, { scope, identity, host }: LimitKey): string {
  switch (part) {
    case 'breaker':
      return host;
    case 'hold':
      return JSON.stringify([host, identity]);
    case 'bucket':
      return JSON.stringify([scope, identity, host]);
    case 'quota':
      return JSON.stringify([scope, identity]);
  }
}
