import { type Find, isPart, type Observable } from '../contract/observable.ts';
import type { FindEdit } from '../contract/paste.ts';
import { canonicalValue } from './canonical.ts';
import type { PatternTypes } from './pattern-types.ts';

/** Identity is (type, canonical value). */
export const keyOf = ({ type, value }: Observable) => `${type}\n${value}`;

export type Corrected = {
  readonly finds: readonly Find[];
  /** by key as corrected: ticked or not by hand */
  readonly ticks: ReadonlyMap<string, boolean>;
};

/**
 * What the analyst corrected, applied to every occurrence. A dropped find takes the finds inside it along only
 * when they are dropped too: the host of a dropped URL may still be wanted.
 */
export function applyEdits(
  finds: readonly Find[],
  edits: readonly FindEdit[],
  patternTypes?: PatternTypes,
): Corrected {
  const ticks = new Map<string, boolean>();
  if (edits.length === 0) return { finds, ticks };
  const byKey = new Map(edits.map((edit) => [keyOf(edit), edit]));
  const moved = new Map<number, number>();
  const kept: Find[] = [];
  finds.forEach((find, index) => {
    const edit = byKey.get(keyOf(find));
    if (edit?.drop === true) return;
    moved.set(index, kept.length);
    const corrected = edit?.asType === undefined ? find : retyped(find, edit.asType, patternTypes);
    if (edit?.include !== undefined) ticks.set(keyOf(corrected), edit.include);
    kept.push(corrected);
  });
  const standing = kept.map(({ nestedIn, ...find }) => {
    const parent = nestedIn === undefined ? undefined : moved.get(nestedIn);
    return parent === undefined ? find : { ...find, nestedIn: parent };
  });
  return { finds: standing, ticks };
}

/**
 * A value that is none of the chosen type keeps its text: the analyst knows better than the scanner. What made
 * it noise was said of the other type.
 */
function retyped(find: Find, type: string, patternTypes?: PatternTypes): Find {
  const { noise: _, ...rest } = find;
  const value = canonicalValue(type, find.text, patternTypes) ?? find.value;
  return { ...rest, type, value, why: 'chosen by hand' };
}

/**
 * The values that `Enrich` runs, by key: what was ticked by hand; else what stands on its own and is not noise in
 * at least one place each.
 */
export function valuesToRun(
  { finds, ticks }: Corrected,
  includeNoise: boolean,
): ReadonlyMap<string, Observable> {
  const standing = new Map<string, { isNews: boolean; isAlone: boolean; find: Find }>();
  for (const find of finds) {
    const key = keyOf(find);
    const before = standing.get(key);
    standing.set(key, {
      isNews: before?.isNews === true || includeNoise || find.noise === undefined,
      isAlone: before?.isAlone === true || !isPart(find),
      find: before?.find ?? find,
    });
  }
  const toRun = new Map<string, Observable>();
  for (const [key, { isNews, isAlone, find }] of standing) {
    if (ticks.get(key) ?? (isNews && isAlone)) toRun.set(key, find);
  }
  return toRun;
}

/** A correction as a paste keeps it, by what the value was found as. */
export type SettledEdit = Observable & {
  readonly dropped: boolean;
  /** what it stands for as the type that it was given */
  readonly as: Observable | null;
  /** ticked or not by hand */
  readonly include: boolean | null;
};

/** Those of the corrections that some find is meant by. */
export function settledEdits(
  finds: readonly Find[],
  edits: readonly FindEdit[],
  patternTypes?: PatternTypes,
): SettledEdit[] {
  const byKey = new Map(edits.map((edit) => [keyOf(edit), edit]));
  const settled = new Map<string, SettledEdit>();
  for (const find of byKey.size === 0 ? [] : finds) {
    const key = keyOf(find);
    const edit = byKey.get(key);
    if (edit !== undefined && !settled.has(key))
      settled.set(key, settledEdit(edit, find.text, patternTypes));
  }
  return [...settled.values()];
}

/** `text` is the value as it was written. */
export function settledEdit(
  { type, value, drop, asType, include }: FindEdit,
  text: string,
  patternTypes?: PatternTypes,
): SettledEdit {
  const as =
    asType === undefined || asType === type
      ? null
      : { type: asType, value: canonicalValue(asType, text, patternTypes) ?? value };
  return { type, value, dropped: drop === true, as, include: include ?? null };
}
