import type { RunOrder } from '../../contract/search.ts';
import type { RunSummary } from '../../contract/run.ts';
import type { Connection } from '../connection.ts';
import type { Page, Paged, RunSearch } from '../store.ts';
import { countOf, type Filter, type FilterOf, idsOf, rankedIdsOf } from './run-filters.ts';
import { prepared } from './prepared.ts';
import { type RunRow, runColumns, runSummary, runTables } from './run-rows.ts';

/**
 * Finished runs, newest or best first. Which index serves depends on what is asked, so the statement is put together
 * from what is asked; there are few such combinations, and each is prepared once.
 */
export function createHistory(db: Connection, filterOf: FilterOf) {
  const page = prepared((sql) => db.prepare<Filter & Page, number>(sql).pluck());
  const count = prepared((sql) => db.prepare<Filter, number>(sql).pluck());
  const rows = db.prepare<[string], RunRow>(
    `SELECT ${runColumns} FROM json_each(?) j CROSS JOIN ${runTables} WHERE r.id = j.value ORDER BY j.key`,
  );
  return {
    runs({
      offset,
      limit,
      order,
      ...query
    }: Page & RunSearch & { order?: RunOrder }): Paged<RunSummary> {
      const filter = filterOf(query);
      if (filter === null) return { rows: [], total: 0 };
      const asked = order === 'match' && filter.hasWords ? rankedIdsOf(filter) : idsOf(filter);
      const ids = page(`${asked} LIMIT @limit OFFSET @offset`).all({ ...filter, offset, limit });
      return {
        rows: rows.all(JSON.stringify(ids)).map(runSummary),
        total: count(countOf(filter)).get(filter) ?? 0,
      };
    },
  };
}
