import { Failure } from '../../contract/failure.ts';
import { fieldsWith } from '../../contract/observable.ts';
import type { Connection } from '../connection.ts';
import type { ObservableKeeper } from './observables.ts';

/** What the analyst corrects after submitting: a value leaves a paste, or stands there as another type. */
export function createPasteEdits(db: Connection, observables: ObservableKeeper) {
  const unlink = db.prepare<[number, number]>(
    'DELETE FROM paste_observables WHERE paste = ? AND observable = ?',
  );
  const countDown = db.prepare<[number]>('UPDATE observables SET pastes = pastes - 1 WHERE id = ?');
  const countUp = db.prepare<[number]>('UPDATE observables SET pastes = pastes + 1 WHERE id = ?');
  const dropOccurrences = db.prepare<[number, number]>(
    'DELETE FROM occurrences WHERE paste = ? AND observable = ?',
  );
  const moveOccurrences = db.prepare<[number, number, number]>(
    'UPDATE occurrences SET observable = ?, noise = NULL WHERE paste = ? AND observable = ?',
  );
  // Where the value stands there already, the two become one at the earlier place.
  const relink = db.prepare<{ paste: number; from: number; to: number; field: string | null }>(
    `INSERT INTO paste_observables (paste, observable, position, noise, nested, field)
       SELECT paste, @to, position, NULL, nested, @field FROM paste_observables
       WHERE paste = @paste AND observable = @from
     ON CONFLICT (paste, observable) DO UPDATE SET position = min(position, excluded.position),
       noise = NULL, nested = min(nested, excluded.nested), field = excluded.field`,
  );
  const fieldIn = db
    .prepare<[number, number], string | null>(
      'SELECT field FROM paste_observables WHERE paste = ? AND observable = ?',
    )
    .pluck();
  const isLinked = db
    .prepare<[number, number], number>(
      'SELECT 1 FROM paste_observables WHERE paste = ? AND observable = ?',
    )
    .pluck();

  return {
    editObservable(
      paste: number,
      observable: number,
      edit: { drop: true } | { asType: string; value: string },
    ): void {
      if (isLinked.get(paste, observable) === undefined) {
        throw new Failure('NOT_FOUND', 'That value does not stand in the paste any more.');
      }
      if ('drop' in edit) {
        dropOccurrences.run(paste, observable);
      } else {
        const to = observables.keep({ type: edit.asType, value: edit.value });
        if (to === observable) return;
        if (isLinked.get(paste, to) === undefined) countUp.run(to);
        const added = fieldIn.get(paste, observable)?.split(', ') ?? [];
        const field = added.reduce(fieldsWith, fieldIn.get(paste, to) ?? null);
        relink.run({ paste, from: observable, to, field });
        moveOccurrences.run(to, paste, observable);
      }
      unlink.run(paste, observable);
      countDown.run(observable);
    },
  };
}
