import { waitOf } from '../../limits/judge.ts';
import type { LimitWait } from '../../limits/limits.ts';
import { standingOf } from '../../limits/quota.ts';
import type { Connection } from '../connection.ts';
import { createLimitRows } from '../limit-rows.ts';
import type { LimitQuery, LimitStanding } from '../store.ts';

export function createLimitReader(db: Connection) {
  const rows = createLimitRows(db);

  return {
    limitStanding({ scope, identity, hosts, limits, now }: LimitQuery): LimitStanding {
      const time = Date.parse(now);
      // Without a host that was asked before only the quota can be told.
      const asked = hosts.filter((host) => rows.isKnown({ scope, identity, host }));
      const loaded = (asked.length === 0 ? [''] : asked).map((host) =>
        rows.load({ scope, identity, host }, time),
      );
      const waits = loaded.map(({ states, under, now: at, clockWentBack }) =>
        // What was remembered ahead of the clock is put right by the next one that takes leave.
        clockWentBack ? null : waitOf(states, limits, under, at),
      );
      const [first] = loaded;
      return {
        wait: earliest(waits),
        quota: first === undefined ? null : standingOf(first.states.quota, limits.quota, first.now),
      };
    },
  };
}

function earliest(waits: readonly (LimitWait | null)[]): LimitWait | null {
  return waits.reduce((one, other) =>
    one === null || other === null ? null : other.until < one.until ? other : one,
  );
}
