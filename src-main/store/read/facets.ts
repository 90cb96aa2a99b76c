import type { Tag } from '../../contract/report.ts';
import { type Facets, tagName } from '../../contract/search.ts';
import { searchCountLimit } from '../../contract/vocabulary.ts';
import type { Connection } from '../connection.ts';
import type { RunSearch } from '../store.ts';
import { prepared } from './prepared.ts';
import { type Filter, type FilterOf, idsOf } from './run-filters.ts';

/** Of a facet that has more values the most frequent ones are given. */
const mostValues = 100;
const dayMs = 86_400_000;
/** Days of more than a month are too many to choose from. */
const mostDays = 31;

type Row = {
  readonly type: string;
  readonly enricherId: string;
  readonly outcome: string;
  readonly level: string | null;
  readonly day: string;
  readonly tags: string | null;
};

/** What the newest hits are. They are looked up one by one: that is why there are no more of them. */
export function createFacetReader(db: Connection, filterOf: FilterOf) {
  const newest = prepared((sql) =>
    db.prepare<Filter, Row>(
      `SELECT o.type, e.name AS enricherId, r.outcome, r.verdict_level AS level,
         substr(coalesce(r.ended_at, r.started_at), 1, 10) AS day, r.tags
       FROM (${sql} LIMIT ${searchCountLimit + 1}) hit CROSS JOIN runs r ON r.id = hit.id
         CROSS JOIN observables o ON o.id = r.observable CROSS JOIN enrichers e ON e.id = r.enricher`,
    ),
  );
  return {
    facets(query: RunSearch): Facets {
      const filter = filterOf(query);
      const found = filter === null ? [] : newest(idsOf(filter)).all(filter);
      const rows = found.slice(0, searchCountLimit);
      return {
        counted: rows.length,
        more: found.length > rows.length,
        type: counts(rows.map(({ type }) => type)),
        enricherId: counts(rows.map(({ enricherId }) => enricherId)),
        outcome: counts(rows.map(({ outcome }) => outcome)),
        level: counts(rows.map(({ level }) => level).filter((level) => level !== null)),
        tag: counts(rows.flatMap(({ tags }) => tagsOf(tags))),
        when: times(rows.map(({ day }) => day)),
      };
    },
  };
}

type Counts = Facets['type'];

function counts(values: readonly string[]): Counts {
  return counted(values)
    .toSorted((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))
    .slice(0, mostValues);
}

function times(days: readonly string[]): Counts {
  const each = counted(days).toSorted((a, b) => (a.value < b.value ? 1 : -1));
  const [newest, oldest] = [each[0]?.value, each.at(-1)?.value];
  const isLong = Date.parse(newest ?? '') - Date.parse(oldest ?? '') >= mostDays * dayMs;
  const shown = isLong ? counted(days.map((day) => day.slice(0, 7))) : each;
  return shown.toSorted((a, b) => (a.value < b.value ? 1 : -1)).slice(0, mostValues);
}

function counted(values: readonly string[]): Counts {
  const numbers = new Map<string, number>();
  for (const value of values) numbers.set(value, (numbers.get(value) ?? 0) + 1);
  return [...numbers].map(([value, count]) => ({ value, count }));
}

/** A run that has a tag at two levels has it once. */
function tagsOf(json: string | null): string[] {
  if (json === null) return [];
  const tags: Tag[] = JSON.parse(json);
  return [...new Set(tags.map(tagName))];
}
