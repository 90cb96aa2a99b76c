import type { Pattern } from './places.ts';
import type { Tree, UnitSource } from './tree.ts';

/** What laying out may cost, for one pattern and for all together; some milliseconds and megabytes. */
export const mostWeight = { one: 20_000, all: 100_000 };

/** What a class holds, or a letter in any case, is looked for among all units there are: as long as so many places. */
const weightOfClass = 1000;
const weightOfLetter = 250;

type Size = {
  readonly places: number;
  readonly follow: number;
  readonly first: number;
  readonly last: number;
  readonly empty: boolean;
};

const nothing: Size = { places: 0, follow: 0, first: 0, last: 0, empty: true };
const unit: Size = { places: 1, follow: 0, first: 1, last: 1, empty: false };

/**
 * How many places, and steps from one to another, `placesOf` would lay out for a pattern, counted without doing it,
 * and what it looks for among all units, unless it is among the `known`, to which it is added.
 */
export function weightOf({ tree, ignoreCase }: Pattern, known = new Set<string>()): number {
  const sources = new Set<UnitSource>();
  const { places, follow } = sizeOf(tree, sources);
  let weight = places + follow;
  for (const source of sources) {
    const key = `${ignoreCase} ${typeof source} ${source}`;
    if (!known.has(key)) weight += weightOfSource(source, ignoreCase);
    known.add(key);
  }
  return weight;
}

/** What all of them weigh together. */
export function weightOfAll(patterns: readonly Pattern[]): number {
  const known = new Set<string>();
  return patterns.reduce((sum, pattern) => sum + weightOf(pattern, known), 0);
}

function weightOfSource(source: UnitSource, ignoreCase: boolean): number {
  if (typeof source === 'string') return weightOfClass;
  return ignoreCase && source >= 0x80 ? weightOfLetter : 0;
}

function sizeOf(tree: Tree, sources: Set<UnitSource>): Size {
  switch (tree.kind) {
    case 'unit':
      sources.add(tree.source);
      return unit;
    case 'sequence':
      return tree.parts.map((part) => sizeOf(part, sources)).reduce(join, nothing);
    case 'choice':
      return tree.parts.map((part) => sizeOf(part, sources)).reduce(either);
    case 'repeat':
      return copies(sizeOf(tree.part, sources), tree.min, tree.max);
  }
}

function join(before: Size, after: Size): Size {
  return {
    places: before.places + after.places,
    follow: before.follow + after.follow + before.last * after.first,
    first: before.first + (before.empty ? after.first : 0),
    last: after.last + (after.empty ? before.last : 0),
    empty: before.empty && after.empty,
  };
}

function either(one: Size, other: Size): Size {
  return {
    places: one.places + other.places,
    follow: one.follow + other.follow,
    first: one.first + other.first,
    last: one.last + other.last,
    empty: one.empty || other.empty,
  };
}

function copies(part: Size, min: number, max: number): Size {
  if (max === 0) return nothing;
  const needed = part.empty ? 0 : min;
  return {
    places: max * part.places,
    follow: max * part.follow + (max - 1) * part.last * part.first,
    first: part.first,
    last: part.last * (max - Math.max(0, needed - 1)),
    empty: needed === 0,
  };
}
