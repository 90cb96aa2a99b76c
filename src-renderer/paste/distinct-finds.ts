import type { Find } from '../../src-main/contract/observable.ts';
import type { FindEdit } from '../../src-main/contract/paste.ts';

/** One value as the list of finds shows it. */
export type DistinctFind = {
  /** as found, before the analyst corrected it */
  readonly type: string;
  readonly value: string;
  readonly text: string;
  readonly asType: string;
  readonly dropped: boolean;
  readonly noise: string | null;
  readonly nested: boolean;
};

export function keyOf({ type, value }: { readonly type: string; readonly value: string }): string {
  return `${type} ${value}`;
}

/** Each (type, value) once, in the order of the text, with the corrections laid over it. */
export function distinctFinds(
  finds: readonly Find[],
  edits: readonly FindEdit[],
): readonly DistinctFind[] {
  const corrections = new Map(edits.map((edit) => [keyOf(edit), edit]));
  const distinct = new Map<string, DistinctFind>();
  for (const find of finds) {
    const key = keyOf(find);
    if (distinct.has(key)) continue;
    const edit = corrections.get(key);
    distinct.set(key, {
      type: find.type,
      value: find.value,
      text: find.text,
      asType: edit?.asType ?? find.type,
      dropped: edit?.drop === true,
      noise: find.noise ?? null,
      nested: find.nestedIn !== undefined,
    });
  }
  return [...distinct.values()];
}

/** By type as corrected; dropped ones keep their place, so that they can be taken back. */
export function findsByType(
  finds: readonly DistinctFind[],
): readonly (readonly [string, readonly DistinctFind[]])[] {
  return [...Map.groupBy(finds, (find) => find.asType)];
}

/** Puts one correction into the list; one that corrects nothing is left out. */
export function withEdit(edits: readonly FindEdit[], edit: FindEdit): FindEdit[] {
  const others = edits.filter((other) => keyOf(other) !== keyOf(edit));
  const corrects = edit.drop === true || (edit.asType !== undefined && edit.asType !== edit.type);
  return corrects ? [...others, edit] : others;
}
