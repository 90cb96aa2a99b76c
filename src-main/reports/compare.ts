import type { Comparison } from '../contract/comparison.ts';
import type { Report, Scalar, TableRest, TableWidget } from '../contract/report.ts';
import { changeSentence } from './change-sentence.ts';
import { compareRows, type RowChanges, type RowSource } from './compare-rows.ts';
import { compareWidgets } from './compare-widgets.ts';

export type Side = { readonly report: Report; readonly tables: readonly TableRest[] };

/**
 * What differs between two results of one enricher. Facts and columns named in `volatile`, and columns that
 * their table marks so, are left out. Rows are matched by the table's `key`, else by the whole row; the verdict
 * stands among the facts, tags and related values are compared as tables. Linear in the number of rows.
 */
export function compareReports(
  before: Side,
  after: Side,
  options: { readonly volatile: readonly string[] },
): Omit<Comparison, 'before' | 'after'> {
  const volatile = new Set(options.volatile);
  const facts = [
    ...compareFacts(factsWithVerdict(before.report), factsWithVerdict(after.report), volatile),
  ];
  const tables = pairs(tablesOf(before), tablesOf(after)).map(([old, recent]) =>
    compareRows(old, recent, volatile),
  );
  const widgets = [
    ...tables
      .filter((table) => table.columnsDiffer)
      .map((table) => `${table.title || 'Table'}: columns`),
    ...compareWidgets(before.report.widgets, after.report.widgets, volatile),
  ];
  const changed = tables.filter(isChanged);
  const unchanged = facts.length === 0 && changed.length === 0 && widgets.length === 0;
  return {
    unchanged,
    sentence: changeSentence(facts, changed, widgets),
    facts,
    tables: changed.map(({ title, columns, added, removed, changed: rows }) => ({
      title,
      columns,
      added,
      removed,
      changed: rows,
    })),
    widgets,
  };
}

const verdictFact = 'verdict';

function factsWithVerdict(report: Report): Readonly<Record<string, Scalar>> {
  const { verdict, facts } = report;
  if (verdict === undefined || Object.hasOwn(facts, verdictFact)) return facts;
  const sentence = verdict.sentence === verdict.level ? '' : `: ${verdict.sentence}`;
  return { [verdictFact]: `${verdict.level}${sentence}`, ...facts };
}

function* compareFacts(
  before: Readonly<Record<string, Scalar>>,
  after: Readonly<Record<string, Scalar>>,
  volatile: ReadonlySet<string>,
): Generator<Comparison['facts'][number]> {
  for (const [name, value] of Object.entries(after)) {
    if (volatile.has(name)) continue;
    if (!Object.hasOwn(before, name)) yield { name, after: value };
    else if (before[name] !== value) yield { name, before: before[name], after: value };
  }
  for (const [name, value] of Object.entries(before))
    if (!volatile.has(name) && !Object.hasOwn(after, name)) yield { name, before: value };
}

function tablesOf({ report, tables }: Side): RowSource[] {
  const rest = new Map(tables.map((table) => [table.widget, table.rows]));
  const own = report.widgets.flatMap((widget, index) =>
    widget.type === 'table' ? [sourceOf(widget, rest.get(index) ?? [])] : [],
  );
  const column = (name: string) => ({ name, kind: 'String' as const });
  return [
    ...own,
    {
      title: 'Tags',
      noun: 'tag',
      columns: ['Namespace', 'Predicate', 'Value', 'Level'].map(column),
      key: ['Namespace', 'Predicate', 'Value'],
      rows: report.tags.map((tag) => [tag.namespace, tag.predicate, tag.value, tag.level]),
    },
    {
      title: 'Related',
      noun: 'related value',
      columns: ['Type', 'Value', 'Relation'].map(column),
      key: undefined,
      rows: report.related.map((one) => [one.type, one.value, one.relation ?? null]),
    },
  ];
}

function sourceOf(widget: TableWidget, rest: TableRest['rows']): RowSource {
  return {
    title: widget.title ?? '',
    noun: 'row',
    columns: widget.columns,
    key: widget.key,
    rows: rest.length === 0 ? widget.rows : [...widget.rows, ...rest],
  };
}

/** Tables by title, and by order among those of one title; one that is missing counts as empty. */
function pairs(
  before: readonly RowSource[],
  after: readonly RowSource[],
): [RowSource, RowSource][] {
  const waiting = Map.groupBy(before, ({ noun, title }) => `${noun} ${title}`);
  const paired = after.map((recent): [RowSource, RowSource] => {
    const old = waiting.get(`${recent.noun} ${recent.title}`)?.shift();
    return [old ?? { ...recent, rows: [] }, recent];
  });
  for (const [, gone] of waiting) for (const old of gone) paired.push([old, { ...old, rows: [] }]);
  return paired;
}

function isChanged(table: RowChanges): boolean {
  return table.added.length + table.removed.length + table.changed.length > 0;
}
