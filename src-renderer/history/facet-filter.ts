import type { Facets, RunFilter } from '../../src-main/contract/search.ts';

export const facetNames = ['type', 'enricherId', 'outcome', 'level', 'tag', 'when'] as const;
export type FacetName = (typeof facetNames)[number];
export type FacetValue = { readonly value: string; readonly count: number };

/** Filters by the value, or takes that back. */
export function toggled(filter: RunFilter, name: FacetName, value: string): RunFilter {
  const { [name]: chosen, ...others } = filter;
  return chosen === value ? others : { ...others, [name]: value };
}

/**
 * What there is to choose from: nothing where all have the same. What is chosen is always there, so that it can be
 * taken back.
 */
export function choices(
  facets: Facets | undefined,
  filter: RunFilter,
  name: FacetName,
): readonly FacetValue[] {
  const values: readonly FacetValue[] = facets?.[name] ?? [];
  const chosen = filter[name];
  if (chosen === undefined) {
    const counted = values.reduce((sum, { count }) => sum + count, 0);
    return values.length === 1 && counted === facets?.counted ? [] : values;
  }
  const count = values.find(({ value }) => value === chosen)?.count ?? 0;
  return [{ value: chosen, count }, ...values.filter(({ value }) => value !== chosen)];
}
