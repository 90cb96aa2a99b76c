import { useQuery } from '@tanstack/react-query';
import { observableTypes } from '../../src-main/contract/vocabulary.ts';
import { useHost } from '../app/host.ts';

/** The types that a value can be given: those that are built in, and those that an admin defined. */
export function useObservableTypes(): readonly string[] {
  const { queries } = useHost();
  const { data } = useQuery(queries.settings.get.queryOptions());
  return [...observableTypes, ...(data?.patternTypes ?? []).map(({ name }) => name)];
}
