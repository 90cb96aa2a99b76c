import type { Find } from '../../src-main/contract/observable.ts';
import { type DistinctFind, keyOf, willRun } from './distinct-finds.ts';
import type { FindLook } from './find-marks.ts';

/** How a find is drawn in the text, as it stands after the corrections. */
export function lookIn(
  distinct: ReadonlyMap<string, DistinctFind>,
  find: Find,
  includeNoise: boolean,
): FindLook {
  const known = distinct.get(keyOf(find));
  if (known === undefined) return { type: find.type, standing: 'runs' };
  const standing = known.dropped ? 'dropped' : willRun(known, includeNoise) ? 'runs' : 'listed';
  return { type: known.asType, standing };
}
