import { searchCountLimit } from '../../contract/vocabulary.ts';
import type { Connection } from '../connection.ts';
import { keysFor } from '../search-keys.ts';
import { isWhole, phrase, searchQuery, searchWords } from '../search-query.ts';
import type { RunSearch } from '../store.ts';

/** What statements are given; `match` is null where no search is needed. */
export type Filter = {
  observable: number | null;
  enricher: number | null;
  paste: number | null;
  match: string | null;
  /** words are looked for, so some match better than others */
  hasWords: 0 | 1;
};

/** What was asked for in the store's own numbers; null when nothing can be found. */
export type FilterOf = (query: RunSearch) => Filter | null;

export function createRunFilters(db: Connection): FilterOf {
  const enricherOf = db
    .prepare<[string], number>('SELECT id FROM enrichers WHERE name = ?')
    .pluck();
  const hitsOf = db
    .prepare<[string], number>(
      `SELECT count(*) FROM (SELECT 1 FROM search WHERE search MATCH ? LIMIT ${searchCountLimit + 1})`,
    )
    .pluck();

  return ({ words = '', pasteId, observableId, enricherId, ...kinds }) => {
    const enricher = enricherId === undefined ? null : enricherOf.get(enricherId);
    if (enricher === undefined) return null;
    const observable = observableId ?? null;
    const filter = { observable, enricher, paste: pasteId ?? null };
    const looked = searchWords(words);
    // Words were given, but none that could stand in a text.
    if (words.trim() !== '' && looked === null) return null;
    if (looked === null && keysFor({ ...kinds, enricher: null, observable: null }).length === 0) {
      return { ...filter, match: null, hasWords: 0 };
    }
    const keys = keysFor({ ...kinds, enricher, observable });
    if (looked === null) {
      return { ...filter, match: searchQuery(null, { keys, prefix: false }), hasWords: 0 };
    }
    const hits = hitsOf.get(`text : ${phrase(looked.last)}`) ?? 0;
    const prefix = !isWhole(looked.last, hits, searchCountLimit);
    return { ...filter, match: searchQuery(looked, { keys, prefix }), hasWords: 1 };
  };
}

const ofPaste = `FROM requests WHERE paste = @paste AND state = 'done' AND run IS NOT NULL`;
// The plus keeps SQLite from asking the text index once a run; the bounds keep it from going through all of it.
const foundInPaste = `AND rowid BETWEEN (SELECT min(run) ${ofPaste}) AND (SELECT max(run) ${ofPaste})
  AND +rowid IN (SELECT run ${ofPaste})`;

/** The statement that gives the ids, newest first, of the runs that are asked for. */
export function idsOf(filter: Filter): string {
  const { match, paste, observable, enricher } = filter;
  if (match !== null) return `SELECT rowid AS id ${foundBy(filter)} ORDER BY rowid DESC`;
  const conditions = [
    'outcome IS NOT NULL',
    ...(observable === null ? [] : ['observable = @observable']),
    ...(enricher === null ? [] : ['enricher = @enricher']),
    ...(paste === null ? [] : [`id IN (SELECT run ${ofPaste})`]),
  ];
  return `SELECT id FROM runs WHERE ${conditions.join(' AND ')} ORDER BY id DESC`;
}

/** The same for the best matches first: what bm25 costs is paid for the newest ones only. */
export function rankedIdsOf(filter: Filter): string {
  return `SELECT id FROM (
      SELECT rowid AS id, bm25(search, 1, 0) AS score ${foundBy(filter)} ORDER BY rowid DESC LIMIT ${searchCountLimit})
    ORDER BY score, id DESC`;
}

function foundBy({ paste }: Filter): string {
  return `FROM search WHERE search MATCH @match ${paste === null ? '' : foundInPaste}`;
}

/** What is not narrowed further is counted as it grows. Counting all less the few that still run stays in an index. */
export function countOf(filter: Filter): string {
  const { match, paste, observable, enricher } = filter;
  if (match !== null || paste !== null) {
    const limit = match === null ? '' : `LIMIT ${searchCountLimit + 1}`;
    return `SELECT count(*) FROM (${idsOf(filter).replace(/ORDER BY .*$/s, '')} ${limit})`;
  }
  if (observable === null) {
    return `SELECT sum(finished_runs) FROM enrichers ${enricher === null ? '' : 'WHERE id = @enricher'}`;
  }
  const conditions = [
    'observable = @observable',
    ...(enricher === null ? [] : ['enricher = @enricher']),
  ].join(' AND ');
  return `SELECT (SELECT count(*) FROM runs WHERE ${conditions})
    - (SELECT count(*) FROM runs WHERE outcome IS NULL AND ${conditions})`;
}
