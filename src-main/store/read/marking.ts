import type { Observable } from '../../contract/observable.ts';
import { highestTlp } from '../../contract/tlp.ts';
import type { Tlp } from '../../contract/vocabulary.ts';
import type { Connection } from '../connection.ts';

type Known = { id: number; type: string; value: string; tlp: Tlp | null };

/** The same for many values at once, of which those that are stored come back. */
export function createKnown(db: Connection) {
  // Each marking a row; a value without any still has the row of its own, empty one.
  const marks = db.prepare<[string], Known>(
    `WITH known AS MATERIALIZED (
       SELECT o.id, o.type, o.value, o.tlp FROM json_each(?) j CROSS JOIN observables o
       WHERE o.value = j.value ->> '$.value' AND o.type = j.value ->> '$.type')
     SELECT id, type, value, tlp FROM known
     UNION SELECT k.id, k.type, k.value, p.tlp FROM known k
       CROSS JOIN paste_observables po ON po.observable = k.id JOIN pastes p ON p.id = po.paste
     ORDER BY id`,
  );
  return (observables: readonly Observable[]): Known[] => {
    const wanted = observables.map(({ type, value }) => ({ type, value }));
    const known = new Map<number, Known>();
    for (const row of marks.all(JSON.stringify(wanted))) {
      const tlp = highestTlp([known.get(row.id)?.tlp ?? null, row.tlp]);
      known.set(row.id, { ...row, tlp });
    }
    return [...known.values()];
  };
}

/** The highest of every paste the observable stands in and its own marking. */
export function createMarking(db: Connection) {
  const marks = db
    .prepare<[number, number], Tlp | null>(
      `SELECT tlp FROM observables WHERE id = ?
       UNION SELECT p.tlp FROM paste_observables po JOIN pastes p ON p.id = po.paste WHERE po.observable = ?`,
    )
    .pluck();
  return (observableId: number): Tlp | null => highestTlp(marks.all(observableId, observableId));
}
