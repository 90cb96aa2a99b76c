import type { Find } from '../../contract/observable.ts';
import { packFinds } from '../../contract/pages.ts';
import type { FindEdit, PasteSummary, Progress } from '../../contract/paste.ts';
import { verdictLevels } from '../../contract/vocabulary.ts';
import type { Connection } from '../connection.ts';
import { unpack } from '../packed-json.ts';
import type { Page, Paged, StoredPaste } from '../store.ts';

type Row = Omit<PasteSummary, 'verdict'> & { rank: number | null };

type Occurrence = {
  ordinal: number;
  type: string;
  value: string;
  text: string | null;
  start: number;
  end: number;
  nestedIn: number | null;
  field: string | null;
  noise: string | null;
  port: number | null;
  why: string;
};

type EditRow = {
  type: string;
  value: string;
  dropped: number;
  asType: string | null;
  ticked: number | null;
};

const columns = `p.id, p.title, p.case_reference AS caseReference, p.tlp, p.created_at AS createdAt, p.characters,
  (SELECT count(*) FROM paste_observables WHERE paste = p.id) AS observables,
  (SELECT min(o.verdict_rank) FROM paste_observables po JOIN observables o ON o.id = po.observable
    WHERE po.paste = p.id) AS rank FROM pastes p`;

export function createPasteReader(db: Connection, progress: (pasteId: number) => Progress) {
  const page = db.prepare<[number, number], Row>(
    `SELECT ${columns} ORDER BY p.id DESC LIMIT ? OFFSET ?`,
  );
  const total = db.prepare<[], number>('SELECT count(*) FROM pastes').pluck();
  const one = db.prepare<[number], Row>(`SELECT ${columns} WHERE p.id = ?`);
  const body = db
    .prepare<[number], Uint8Array>('SELECT body FROM paste_texts WHERE paste = ?')
    .pluck();
  const occurrences = db.prepare<[number], Occurrence>(
    `SELECT c.ordinal, coalesce(c.found_type, o.type) AS type, coalesce(c.found_value, o.value) AS value, c.text, c.start_offset AS start, c.end_offset AS end,
       c.nested_in AS nestedIn, c.field, c.noise, c.port, c.why
     FROM occurrences c JOIN observables o ON o.id = c.observable WHERE c.paste = ? ORDER BY c.ordinal`,
  );

  const edits = db.prepare<[number], EditRow>(
    `SELECT DISTINCT coalesce(c.found_type, o.type) AS type, coalesce(c.found_value, o.value) AS value,
       c.dropped, CASE WHEN c.found_type IS NULL THEN NULL ELSE o.type END AS asType, po.ticked
     FROM occurrences c JOIN observables o ON o.id = c.observable
       LEFT JOIN paste_observables po ON po.paste = c.paste AND po.observable = c.observable
     WHERE c.paste = ? AND (c.dropped = 1 OR c.found_type IS NOT NULL OR po.ticked IS NOT NULL)`,
  );

  return {
    pastes: ({ limit, offset }: Page): Paged<PasteSummary> => ({
      rows: page.all(limit, offset).map(pasteSummary),
      total: total.get() ?? 0,
    }),
    paste(id: number): StoredPaste | null {
      const row = one.get(id);
      if (row === undefined) return null;
      const packed = body.get(id);
      const text = packed === undefined ? '' : unpack<string>(packed);
      return {
        ...pasteSummary(row),
        text,
        finds: packFinds(findsOf(text, occurrences.all(id))),
        edits: edits.all(id).map(findEdit),
        progress: progress(id),
      };
    },
  };
}

function pasteSummary({ rank, ...row }: Row): PasteSummary {
  return { ...row, verdict: rank === null ? null : (verdictLevels[rank] ?? null) };
}

function findEdit({ type, value, dropped, asType, ticked }: EditRow): FindEdit {
  return {
    type,
    value,
    ...(dropped === 1 ? { drop: true } : {}),
    ...(asType === null ? {} : { asType }),
    ...(ticked === null ? {} : { include: ticked === 1 }),
  };
}

/** In pastes of old, dropped finds left gaps in the ordinals; `nestedIn` counts in the list as it is now. */
function findsOf(text: string, rows: readonly Occurrence[]): Find[] {
  const places = new Map(rows.map(({ ordinal }, place) => [ordinal, place]));
  return rows.map((row) => {
    const nestedIn = row.nestedIn === null ? undefined : places.get(row.nestedIn);
    return {
      type: row.type,
      value: row.value,
      text: row.text ?? text.slice(row.start, row.end),
      start: row.start,
      end: row.end,
      why: row.why,
      ...(nestedIn === undefined ? {} : { nestedIn }),
      ...(row.field === null ? {} : { field: row.field }),
      ...(row.noise === null ? {} : { noise: row.noise }),
      ...(row.port === null ? {} : { port: row.port }),
    };
  });
}
