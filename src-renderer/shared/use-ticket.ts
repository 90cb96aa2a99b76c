import { useQueryClient } from '@tanstack/react-query';
import { useAnnounce } from '../app/announcements.tsx';
import { useHost } from '../app/host.ts';
import { ticketOf } from './ticket.ts';
import { useCopyText } from './use-copy-text.ts';

const atMost = 500;

/** Copies observables for a ticket. */
export function useTicket(): (ids: readonly number[], pasteId: number | null) => Promise<void> {
  const { queries } = useHost();
  const queryClient = useQueryClient();
  const announce = useAnnounce();
  const copyText = useCopyText();
  return async (ids, pasteId) => {
    if (ids.length === 0) return announce('There is nothing to copy. Select an observable first.');
    const capabilities = await queryClient.fetchQuery(queries.capabilities.queryOptions());
    const panes = await Promise.all(
      ids
        .slice(0, atMost)
        .map((observableId) =>
          queryClient.fetchQuery(
            queries.observables.flair.queryOptions({ input: { observableId, pasteId } }),
          ),
        ),
    );
    const stamp = { version: capabilities.version, now: new Date().toISOString() };
    const what =
      ids.length > atMost
        ? `the first ${atMost} observables`
        : ids.length === 1
          ? 'one observable'
          : `${ids.length} observables`;
    await copyText(ticketOf(panes, stamp), what);
  };
}
