import type { Observable } from '../../contract/observable.ts';
import { highestTlp } from '../../contract/tlp.ts';
import type { Tlp } from '../../contract/vocabulary.ts';
import type { Connection } from '../connection.ts';
import { createObservableLookup } from '../read/observable-lookup.ts';
import type { StoredObservable } from '../store.ts';

export type ObservableKeeper = ReturnType<typeof createObservableKeeper>;

export function createObservableKeeper(db: Connection, now: () => string) {
  // The clock may have been set back: seen times only ever widen.
  const upsert = db
    .prepare<{ type: string; value: string; now: string }, number>(
      `INSERT INTO observables (type, value, first_seen, last_seen) VALUES (@type, @value, @now, @now)
       ON CONFLICT (value, type) DO UPDATE SET
         first_seen = min(first_seen, excluded.first_seen), last_seen = max(last_seen, excluded.last_seen)
       RETURNING id`,
    )
    .pluck();
  const marking = db
    .prepare<[number], Tlp | null>('SELECT tlp FROM observables WHERE id = ?')
    .pluck();
  const mark = db.prepare<[Tlp | null, number]>('UPDATE observables SET tlp = ? WHERE id = ?');
  const lookup = createObservableLookup(db);

  /** The id of the value, seen now. */
  function keep({ type, value }: Observable): number {
    const id = upsert.get({ type, value, now: now() });
    if (id === undefined) throw new Error('an upsert gave no row');
    return id;
  }

  return {
    keep,
    saveObservable(observable: Observable, tlp: Tlp | null, lower = false): StoredObservable {
      const id = keep(observable);
      const before = lower ? null : (marking.get(id) ?? null);
      if (tlp !== null) mark.run(highestTlp([before, tlp]), id);
      const [stored] = lookup.byIds([id]);
      if (stored === undefined) throw new Error('an observable that was just stored is not there');
      return stored;
    },
  };
}
