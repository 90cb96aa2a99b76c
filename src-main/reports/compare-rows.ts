import type { Comparison } from '../contract/comparison.ts';
import type { Cell, Column } from '../contract/report.ts';

export type RowSource = {
  readonly title: string;
  /** what one row is called in the sentence on top */
  readonly noun: string;
  readonly columns: readonly Column[];
  readonly key: readonly string[] | undefined;
  readonly rows: readonly (readonly Cell[])[];
};

export type RowChanges = Comparison['tables'][number] & {
  readonly noun: string;
  readonly columnsDiffer: boolean;
};

/** Rows over the columns that both tables have and that are not volatile; looks and labels do not count. */
export function compareRows(
  before: RowSource,
  after: RowSource,
  volatile: ReadonlySet<string>,
): RowChanges {
  const kept = after.columns.filter((column) => !column.volatile && !volatile.has(column.name));
  const common = kept.filter((column) => before.columns.some(({ name }) => name === column.name));
  const names = common.map(({ name }) => name);
  const old = projected(before, names);
  const recent = projected(after, names);
  const key = after.key?.filter((name) => names.includes(name)) ?? [];
  const places = key.map((name) => names.indexOf(name));
  const changes = key.length > 0 ? byKey(old, recent, places) : byRow(old, recent);
  const stable = before.columns.filter((column) => !column.volatile && !volatile.has(column.name));
  return {
    title: after.title,
    noun: after.noun,
    columns: names,
    columnsDiffer: common.length !== kept.length || common.length !== stable.length,
    ...changes,
  };
}

type Row = Cell[];
type Changes = Pick<RowChanges, 'added' | 'removed' | 'changed'>;

function projected(source: RowSource, names: readonly string[]): Row[] {
  const places = names.map((name) => source.columns.findIndex((column) => column.name === name));
  return source.rows.map((row) => places.map((place) => row[place] ?? null));
}

function byRow(before: readonly Row[], after: readonly Row[]): Changes {
  const counts = new Map<string, number>();
  const marks = before.map(markOf);
  for (const mark of marks) counts.set(mark, (counts.get(mark) ?? 0) + 1);
  const added: Row[] = [];
  for (const row of after) {
    const mark = markOf(row);
    const count = counts.get(mark) ?? 0;
    if (count === 0) added.push(row);
    else counts.set(mark, count - 1);
  }
  // What is left over stood only before; the last of several equal rows are the ones that went.
  const removed: Row[] = [];
  for (let index = before.length - 1; index >= 0; index -= 1) {
    const row = before[index];
    const count = counts.get(marks[index] ?? '') ?? 0;
    if (row === undefined || count === 0) continue;
    counts.set(marks[index] ?? '', count - 1);
    removed.push(row);
  }
  return { added, removed: removed.toReversed(), changed: [] };
}

/** Several rows with one key are matched in their order. */
function byKey(before: readonly Row[], after: readonly Row[], places: readonly number[]): Changes {
  const keyOf = (row: Row) => markOf(places.map((place) => row[place] ?? null));
  const waiting = new Map<string, { rows: Row[]; next: number }>();
  for (const row of before) {
    const mark = keyOf(row);
    const held = waiting.get(mark);
    if (held === undefined) waiting.set(mark, { rows: [row], next: 0 });
    else held.rows.push(row);
  }
  const added: Row[] = [];
  const changed: { before: Row; after: Row }[] = [];
  for (const row of after) {
    const held = waiting.get(keyOf(row));
    const old = held?.rows[held.next];
    if (held === undefined || old === undefined) {
      added.push(row);
      continue;
    }
    held.next += 1;
    if (markOf(old) !== markOf(row)) changed.push({ before: old, after: row });
  }
  const removed = [...waiting.values()].flatMap(({ rows, next }) => rows.slice(next));
  return { added, removed, changed };
}

/** Equal for rows of equal values, and only for these. */
function markOf(row: readonly Cell[]): string {
  return JSON.stringify(row.map(valueOf));
}

function valueOf(cell: Cell): unknown {
  if (typeof cell !== 'object' || cell === null) return cell;
  return Array.isArray(cell.value) ? cell.value.map(valueOf) : cell.value;
}
