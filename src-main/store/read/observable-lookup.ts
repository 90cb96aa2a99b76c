import type { Connection } from '../connection.ts';
import type { StoredObservable } from '../store.ts';

type Row = { id: number; type: string; value: string; noise: string | null; nested: number | null };

export function storedObservable(row: Row): StoredObservable {
  return { ...row, nested: row.nested === 1 };
}

/** Observables without a paste at hand: noise and nested as in the newest paste they stand in. */
export function createObservableLookup(db: Connection) {
  const columns = `o.id, o.type, o.value, po.noise, po.nested FROM observables o
    LEFT JOIN paste_observables po ON po.observable = o.id AND po.paste =
      (SELECT max(paste) FROM paste_observables WHERE observable = o.id)`;
  const byIds = db.prepare<[string], Row>(
    `SELECT ${columns} WHERE o.id IN (SELECT value FROM json_each(?)) ORDER BY o.id`,
  );
  const byValue = db.prepare<[string, string], Row>(
    `SELECT ${columns} WHERE o.value = ? AND o.type = ?`,
  );
  const ofPaste = db.prepare<[number], Row>(
    `SELECT o.id, o.type, o.value, po.noise, po.nested FROM paste_observables po
     JOIN observables o ON o.id = po.observable WHERE po.paste = ? ORDER BY po.position`,
  );
  return {
    byIds: (ids: readonly number[]): StoredObservable[] =>
      byIds.all(JSON.stringify(ids)).map(storedObservable),
    byValue(type: string, value: string): StoredObservable | null {
      const row = byValue.get(value, type);
      return row === undefined ? null : storedObservable(row);
    },
    ofPaste: (paste: number): StoredObservable[] => ofPaste.all(paste).map(storedObservable),
  };
}
