import { Failure } from '../../contract/failure.ts';
import { type Find, fieldsWith, isPart } from '../../contract/observable.ts';
import { type FindPages, openFindPage, openValuePage, pageText } from '../../contract/pages.ts';
import type { Tlp } from '../../contract/vocabulary.ts';
import type { Connection } from '../connection.ts';
import { pack } from '../packed-json.ts';
import type { NewPaste, NewRequest, PasteRequests } from '../store.ts';
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
  addRequests: (requests: readonly NewRequest[]) => readonly number[],
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

  /** Gives the ids of the values, by key. */
  function saveFinds(paste: number, text: string, pages: FindPages): ReadonlyMap<string, number> {
    const ids = new Map<string, number>();
    const merged = new Map<number, Merged>();
    let ordinal = 0;
    for (const find of eachFind(pages)) {
      const key = keyOf(find);
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
      ordinal += 1;
    }
    for (const [observable, { position, noise, nested, field }] of merged) {
      link.run(paste, observable, position, noise, nested ? 1 : 0, field);
      count.run(observable);
    }
    return ids;
  }

  /** A page at a time: a hundred thousand requests need not be held at once. */
  function ask(pasteId: number, asked: PasteRequests, ids: ReadonlyMap<string, number>): number {
    const { values, enrichers, choice } = asked;
    let count = 0;
    for (const page of values) {
      const requests = openValuePage(page).flatMap((value): NewRequest[] => {
        const observableId = ids.get(keyOf(value));
        if (observableId === undefined) return [];
        return enrichers
          .filter(({ types }) => types.includes(value.type))
          .map(({ id }) => ({ ...askedOfPaste, pasteId, observableId, enricherId: id, choice }));
      });
      count += addRequests(requests).length;
    }
    return count;
  }

  return {
    savePaste(paste: NewPaste): { pasteId: number; requests: number } {
      const { title, caseReference, tlp, text, asked } = paste;
      const inserted = insert.run(title, caseReference, tlp, now(), text.length);
      const pasteId = Number(inserted.lastInsertRowid);
      insertText.run(pasteId, pack(text));
      const ids = saveFinds(pasteId, text, paste.finds);
      return { pasteId, requests: asked === null ? 0 : ask(pasteId, asked, ids) };
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

const askedOfPaste = { trigger: 'paste', fresh: false, fields: {}, priority: 0 } as const;

const keyOf = ({ type, value }: Pick<Find, 'type' | 'value'>) => `${type}\n${value}`;

function* eachFind(pages: FindPages): Generator<Find> {
  for (const page of pages) yield* openFindPage(pageText(page));
}

/** A value counts as noise, or as read out of another one, only if every find of it does. */
function merge(before: Merged | undefined, find: Find, ordinal: number): Merged {
  const noise = find.noise ?? null;
  const nested = isPart(find);
  if (before === undefined) return { position: ordinal, noise, nested, field: find.field ?? null };
  return {
    position: before.position,
    noise: noise === null ? null : before.noise,
    nested: before.nested && nested,
    field: fieldsWith(before.field, find.field),
  };
}
