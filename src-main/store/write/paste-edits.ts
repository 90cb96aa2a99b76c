import { Failure } from '../../contract/failure.ts';
import type { SettledEdit } from '../../observables/edits.ts';
import type { Connection } from '../connection.ts';
import { type Merged, merge } from './merged-finds.ts';
import type { ObservableKeeper } from './observables.ts';

type Place = { readonly ordinal: number; readonly observable: number };

type Standing = {
  readonly ordinal: number;
  readonly why: string;
  readonly noise: string | null;
  readonly field: string | null;
  readonly nestedIn: number | null;
  readonly isAlone: number;
};

/** What the analyst corrects after submitting: a value is left out of a paste, taken back, or stands there as another type. */
export function createPasteEdits(db: Connection, observables: ObservableKeeper) {
  const placesOf = db.prepare<[paste: number, type: string, value: string], Place>(
    `SELECT c.ordinal, c.observable FROM occurrences c JOIN observables o ON o.id = c.observable
     WHERE c.paste = ? AND coalesce(c.found_type, o.type) = ? AND coalesce(c.found_value, o.value) = ?`,
  );
  const insideOf = db
    .prepare<[paste: number, ordinals: string], number>(
      'SELECT DISTINCT observable FROM occurrences WHERE paste = ? AND nested_in IN (SELECT value FROM json_each(?))',
    )
    .pluck();
  const correct = db.prepare<{
    paste: number;
    ordinals: string;
    observable: number;
    dropped: number;
    foundType: string | null;
    foundValue: string | null;
  }>(
    `UPDATE occurrences SET observable = @observable, dropped = @dropped,
       found_type = @foundType, found_value = @foundValue
     WHERE paste = @paste AND ordinal IN (SELECT value FROM json_each(@ordinals))`,
  );
  // What made a find noise was said of the type that it was found as.
  const standing = db.prepare<[paste: number, observable: number], Standing>(
    `SELECT c.ordinal, c.why, CASE WHEN c.found_type IS NULL THEN c.noise END AS noise, c.field,
       c.nested_in AS nestedIn, c.nested_in IS NOT NULL AND coalesce(p.dropped, 1) AS isAlone
     FROM occurrences c LEFT JOIN occurrences p ON p.paste = c.paste AND p.ordinal = c.nested_in
     WHERE c.paste = ? AND c.observable = ? AND c.dropped = 0 ORDER BY c.ordinal`,
  );
  const isLinked = db
    .prepare<[number, number], number>(
      'SELECT 1 FROM paste_observables WHERE paste = ? AND observable = ?',
    )
    .pluck();
  const unlink = db.prepare<[number, number]>(
    'DELETE FROM paste_observables WHERE paste = ? AND observable = ?',
  );
  const link = db.prepare<{
    paste: number;
    observable: number;
    position: number;
    noise: string | null;
    nested: number;
    field: string | null;
  }>(
    `INSERT INTO paste_observables (paste, observable, position, noise, nested, field)
     VALUES (@paste, @observable, @position, @noise, @nested, @field)
     ON CONFLICT (paste, observable) DO UPDATE SET position = excluded.position,
       noise = excluded.noise, nested = excluded.nested, field = excluded.field`,
  );
  const count = db.prepare<[by: number, observable: number]>(
    'UPDATE observables SET pastes = pastes + ? WHERE id = ?',
  );

  /** Brings what the paste says of a value in line with its finds there. */
  function mergeAnew(paste: number, observable: number): void {
    const was = isLinked.get(paste, observable) !== undefined;
    const merged = standing
      .all(paste, observable)
      .reduce<Merged | undefined>((before, find) => merge(before, placed(find)), undefined);
    if (merged === undefined) {
      unlink.run(paste, observable);
      if (was) count.run(-1, observable);
      return;
    }
    link.run({ paste, observable, ...merged, nested: merged.nested ? 1 : 0 });
    if (!was) count.run(1, observable);
  }

  function correctValue(paste: number, edit: SettledEdit): void {
    const { type, value, dropped, as } = edit;
    const places = placesOf.all(paste, type, value);
    if (places.length === 0) {
      throw new Failure('NOT_FOUND', 'That value does not stand in the paste any more.');
    }
    const to = observables.keep(as ?? edit);
    const ordinals = JSON.stringify(places.map(({ ordinal }) => ordinal));
    correct.run({
      paste,
      ordinals,
      observable: to,
      dropped: dropped ? 1 : 0,
      foundType: as === null ? null : type,
      foundValue: as === null ? null : value,
    });
    const changed = places.map(({ observable }) => observable);
    for (const one of new Set([to, ...changed, ...insideOf.all(paste, ordinals)])) {
      mergeAnew(paste, one);
    }
  }

  return {
    correctPaste(paste: number, edits: readonly SettledEdit[]): void {
      for (const edit of edits) correctValue(paste, edit);
    },
  };
}

function placed({
  noise,
  field,
  nestedIn,
  isAlone,
  ...rest
}: Standing): Parameters<typeof merge>[1] {
  return {
    ...rest,
    isAlone: isAlone === 1,
    ...(noise === null ? {} : { noise }),
    ...(field === null ? {} : { field }),
    ...(nestedIn === null ? {} : { nestedIn }),
  };
}
