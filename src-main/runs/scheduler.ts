import type { CancelQuery, ClaimedRequest, Slots } from '../store/store.ts';
import { type After, createAlarm } from './alarm.ts';
import {
  type CarriedOut,
  type CarryOutOptions,
  createCarryOut,
  type PutAside,
} from './carry-out.ts';
import { createRests } from './rests.ts';
import { createWaiting } from './waiting.ts';

/** All that the scheduler needs from outside: no clock, disk or process of its own. */
export type SchedulerOptions = CarryOutOptions & {
  readonly concurrency: () => number;
  readonly after: After;
};

export type Scheduler = {
  /** There may be something in the queue. Cheap, and right to call too often. */
  readonly wake: () => void;
  /** Resolves when all of these requests have ended. */
  readonly settled: (requestIds: readonly number[]) => Promise<void>;
  /** Lets skipped requests that said when wait until then. Gives how many there were. */
  readonly resumeThen: (requestIds: readonly number[]) => Promise<number>;
  /** Cancels what is queued and stops what runs, keeping what was printed. Gives how many there were. */
  readonly cancel: (which: CancelQuery) => Promise<number>;
  /** Stops everything and waits until it has been written down. */
  readonly close: () => Promise<void>;
};

/** How soon a store that failed is asked again. */
const storeFailedMs = 1000;
/** Runs whose process has ended may be written down while others run: so many of them for each slot. */
const writtenAtOnce = 2;

type Active = {
  readonly request: ClaimedRequest;
  hasSlot: boolean;
  readonly abort: AbortController;
  done: Promise<void>;
};

export function createScheduler(options: SchedulerOptions): Scheduler {
  const { reader, writer } = options.store;
  const active = new Map<number, Active>();
  const waiters = new Map<number, (() => void)[]>();
  let filling: Promise<void> | null = null;
  let again = false;
  let closed = false;
  /** the store failed in the middle of a claim: what it gave us then, nobody knows */
  let claimsLost = false;
  const waiting = createWaiting({ reader, now: options.now });
  const carryOut = createCarryOut({ ...options, waiting, closing: () => closed });
  const rests = createRests(() => Date.parse(options.now()));
  const alarm = createAlarm({
    now: () => Date.parse(options.now()),
    after: options.after,
    ring: wake,
  });

  function listen(id: number, resolve: () => void): void {
    waiters.set(id, [...(waiters.get(id) ?? []), resolve]);
  }

  function release(id: number): void {
    for (const resolve of waiters.get(id) ?? []) resolve();
    waiters.delete(id);
  }

  function ended(request: ClaimedRequest): void {
    release(request.id);
    options.changed({ observableId: request.observableId, pasteId: request.pasteId });
  }

  function putAside(request: ClaimedRequest, { until, isPaced }: PutAside): void {
    options.changed({ observableId: request.observableId, pasteId: request.pasteId });
    if (isPaced) rests.rest(request.enricherId, Date.parse(until));
    if (!closed) alarm.setFor(Date.parse(until));
  }

  async function carry(entry: Active): Promise<void> {
    const { request } = entry;
    const freeSlot = () => {
      entry.hasSlot = false;
      wake();
    };
    let became: CarriedOut = 'ended';
    try {
      became = await carryOut(request, entry.abort.signal, freeSlot);
    } catch (error) {
      // The store refused to write: what ran stays `running` and becomes `interrupted` at the next start.
      options.report(error, `request ${request.id}`);
    } finally {
      active.delete(request.id);
      if (became === 'ended') ended(request);
      else putAside(request, became);
      wake();
    }
  }

  function slots(): Slots {
    const taken: Record<string, number> = {};
    for (const { request, hasSlot } of active.values()) {
      if (!hasSlot) continue;
      taken[request.enricherId] = (taken[request.enricherId] ?? 0) + 1;
    }
    return { taken, resting: rests.now() };
  }

  async function fill(): Promise<void> {
    const most = options.concurrency();
    const busy = [...active.values()].filter(({ hasSlot }) => hasSlot).length;
    const free = Math.min(most - busy, most * (1 + writtenAtOnce) - active.size);
    if (free <= 0 || closed) return;
    if (claimsLost) await writer.putBackClaims([...active.keys()]);
    claimsLost = true;
    const claimed = await writer.claimRequests(free, slots());
    claimsLost = false;
    for (const request of claimed) {
      if (closed) {
        await writer.holdRequest(request.id, { ...putBack, until: options.now() });
        continue;
      }
      const abort = new AbortController();
      const entry: Active = { request, hasSlot: true, abort, done: Promise.resolve() };
      active.set(request.id, entry);
      entry.done = carry(entry);
    }
    // Nothing is left to take, and still somebody waits: another process may have cancelled it.
    if (active.size === 0 && waiters.size > 0) await releaseDone([...waiters.keys()]);
  }

  async function releaseDone(requestIds: readonly number[]): Promise<void> {
    for (const request of await reader.requests(requestIds)) {
      if (request.state === 'done') release(request.id);
    }
  }

  function wake(): void {
    if (closed) return;
    if (filling !== null) {
      again = true;
      return;
    }
    filling = fill()
      .catch((error: unknown) => {
        options.report(error, 'the queue');
        if (!closed) alarm.setFor(Date.parse(options.now()) + storeFailedMs);
      })
      .finally(() => {
        filling = null;
        if (again) {
          again = false;
          wake();
        }
      });
  }

  return {
    wake,
    async settled(requestIds) {
      // Listen first, then look: a request may end between the two.
      const all = requestIds.map((id) => new Promise<void>((resolve) => listen(id, resolve)));
      await releaseDone(requestIds);
      await Promise.all(all);
    },
    async resumeThen(requestIds) {
      const { resumed, until } = await writer.resumeThen(requestIds);
      for (const time of until) alarm.setFor(Date.parse(time));
      return resumed;
    },
    async cancel(which) {
      const queued = await writer.cancelRequests(which, 'Cancelled before it started.');
      for (const id of queued) release(id);
      const stopped = [...active.values()].filter(({ request }) => matches(which, request));
      for (const { abort } of stopped) abort.abort();
      return queued.length + stopped.length;
    },
    async close() {
      closed = true;
      alarm.stop();
      for (const { abort } of active.values()) abort.abort();
      await filling;
      await Promise.all([...active.values()].map(({ done }) => done));
    },
  };
}

/** Taken from the queue at the moment of closing: it goes back as if it had not been. */
const putBack = { reason: 'closed', sentence: '', refused: false } as const;

function matches(which: CancelQuery, request: ClaimedRequest): boolean {
  if (which.ids !== undefined) return which.ids.includes(request.id);
  if (which.pasteId !== undefined && request.pasteId !== which.pasteId) return false;
  if (which.enricherId !== undefined && request.enricherId !== which.enricherId) return false;
  if (which.observableIds === undefined) return true;
  return which.observableIds.includes(request.observableId);
}
