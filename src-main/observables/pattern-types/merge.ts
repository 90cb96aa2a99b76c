import type { RawFind } from '../scan.ts';

/**
 * Puts the matches of types that an admin defined among what was found otherwise. What lies in a match is left out,
 * be it the same stretch or a part of it: the admin said what it is. What is larger (the URL around a ticket's number),
 * or only touches it, stays, and the match stands beside it as a find of its own, never nested and never noise.
 *
 * Both lists are in order; the matches do not overlap. Nested finds stay right behind their parent.
 */
export function mergeMatches(
  found: readonly RawFind[],
  matches: readonly RawFind[],
): readonly RawFind[] {
  if (matches.length === 0) return found;
  const merged: RawFind[] = [];
  const moved = new Map<number, number>();
  let next = 0;
  const addMatchesBefore = (start: number) => {
    for (; (matches[next]?.start ?? Infinity) < start; next++)
      merged.push(...matches.slice(next, next + 1));
  };
  found.forEach((find, index) => {
    const { nestedIn } = find;
    const parent = nestedIn === undefined ? undefined : moved.get(nestedIn);
    if ((nestedIn !== undefined && parent === undefined) || isWithin(find, matches)) return;
    if (nestedIn === undefined) addMatchesBefore(find.start);
    moved.set(index, merged.push({ ...find, nestedIn: parent }) - 1);
  });
  addMatchesBefore(Infinity);
  return merged;
}

function isWithin({ start, end }: RawFind, matches: readonly RawFind[]): boolean {
  const match = matches[lastAtOrBefore(matches, start)];
  return match !== undefined && match.start <= start && end <= match.end;
}

function lastAtOrBefore(matches: readonly RawFind[], start: number): number {
  let low = 0;
  let high = matches.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((matches[middle]?.start ?? 0) <= start) low = middle;
    else high = middle - 1;
  }
  return low;
}
