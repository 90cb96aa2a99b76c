import type { Find } from '../../src-main/contract/observable.ts';

/** Finds stand in the order of their starts; what was read out of a find follows it. */
function lastStartingAt(finds: readonly Find[], position: number): number {
  let low = 0;
  let high = finds.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((finds[middle]?.start ?? 0) <= position) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** The outermost find that the last one to start there stands in; -1 before the first. */
function outermostStartingAt(finds: readonly Find[], position: number): number {
  let index = lastStartingAt(finds, position);
  for (let outer = finds[index]?.nestedIn; outer !== undefined; outer = finds[index]?.nestedIn) {
    index = outer;
  }
  return index;
}

/** The outermost find that a position stands in or touches. */
export function findAt(finds: readonly Find[], position: number): Find | null {
  const find = finds[outermostStartingAt(finds, position)];
  return find !== undefined && position <= find.end ? find : null;
}

/** The outermost finds of which something stands in the text from `from` up to `to`. */
export function outermostBetween(finds: readonly Find[], from: number, to: number): Find[] {
  const found: Find[] = [];
  // What stands inside a find ends before it does, so its own end says nothing about the one around it.
  for (let index = Math.max(0, outermostStartingAt(finds, from)); ; index += 1) {
    const find = finds[index];
    if (find === undefined || find.start >= to) return found;
    if (find.nestedIn === undefined && find.end > from) found.push(find);
  }
}

/** The first find that begins after a position, or the first of all. */
export function findAfter(finds: readonly Find[], position: number): Find | null {
  for (let index = lastStartingAt(finds, position) + 1; index < finds.length; index += 1) {
    const find = finds[index];
    if (find !== undefined && find.nestedIn === undefined) return find;
  }
  return finds[0] ?? null;
}

type Value = { readonly type: string; readonly value: string };

/** Where a value stands. */
export function occurrencesOf(finds: readonly Find[], { type, value }: Value): readonly Find[] {
  return finds.filter((find) => find.value === value && find.type === type);
}

/** The finds that were read out of one, one level down. */
export function findsInside(finds: readonly Find[], parent: Find): readonly Find[] {
  const index = finds.indexOf(parent);
  return finds.filter(({ nestedIn }) => nestedIn === index && index >= 0);
}
