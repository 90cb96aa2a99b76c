import type { Mark, ObservableRow } from '../../contract/paste.ts';
import { standingOf } from '../../reports/standing.ts';
import type { Connection } from '../connection.ts';
import type { ObservableQuery, Paged } from '../store.ts';
import { mergedTags, verdictOf } from './run-rows.ts';

type GridRow = {
  id: number;
  type: string;
  value: string;
  noise: string | null;
  nested: number;
  field: string | null;
  seenBefore: number;
};

type MarkRow = {
  observable: number;
  enricherId: string;
  state: Mark['state'] | null;
  outcome: Mark['outcome'];
  sentence: string | null;
  title: string | null;
  tags: string | null;
  verdictLevel: NonNullable<ObservableRow['standing']>['level'] | null;
  verdictSentence: string;
  verdictReason: string;
};

/** Values without a verdict come last either way: there is nothing to rank. */
const orders = {
  position: 'po.position',
  type: 'o.type',
  value: 'o.value',
  verdict: 'o.verdict_rank',
  seenBefore: 'o.pastes',
} as const satisfies Record<ObservableQuery['sort'], string>;

const rows = `FROM paste_observables po JOIN observables o ON o.id = po.observable
  WHERE po.paste = @pasteId AND (@filter = '' OR contains(o.type || ' ' || o.value, @filter))`;

/** One page of the grid: the rows by one query, the marks of all of them by a second one. */
export function createObservableReader(db: Connection) {
  // LIKE folds only ASCII letters.
  db.function('contains', { deterministic: true }, (text: string, part: string) =>
    text.toLowerCase().includes(part) ? 1 : 0,
  );
  const prepared = new Map<string, ReturnType<typeof prepareGrid>>();
  const total = db
    .prepare<{ pasteId: number; filter: string }, number>(`SELECT count(*) ${rows}`)
    .pluck();
  const counts = db.prepare<[number], { type: string; count: number }>(
    `SELECT o.type, count(*) AS count FROM paste_observables po JOIN observables o ON o.id = po.observable
     WHERE po.paste = ? GROUP BY o.type`,
  );
  const marks = db.prepare<[string], MarkRow>(
    `SELECT n.observable, e.name AS enricherId, q.state, coalesce(q.outcome, qr.outcome) AS outcome,
       coalesce(q.sentence, qr.sentence) AS sentence, d.title, g.tags, g.verdict_level AS verdictLevel,
       g.verdict_sentence AS verdictSentence, g.verdict_reason AS verdictReason
     FROM json_each(?) j JOIN enrichments n ON n.observable = j.value
       JOIN enrichers e ON e.id = n.enricher
       LEFT JOIN requests q ON q.id = n.request LEFT JOIN runs qr ON qr.id = q.run
       LEFT JOIN runs g ON g.id = n.newest_good LEFT JOIN editions d ON d.id = g.edition
     ORDER BY n.observable, e.name`,
  );

  function prepareGrid(sort: ObservableQuery['sort'], descending: boolean) {
    const direction = descending ? 'DESC' : 'ASC';
    return db.prepare<{ pasteId: number; filter: string; limit: number; offset: number }, GridRow>(
      `SELECT o.id, o.type, o.value, po.noise, po.nested, po.field, o.pastes - 1 AS seenBefore ${rows}
       ORDER BY ${orders[sort]} ${direction} NULLS LAST, po.position LIMIT @limit OFFSET @offset`,
    );
  }

  function grid(sort: ObservableQuery['sort'], descending: boolean) {
    const key = `${sort} ${descending}`;
    const statement = prepared.get(key) ?? prepareGrid(sort, descending);
    prepared.set(key, statement);
    return statement;
  }

  function observables(
    query: ObservableQuery,
  ): Paged<Omit<ObservableRow, 'defanged'>> & { counts: Record<string, number> } {
    const { pasteId, limit, offset } = query;
    const filter = query.filter.trim().toLowerCase();
    const page = grid(query.sort, query.descending).all({ pasteId, filter, limit, offset });
    const typeCounts = counts.all(pasteId);
    const all = typeCounts.reduce((sum, { count }) => sum + count, 0);
    const byObservable = Map.groupBy(
      marks.all(JSON.stringify(page.map(({ id }) => id))),
      ({ observable }) => observable,
    );
    return {
      rows: page.map((row) => gridRow(row, byObservable.get(row.id) ?? [])),
      total: filter === '' ? all : (total.get({ pasteId, filter }) ?? 0),
      counts: Object.fromEntries(typeCounts.map(({ type, count }) => [type, count])),
    };
  }

  return { observables };
}

function gridRow(row: GridRow, marks: readonly MarkRow[]): Omit<ObservableRow, 'defanged'> {
  return {
    ...row,
    nested: row.nested === 1,
    standing: standingOf(
      marks.flatMap((mark) =>
        mark.title === null ? [] : [{ enricherTitle: mark.title, verdict: verdictOf(mark) }],
      ),
    ),
    tags: mergedTags(marks.map(({ tags }) => tags)),
    marks: marks.flatMap(({ enricherId, state, outcome, sentence }) =>
      state === null ? [] : [{ enricherId, state, outcome, sentence: sentence ?? '' }],
    ),
  };
}
