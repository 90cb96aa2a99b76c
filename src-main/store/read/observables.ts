import type { Mark, ObservableRow } from '../../contract/paste.ts';
import { verdictLevels } from '../../contract/vocabulary.ts';
import { standingOf } from '../../reports/standing.ts';
import type { Connection } from '../connection.ts';
import type { ObservablePage, ObservableQuery } from '../store.ts';
import { mergedTags, verdictOf } from './run-rows.ts';

type GridRow = {
  id: number;
  type: string;
  value: string;
  noise: string | null;
  nested: number;
  field: string | null;
  why: string;
  seenBefore: number;
};

type TypeCount = { type: string; count: number; noise: number };

type GridParameters = Pick<ObservableQuery, 'pasteId' | 'filter' | 'limit' | 'offset'>;

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

/** Levels up to this rank are told apart from noise: what is called suspicious is never left out. */
const isQuiet = `(po.noise IS NOT NULL AND coalesce(o.verdict_rank > ${verdictLevels.indexOf('suspicious')}, 1))`;

const rows = `FROM paste_observables po JOIN observables o ON o.id = po.observable
  WHERE po.paste = @pasteId AND (@filter = '' OR contains(o.type || ' ' || o.value || ' ' || coalesce(po.field, ''), @filter))`;

/** One page of the grid: the rows by one query, the marks of all of them by a second one. */
export function createObservableReader(db: Connection) {
  // LIKE folds only ASCII letters.
  db.function('contains', { deterministic: true }, (text: string, part: string) =>
    text.toLowerCase().includes(part) ? 1 : 0,
  );
  const prepared = new Map<string, ReturnType<typeof prepareGrid>>();
  const counts = db.prepare<{ pasteId: number; filter: string }, TypeCount>(
    `SELECT o.type, count(*) AS count, sum(${isQuiet}) AS noise ${rows} GROUP BY o.type`,
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

  function prepareGrid({ sort, descending, hideNoise }: ObservableQuery) {
    const direction = descending ? 'DESC' : 'ASC';
    return db.prepare<GridParameters, GridRow>(
      `SELECT o.id, o.type, o.value, po.noise, po.nested, po.field, o.pastes - 1 AS seenBefore,
         coalesce((SELECT c.why FROM occurrences c WHERE c.paste = po.paste AND c.ordinal = po.position), '') AS why ${rows}
       ${hideNoise ? `AND NOT ${isQuiet}` : ''}
       ORDER BY ${orders[sort]} ${direction} NULLS LAST, po.position LIMIT @limit OFFSET @offset`,
    );
  }

  function grid(query: ObservableQuery) {
    const key = `${query.sort} ${query.descending} ${query.hideNoise}`;
    const statement = prepared.get(key) ?? prepareGrid(query);
    prepared.set(key, statement);
    return statement;
  }

  /** Those of the types that are left, by the filter or, with an empty one, of the paste. */
  function countedBy({ pasteId, hideNoise }: ObservableQuery, filter: string) {
    const types = counts.all({ pasteId, filter });
    const shown = types.map(({ type, count, noise }): readonly [string, number] => [
      type,
      hideNoise ? count - noise : count,
    ]);
    return {
      noise: types.reduce((sum, { noise }) => sum + noise, 0),
      total: shown.reduce((sum, [, count]) => sum + count, 0),
      counts: Object.fromEntries(shown.filter(([, count]) => count > 0)),
    };
  }

  function observables(query: ObservableQuery): ObservablePage {
    const { pasteId, limit, offset } = query;
    const filter = query.filter.trim().toLowerCase();
    const page = grid(query).all({ pasteId, filter, limit, offset });
    const all = countedBy(query, '');
    const byObservable = Map.groupBy(
      marks.all(JSON.stringify(page.map(({ id }) => id))),
      ({ observable }) => observable,
    );
    return {
      rows: page.map((row) => gridRow(row, byObservable.get(row.id) ?? [])),
      ...(filter === '' ? all : { ...countedBy(query, filter), counts: all.counts }),
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
