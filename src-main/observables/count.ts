import type { Find } from '../contract/observable.ts';

/** How many distinct values of each type there are; types in the order in which they first appear. */
export function countByType(finds: readonly Find[]): Record<string, number> {
  const values = new Map<string, Set<string>>();
  for (const { type, value } of finds) {
    const seen = values.get(type);
    if (seen) seen.add(value);
    else values.set(type, new Set([value]));
  }
  return Object.fromEntries([...values].map(([type, seen]) => [type, seen.size]));
}
