import type { RunSummary } from '../../contract/run.ts';
import type { Connection } from '../connection.ts';
import { isWhole, phrase, searchQuery, searchWords } from '../search-query.ts';
import { type Page, type Paged, searchCountLimit } from '../store.ts';
import { type RunRow, runColumns, runSummary, runTables } from './run-rows.ts';

export type HistoryQuery = Page & {
  readonly observableId?: number;
  readonly enricherId?: string;
  readonly words?: string;
  readonly pasteId?: number;
};

type Filter = {
  observable: number | null;
  enricher: number | null;
  paste: number | null;
  match: string | null;
};

/**
 * Finished runs, newest first. Which index serves depends on what is asked, so the statement is put together
 * from what is asked; there are few such combinations, and each is prepared once.
 */
export function createHistory(db: Connection) {
  const enricherOf = db
    .prepare<[string], number>('SELECT id FROM enrichers WHERE name = ?')
    .pluck();
  const hitsOf = db
    .prepare<[string], number>(
      `SELECT count(*) FROM (SELECT 1 FROM search WHERE search MATCH ? LIMIT ${searchCountLimit + 1})`,
    )
    .pluck();
  const pages = new Map<string, ReturnType<typeof preparePage>>();
  const counts = new Map<string, ReturnType<typeof prepareCount>>();
  const rows = db.prepare<[string], RunRow>(
    `SELECT ${runColumns} FROM json_each(?) j CROSS JOIN ${runTables} WHERE r.id = j.value ORDER BY j.key`,
  );

  function preparePage(filter: Filter) {
    return db
      .prepare<Filter & Page, number>(`${idsOf(filter)} LIMIT @limit OFFSET @offset`)
      .pluck();
  }

  function prepareCount(filter: Filter) {
    return db.prepare<Filter, number>(countOf(filter)).pluck();
  }

  function matchOf(
    typed: string,
    filter: { enricher: number | null; observable: number | null },
  ): string | null {
    const words = searchWords(typed);
    if (words === null) return null;
    const hits = hitsOf.get(`text : ${phrase(words.last)}`) ?? 0;
    return searchQuery(words, { ...filter, prefix: !isWhole(words.last, hits, searchCountLimit) });
  }

  return {
    runs({ offset, limit, words, ...query }: HistoryQuery): Paged<RunSummary> {
      const enricher = query.enricherId === undefined ? null : enricherOf.get(query.enricherId);
      if (enricher === undefined) return { rows: [], total: 0 };
      const observable = query.observableId ?? null;
      const match = words?.trim() ? matchOf(words, { enricher, observable }) : null;
      // Words were given, but none that could stand in a text.
      if (words?.trim() && match === null) return { rows: [], total: 0 };
      const filter = { observable, enricher, paste: query.pasteId ?? null, match };
      const key = Object.values(filter)
        .map((value) => value !== null)
        .join();
      const page = pages.get(key) ?? preparePage(filter);
      pages.set(key, page);
      const count = counts.get(key) ?? prepareCount(filter);
      counts.set(key, count);
      const ids = page.all({ ...filter, offset, limit });
      return {
        rows: rows.all(JSON.stringify(ids)).map(runSummary),
        total: count.get(filter) ?? 0,
      };
    },
  };
}

const ofPaste = `FROM requests WHERE paste = @paste AND state = 'done' AND run IS NOT NULL`;
// The plus keeps SQLite from asking the text index once a run; the bounds keep it from going through all of it.
const foundInPaste = `AND rowid BETWEEN (SELECT min(run) ${ofPaste}) AND (SELECT max(run) ${ofPaste})
  AND +rowid IN (SELECT run ${ofPaste})`;

/** The ids, newest first, of the runs that are asked for. */
function idsOf({ match, paste, observable, enricher }: Filter): string {
  if (match !== null) {
    return `SELECT rowid FROM search WHERE search MATCH @match
      ${paste === null ? '' : foundInPaste} ORDER BY rowid DESC`;
  }
  const conditions = [
    'outcome IS NOT NULL',
    ...(observable === null ? [] : ['observable = @observable']),
    ...(enricher === null ? [] : ['enricher = @enricher']),
    ...(paste === null ? [] : [`id IN (SELECT run ${ofPaste})`]),
  ];
  // By enricher the index is in the order of starting, which is that of the ids unless the clock was set back.
  const order =
    enricher !== null && observable === null && paste === null
      ? 'started_at DESC, id DESC'
      : 'id DESC';
  return `SELECT id FROM runs WHERE ${conditions.join(' AND ')} ORDER BY ${order}`;
}

/** Counting all less the few that still run is done within an index; asking each for its outcome is not. */
function countOf(filter: Filter): string {
  const { match, paste, observable, enricher } = filter;
  if (match !== null || paste !== null) {
    const limit = match === null ? '' : `LIMIT ${searchCountLimit + 1}`;
    return `SELECT count(*) FROM (${idsOf(filter).replace(/ORDER BY .*$/s, '')} ${limit})`;
  }
  const conditions = [
    ...(observable === null ? [] : ['observable = @observable']),
    ...(enricher === null ? [] : ['enricher = @enricher']),
  ];
  const where = conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')}`;
  const running = ['outcome IS NULL', ...conditions].join(' AND ');
  return `SELECT (SELECT count(*) FROM runs ${where}) - (SELECT count(*) FROM runs WHERE ${running})`;
}
