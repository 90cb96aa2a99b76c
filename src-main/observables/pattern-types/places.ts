import type { Tree } from './tree.ts';
import type { UnitSet } from './units.ts';

/**
 * The places of several patterns, each taking one unit, with the places that may follow (Glushkov's construction).
 * Pattern n ends at the places whose `endOf` is n.
 */
export interface Places {
  /** index into `sets` of what each place takes */
  readonly takes: readonly number[];
  readonly follow: readonly (readonly number[])[];
  /** the pattern that may end behind a place, -1 for none */
  readonly endOf: readonly number[];
  readonly first: readonly number[];
  readonly sets: readonly UnitSet[];
}

export type Pattern = { readonly tree: Tree; readonly ignoreCase: boolean };

/** A stretch of places: where it may begin and end, and whether it may be left out. */
type Stretch = {
  readonly first: readonly number[];
  readonly last: readonly number[];
  readonly empty: boolean;
};

const nothing: Stretch = { first: [], last: [], empty: true };

export function placesOf(patterns: readonly Pattern[]): Places {
  const takes: number[] = [];
  const follow: number[][] = [];
  const endOf: number[] = [];
  const first: number[] = [];
  const sets = new Map<string, { readonly index: number; readonly set: UnitSet }>();

  function setIndex(set: UnitSet): number {
    const key = `${set.ignoreCase} ${typeof set.source} ${set.source}`;
    const known = sets.get(key) ?? { index: sets.size, set };
    sets.set(key, known);
    return known.index;
  }

  function join(before: Stretch, after: Stretch): Stretch {
    for (const place of before.last) follow[place]?.push(...after.first);
    return {
      first: before.empty ? [...before.first, ...after.first] : before.first,
      last: after.empty ? [...before.last, ...after.last] : after.last,
      empty: before.empty && after.empty,
    };
  }

  function lay(tree: Tree, ignoreCase: boolean): Stretch {
    switch (tree.kind) {
      case 'unit': {
        const place = takes.push(setIndex({ source: tree.source, ignoreCase })) - 1;
        follow.push([]);
        endOf.push(-1);
        return { first: [place], last: [place], empty: false };
      }
      case 'sequence':
        return tree.parts.map((part) => lay(part, ignoreCase)).reduce(join, nothing);
      case 'choice': {
        const parts = tree.parts.map((part) => lay(part, ignoreCase));
        return {
          first: parts.flatMap((part) => part.first),
          last: parts.flatMap((part) => part.last),
          empty: parts.some((part) => part.empty),
        };
      }
      case 'repeat':
        return layCopies(tree.part, tree.min, tree.max, ignoreCase);
    }
  }

  /** Copies are used from the front: of those that may be left out, a later one follows only an earlier one. */
  function layCopies(part: Tree, min: number, max: number, ignoreCase: boolean): Stretch {
    const copies = Array.from({ length: max }, () => lay(part, ignoreCase));
    const needed = part.shortest === 0 ? 0 : min;
    copies.forEach(({ first }, index) => {
      for (const place of copies[index - 1]?.last ?? []) follow[place]?.push(...first);
    });
    return {
      first: copies[0]?.first ?? [],
      last: copies.slice(Math.max(0, needed - 1)).flatMap((copy) => copy.last),
      empty: needed === 0,
    };
  }

  patterns.forEach(({ tree, ignoreCase }, pattern) => {
    const whole = lay(tree, ignoreCase);
    first.push(...whole.first);
    for (const place of whole.last) endOf[place] = pattern;
  });
  return { takes, follow, endOf, first, sets: [...sets.values()].map(({ set }) => set) };
}
