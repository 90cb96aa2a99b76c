import type { FindEdit } from '../../src-main/contract/paste.ts';
import { type DistinctFind, keyOf, runsByItself } from './distinct-finds.ts';

/** Puts corrections into the list; one that corrects nothing is left out. */
export function withEdits(edits: readonly FindEdit[], changes: readonly FindEdit[]): FindEdit[] {
  const changed = new Set(changes.map(keyOf));
  return [...edits.filter((edit) => !changed.has(keyOf(edit))), ...changes.filter(corrects)];
}

function corrects({ type, drop, asType, include }: FindEdit): boolean {
  return drop === true || include !== undefined || (asType !== undefined && asType !== type);
}

type Change = { readonly drop?: boolean; readonly asType?: string; readonly include?: boolean };

/** The correction of a find as it stands after one more change. */
function edited(find: DistinctFind, change: Change): FindEdit {
  const { type, value } = find;
  const include = 'include' in change ? change.include : find.include;
  return {
    type,
    value,
    drop: change.drop ?? find.dropped,
    asType: change.asType ?? find.asType,
    ...(include === undefined ? {} : { include }),
  };
}

export function leftOut(find: DistinctFind): FindEdit {
  return edited(find, { drop: true });
}

export function takenBack(find: DistinctFind): FindEdit {
  return edited(find, { drop: false });
}

export function retyped(find: DistinctFind, asType: string): FindEdit {
  return edited(find, { asType });
}

/** Ticking what was left out takes it back. A tick that says what holds anyhow is none. */
export function ticked(find: DistinctFind, include: boolean, includeNoise: boolean): FindEdit {
  const { include: _, ...unticked } = edited(find, include ? { drop: false } : {});
  return include === runsByItself(find, includeNoise) ? unticked : { ...unticked, include };
}
