import type { RunSummary } from '../../contract/run.ts';
import type { Tlp } from '../../contract/vocabulary.ts';
import { standingOf } from '../../reports/standing.ts';
import type { Connection } from '../connection.ts';
import type { StoredFlair } from '../store.ts';
import { createObservableLookup } from './observable-lookup.ts';
import type { createRequestReader } from './requests.ts';
import {
  mergedTags,
  type RunRow,
  runColumns,
  runSummary,
  runTables,
  verdictOf,
} from './run-rows.ts';

type Row = {
  enricherId: string;
  request: number | null;
  newest: number | null;
  newestGood: number | null;
  previousGoodId: number | null;
  runCount: number;
};

export function createFlairReader(
  db: Connection,
  options: {
    marking: (observableId: number) => Tlp | null;
    requests: ReturnType<typeof createRequestReader>['requests'];
  },
) {
  const seen = db.prepare<[number], { firstSeen: string; lastSeen: string; pastes: number }>(
    'SELECT first_seen AS firstSeen, last_seen AS lastSeen, pastes FROM observables WHERE id = ?',
  );
  const enrichments = db.prepare<[number], Row>(
    `SELECT e.name AS enricherId, n.request, n.newest_run AS newest, n.newest_good AS newestGood,
       n.previous_good AS previousGoodId, n.run_count AS runCount
     FROM enrichments n JOIN enrichers e ON e.id = n.enricher WHERE n.observable = ? ORDER BY e.name`,
  );
  const runs = db.prepare<[string], RunRow>(
    `SELECT ${runColumns} FROM ${runTables} WHERE r.id IN (SELECT value FROM json_each(?))`,
  );
  const lookup = createObservableLookup(db);

  function flair(observableId: number): StoredFlair | null {
    const [observable] = lookup.byIds([observableId]);
    const times = seen.get(observableId);
    if (observable === undefined || times === undefined) return null;
    const rows = enrichments.all(observableId);
    const runRows = runs.all(
      JSON.stringify(rows.flatMap(({ newest, newestGood }) => present([newest, newestGood]))),
    );
    const summaries = new Map(runRows.map((row) => [row.id, runSummary(row)]));
    const requests = new Map(
      options.requests(present(rows.map(({ request }) => request))).map((one) => [one.id, one]),
    );
    const goodIds = new Set(rows.map(({ newestGood }) => newestGood));
    const good = runRows.filter(({ id }) => goodIds.has(id));
    return {
      observable,
      tlp: options.marking(observableId),
      ...times,
      standing: standingOf(
        good.map((row) => ({ enricherTitle: row.enricherTitle, verdict: verdictOf(row) })),
      ),
      tags: mergedTags(good.map(({ tags }) => tags)),
      enrichments: rows.map(({ request, newest, newestGood, ...row }) => ({
        ...row,
        request: find(requests, request),
        newest: find<RunSummary>(summaries, newest),
        newestGood: find<RunSummary>(summaries, newestGood),
      })),
    };
  }

  return { flair };
}

function present(ids: readonly (number | null)[]): number[] {
  return ids.filter((id) => id !== null);
}

function find<T>(map: ReadonlyMap<number, T>, id: number | null): T | null {
  return id === null ? null : (map.get(id) ?? null);
}
