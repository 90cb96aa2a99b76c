import type { QueryClient } from '@tanstack/react-query';
import type { WorkbenchEvent } from '../../src-main/contract/events.ts';
import type { Connection } from '../transport.ts';

/** The host gathers for 50 ms; a screen needs no more than some seven pictures a second. */
const gatherMilliseconds = 120;
/** The plan is reckoned anew from the whole text, which is not for every result that comes in. */
const planMilliseconds = 1000;

/** Follows the event stream until aborted and makes stale what has changed. */
export async function followEvents(
  host: Connection,
  queryClient: QueryClient,
  announce: (sentence: string) => void,
  signal: AbortSignal,
): Promise<void> {
  const changes = gatherChanges(host.queries, queryClient);
  for (let first = true; !signal.aborted; first = false) {
    try {
      const events = await host.client.events(undefined, { signal });
      // Nobody knows what happened while the connection was down.
      if (!first) changes({ type: 'everything' });
      for await (const event of events) {
        if (event.type === 'failure') announce(event.sentence);
        else changes(event);
      }
    } catch {
      // The connection broke; the next call waits for the new one.
    }
    await new Promise((resolve) => setTimeout(resolve, gatherMilliseconds));
  }
}

function gatherChanges(queries: Connection['queries'], queryClient: QueryClient) {
  const gathered = new Map<WorkbenchEvent['type'], Set<number>>();
  let timer: ReturnType<typeof setTimeout> | null = null;
  let planTimer: ReturnType<typeof setTimeout> | null = null;
  const flushPlan = () => {
    planTimer = null;
    void queryClient.invalidateQueries({ queryKey: queries.plan.key() });
  };
  const flush = () => {
    timer = null;
    for (const queryKey of staleKeys(queries, gathered)) {
      void queryClient.invalidateQueries({ queryKey });
    }
    gathered.clear();
  };
  return (event: WorkbenchEvent) => {
    const ids = gathered.get(event.type) ?? new Set<number>();
    if ('ids' in event) for (const id of event.ids) ids.add(id);
    gathered.set(event.type, ids);
    timer ??= setTimeout(flush, gatherMilliseconds);
    // What is queued or has an answer is not asked again.
    if (event.type === 'queue' || event.type === 'observables') {
      planTimer ??= setTimeout(flushPlan, planMilliseconds);
    }
  };
}

function staleKeys(
  queries: Connection['queries'],
  gathered: ReadonlyMap<WorkbenchEvent['type'], ReadonlySet<number>>,
): (readonly unknown[])[] {
  if (gathered.has('everything')) return [queries.key()];
  const keys: (readonly unknown[])[] = [];
  for (const id of gathered.get('pastes') ?? []) {
    keys.push(queries.pastes.get.key({ input: { id } }));
  }
  if (gathered.has('pastes')) keys.push(queries.pastes.list.key(), queries.observables.list.key());
  for (const observableId of gathered.get('observables') ?? []) {
    keys.push(queries.observables.flair.key({ input: { observableId } }));
  }
  if (gathered.has('observables')) {
    keys.push(
      queries.observables.list.key(),
      queries.runs.list.key(),
      queries.runs.facets.key(),
      queries.ledger.key(),
    );
  }
  if (gathered.has('queue')) keys.push(queries.queue.key());
  if (gathered.has('enrichers') || gathered.has('settings')) {
    keys.push(
      queries.enrichers.key(),
      queries.vault.key(),
      queries.settings.key(),
      queries.plan.key(),
      queries.observables.flair.key(),
    );
  }
  // They carry values in the style that was set; own values are noise.
  if (gathered.has('settings')) {
    keys.push(queries.observables.list.key(), queries.extract.key(), queries.network.key());
  }
  return keys;
}
