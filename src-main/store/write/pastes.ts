import { Failure } from '../../contract/failure.ts';
import type { Find } from '../../contract/observable.ts';
import { type FindPages, openFindPage, openValuePage, pageText } from '../../contract/pages.ts';
import type { Tlp } from '../../contract/vocabulary.ts';
import type { SettledEdit } from '../../observables/edits.ts';
import type { Connection } from '../connection.ts';
import { pack } from '../packed-json.ts';
import type { NewPaste, PasteRequests } from '../store.ts';
import { type Merged, merge } from './merged-finds.ts';
import type { ObservableKeeper } from './observables.ts';
import type { Queue } from './queue.ts';
import type { Turns } from './turns.ts';

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
  dropped: number;
  foundType: string | null;
  foundValue: string | null;
};

export function createPasteWriter(
  db: Connection,
  now: () => string,
  { observables, queue, turns }: { observables: ObservableKeeper; queue: Queue; turns: Turns },
) {
  const insert = db.prepare<[string, string, Tlp | null, string, number]>(
    'INSERT INTO pastes (title, case_reference, tlp, created_at, characters) VALUES (?, ?, ?, ?, ?)',
  );
  const insertText = db.prepare<[number, Buffer]>(
    'INSERT INTO paste_texts (paste, body) VALUES (?, ?)',
  );
  const insertOccurrence = db.prepare<Occurrence>(
    `INSERT INTO occurrences
       (paste, ordinal, observable, start_offset, end_offset, text, nested_in, field, noise, port, why,
        dropped, found_type, found_value)
     VALUES (@paste, @ordinal, @observable, @start, @end, @text, @nestedIn, @field, @noise, @port, @why,
       @dropped, @foundType, @foundValue)`,
  );
  const link = db.prepare<
    [number, number, number, string | null, number, string | null, number | null]
  >(
    `INSERT INTO paste_observables (paste, observable, position, noise, nested, field, ticked)
     VALUES (?, ?, ?, ?, ?, ?, ?)`,
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
  function saveFinds(
    paste: number,
    { text, finds, edits }: Pick<NewPaste, 'text' | 'finds' | 'edits'>,
  ): ReadonlyMap<string, number> {
    const corrections = new Map(edits.map((edit) => [keyOf(edit), edit]));
    const ids = new Map<string, number>();
    const merged = new Map<number, Merged>();
    const ticks = new Map<number, boolean>();
    const dropped = new Set<number>();
    let ordinal = 0;
    for (const find of eachFind(finds)) {
      const edit = corrections.get(keyOf(find));
      const value = edit?.as ?? find;
      const key = keyOf(value);
      const observable = ids.get(key) ?? observables.keep(value);
      ids.set(key, observable);
      const { nestedIn, noise } = find;
      const isAlone = nestedIn !== undefined && dropped.has(nestedIn);
      if (edit?.dropped === true) dropped.add(ordinal);
      else {
        // What made it noise was said of the type that it was found as.
        const { noise: _, ...retyped } = find;
        const standing = { ...(value === find ? find : retyped), ordinal, isAlone };
        merged.set(observable, merge(merged.get(observable), standing));
        if (edit && edit.include !== null) ticks.set(observable, edit.include);
      }
      insertOccurrence.run({
        paste,
        ordinal,
        observable,
        start: find.start,
        end: find.end,
        text: text.slice(find.start, find.end) === find.text ? null : find.text,
        nestedIn: nestedIn ?? null,
        field: find.field ?? null,
        noise: noise ?? null,
        port: find.port ?? null,
        why: find.why,
        ...correctionOf(find, edit),
      });
      ordinal += 1;
    }
    for (const [observable, { position, noise, nested, field }] of merged) {
      const tick = ticks.get(observable);
      const ticked = tick === undefined ? null : Number(tick);
      link.run(paste, observable, position, noise, nested ? 1 : 0, field, ticked);
      count.run(observable);
    }
    return ids;
  }

  /** A page at a time: a hundred thousand requests need not be held at once. */
  function ask(pasteId: number, asked: PasteRequests, ids: ReadonlyMap<string, number>): number {
    const { values, enrichers, choice } = asked;
    const line = turns.lineOf(pasteId);
    let count = 0;
    for (const page of values) {
      for (const value of openValuePage(page)) {
        const observableId = ids.get(keyOf(value));
        if (observableId === undefined) continue;
        for (const { id, types } of enrichers) {
          if (!types.includes(value.type)) continue;
          queue({ ...askedOfPaste, pasteId, observableId, enricherId: id, choice }, line);
          count += 1;
        }
      }
    }
    return count;
  }

  return {
    savePaste(paste: NewPaste): { pasteId: number; requests: number } {
      const { title, caseReference, tlp, text, asked } = paste;
      const inserted = insert.run(title, caseReference, tlp, now(), text.length);
      const pasteId = Number(inserted.lastInsertRowid);
      insertText.run(pasteId, pack(text));
      const ids = saveFinds(pasteId, paste);
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

function correctionOf(
  find: Find,
  edit: SettledEdit | undefined,
): Pick<Occurrence, 'dropped' | 'foundType' | 'foundValue'> {
  const isOther = edit !== undefined && edit.as !== null;
  return {
    dropped: edit?.dropped === true ? 1 : 0,
    foundType: isOther ? find.type : null,
    foundValue: isOther ? find.value : null,
  };
}

function* eachFind(pages: FindPages): Generator<Find> {
  for (const page of pages) yield* openFindPage(pageText(page));
}
