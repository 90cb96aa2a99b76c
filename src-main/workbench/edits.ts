import type { Find, Observable } from '../contract/observable.ts';
import type { FindEdit } from '../contract/paste.ts';
import { canonicalValue } from '../observables/canonical.ts';

/** Identity is (type, canonical value). */
export const keyOf = ({ type, value }: Observable) => `${type}\n${value}`;

/**
 * What the analyst corrected, applied to every occurrence. A dropped find takes the finds inside it along only
 * when they are dropped too: the host of a dropped URL may still be wanted.
 */
export function applyEdits(finds: readonly Find[], edits: readonly FindEdit[]): Find[] {
  if (edits.length === 0) return [...finds];
  const byKey = new Map(edits.map((edit) => [keyOf(edit), edit]));
  const moved = new Map<number, number>();
  const kept: Find[] = [];
  finds.forEach((find, index) => {
    const edit = byKey.get(keyOf(find));
    if (edit?.drop === true) return;
    moved.set(index, kept.length);
    kept.push(edit?.asType === undefined ? find : retyped(find, edit.asType));
  });
  return kept.map(({ nestedIn, ...find }) => {
    const parent = nestedIn === undefined ? undefined : moved.get(nestedIn);
    return parent === undefined ? find : { ...find, nestedIn: parent };
  });
}

/** A value that is none of the chosen type keeps its text: the analyst knows better than the scanner. */
function retyped(find: Find, type: string): Find {
  const value = canonicalValue(type, find.text) ?? find.value;
  return { ...find, type, value, why: 'chosen by hand' };
}
