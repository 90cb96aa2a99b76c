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

/** The outermost find that a position stands in or touches. */
export function findAt(finds: readonly Find[], position: number): Find | null {
  let find = finds[lastStartingAt(finds, position)];
  while (find?.nestedIn !== undefined) find = finds[find.nestedIn];
  return find !== undefined && position <= find.end ? find : null;
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
