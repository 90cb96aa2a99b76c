import { highestTlp } from '../../contract/tlp.ts';
import type { Tlp } from '../../contract/vocabulary.ts';
import type { Connection } from '../connection.ts';

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
