import { useEffect } from 'react';
import type { FlairPane } from '../../src-main/contract/paste.ts';
import { useHost } from '../app/host.ts';

/** Long enough that walking through rows asks for none of them. */
const restMilliseconds = 200;

/** What is queued of the value that is looked at comes first. */
export function usePrefer({ observable, tabs }: FlairPane): void {
  const { client } = useHost();
  const isQueued = tabs.some(({ request }) => request?.state === 'queued');

  useEffect(() => {
    if (!isQueued) return;
    const timer = setTimeout(
      () => void client.queue.prefer({ observableId: observable.id }).catch(() => undefined),
      restMilliseconds,
    );
    return () => clearTimeout(timer);
  }, [client, observable.id, isQueued]);
}
