import { Failure } from '../../contract/failure.ts';
import type { Find } from '../../contract/observable.ts';
import type { Tlp } from '../../contract/vocabulary.ts';
import type { Connection } from '../connection.ts';
import { pack } from '../packed-json.ts';
import { createObservableLookup } from '../read/observable-lookup.ts';
import type { NewPaste, StoredObservable } from '../store.ts';
import type { ObservableKeeper } from './observables.ts';

type Merged = {
  position: number;
  /** null as soon as one of the finds is none */
  noise: string | null;
  nested: boolean;
  field: string | null;
};

type Occurrence = {
  paste: number;
  ordinal: number;
  observable: number;
  start: number;
  end: number;
  text: string | null;
  nestedIn: number | null;
  field: string | null;
  noise: string | null;
  port: number | null;
  why: string;
};

export function createPasteWriter(
  db: Connection,
  now: () => string,
  observables: ObservableKeeper,
) {
  const insert = db.prepare<[string, string, Tlp | null, string, number]>(
    'INSERT INTO pastes (title, case_reference, tlp, created_at, characters) VALUES (?, ?, ?, ?, ?)',
  );
  const insertText = db.prepare<[number, Buffer]>(
    'INSERT INTO paste_texts (paste, body) VALUES (?, ?)',
  );
  const insertOccurrence = db.prepare<Occurrence>(
    `INSERT INTO occurrences
       (paste, ordinal, observable, start_offset, end_offset, text, nested_in, field, noise, port, why)
     VALUES (@paste, @ordinal, @observable, @start, @end, @text, @nestedIn, @field, @noise, @port, @why)`,
  );
  const link = db.prepare<[number, number, number, string | null, number, string | null]>(
    'INSERT INTO paste_observables (paste, observable, position, noise, nested, field) VALUES (?, ?, ?, ?, ?, ?)',
  );
  const count = db.prepare<[number]>('UPDATE observables SET pastes = pastes + 1 WHERE id = ?');
  const change = db.prepare<{
    id: number;
    title: string | null;
    caseReference: string | null;
    tlp: Tlp | null;
  }>(
    `UPDATE pastes SET title = coalesce(@title, title),
       case_reference = coalesce(@caseReference, case_reference), tlp = coalesce(@tlp, tlp) WHERE id = @id`,
  );
  const lookup = createObservableLookup(db);

  function saveFinds(paste: number, text: string, finds: readonly Find[]): void {
    const ids = new Map<string, number>();
    const merged = new Map<number, Merged>();
    for (const [ordinal, find] of finds.entries()) {
      const key = `${find.type}\n${find.value}`;
      const observable = ids.get(key) ?? observables.keep(find);
      ids.set(key, observable);
      merged.set(observable, merge(merged.get(observable), find, ordinal));
      insertOccurrence.run({
        paste,
        ordinal,
        observable,
        start: find.start,
        end: find.end,
        text: text.slice(find.start, find.end) === find.text ? null : find.text,
        nestedIn: find.nestedIn ?? null,
        field: find.field ?? null,
        noise: find.noise ?? null,
        port: find.port ?? null,
        why: find.why,
      });
    }
    for (const [observable, { position, noise, nested, field }] of merged) {
      link.run(paste, observable, position, noise, nested ? 1 : 0, field);
      count.run(observable);
    }
  }

  return {
    savePaste(paste: NewPaste): { pasteId: number; observables: StoredObservable[] } {
      const { title, caseReference, tlp, text } = paste;
      const inserted = insert.run(title, caseReference, tlp, now(), text.length);
      const pasteId = Number(inserted.lastInsertRowid);
      insertText.run(pasteId, pack(text));
      saveFinds(pasteId, text, paste.finds);
      return { pasteId, observables: lookup.ofPaste(pasteId) };
    },

    changePaste(
      id: number,
      { title, caseReference, tlp }: { title?: string; caseReference?: string; tlp?: Tlp },
    ): void {
      const changed = change.run({
        id,
        title: title ?? null,
        caseReference: caseReference ?? null,
        tlp: tlp ?? null,
      });
      if (changed.changes === 0) throw new Failure('NOT_FOUND', 'That paste is not here any more.');
    },
  };
}

/** A value counts as noise, or as read out of another one, only if every find of it does. */
function merge(before: Merged | undefined, find: Find, ordinal: number): Merged {
  const noise = find.noise ?? null;
  const nested = find.nestedIn !== undefined;
  if (before === undefined) return { position: ordinal, noise, nested, field: find.field ?? null };
  return {
    position: before.position,
    noise: noise === null ? null : before.noise,
    nested: before.nested && nested,
    field: before.field ?? find.field ?? null,
  };
}
