import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import type { Tab } from '../../src-main/contract/paste.ts';
import { useHost } from '../app/host.ts';
import { usePlaces } from '../app/places.ts';

/**
 * Enrichers that start on-open run when their tab is clicked, in a live paste only: reading old pastes never
 * sends anything.
 */
export function useOnOpen(tab: Tab | null, observableId: number, pasteId: number | null): void {
  const { client, queries } = useHost();
  const { isLive } = usePlaces();
  const { data: enrichers } = useQuery(queries.enrichers.list.queryOptions());
  const asked = useRef(new Set<string>());
  const start = enrichers?.find(({ id }) => id === tab?.enricherId)?.start;
  const enricherId = tab?.enricherId;
  const isUnasked = tab?.run === null && tab.request === null;

  useEffect(() => {
    if (enricherId === undefined || !isUnasked || !isLive || start !== 'on-open') return;
    if (asked.current.has(enricherId)) return;
    asked.current.add(enricherId);
    // What stands in the way becomes a skip with its reason, which the tab shows.
    void client.runs
      .again({ observableIds: [observableId], pasteId, enrichers: [enricherId], trigger: 'open' })
      .catch(() => undefined);
  }, [client, enricherId, isUnasked, isLive, start, observableId, pasteId]);
}
