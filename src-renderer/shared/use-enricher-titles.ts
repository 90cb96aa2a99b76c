import { useQuery } from '@tanstack/react-query';
import { useCallback } from 'react';
import { useHost } from '../app/host.ts';

/** Titles by id; the id itself where the enricher is gone. */
export function useEnricherTitles(): (enricherId: string) => string {
  const { queries } = useHost();
  const { data } = useQuery(queries.enrichers.list.queryOptions());
  return useCallback(
    (enricherId) => data?.find((enricher) => enricher.id === enricherId)?.title ?? enricherId,
    [data],
  );
}
