import type { Broker } from '../broker/broker.ts';
import { Failure } from '../contract/failure.ts';
import type { Observable } from '../contract/observable.ts';
import type { Runtime, RuntimeResult } from '../runtimes/runtime.ts';
import type { ClaimedRequest, Store } from '../store/store.ts';
import type { ConfiguredEnricher } from './configured.ts';
import {
  endingOf,
  failed,
  interrupted,
  noOutput,
  notRead,
  notStored,
  type ParseReport,
} from './ending.ts';
import { closedGate } from './gates.ts';
import { usedToday } from './quota.ts';
import { freshSince, reuseKeyOf } from './reuse.ts';
import { toldTo } from './told-to.ts';
import { createTurns } from './turns.ts';

/** All that the scheduler needs from outside: no clock, disk or process of its own. */
export type SchedulerOptions = {
  readonly store: Pick<Store, 'reader' | 'writer'>;
  readonly enricher: (id: string) => ConfiguredEnricher | null;
  readonly runtime: (dialect: string) => Runtime | null;
  readonly broker: Broker;
  readonly credentials: (appName: string) => Promise<Readonly<Record<string, string>>>;
  readonly parse: ParseReport;
  readonly isInternal: (observable: Observable) => string | null;
  readonly ownConfirmed: () => boolean;
  readonly airGapped: () => boolean;
  readonly concurrency: () => number;
  readonly now: () => string;
  /** a request of this observable changed its state */
  readonly changed: (request: { observableId: number; pasteId: number | null }) => void;
  /** a bug of ours or a failing store: never an enricher's doing */
  readonly report: (error: unknown, what: string) => void;
};

export type Scheduler = {
  /** There may be something in the queue. Cheap, and right to call too often. */
  readonly wake: () => void;
  /** Resolves when all of these requests have ended. */
  readonly settled: (requestIds: readonly number[]) => Promise<void>;
  /** Cancels what is queued and stops what runs, keeping what was printed. Gives how many there were. */
  readonly cancel: (which: CancelQuery) => Promise<number>;
  /** Stops everything and waits until it has been written down. */
  readonly close: () => Promise<void>;
};

type CancelQuery = {
  readonly ids?: readonly number[];
  readonly pasteId?: number;
  readonly observableIds?: readonly number[];
};

type Active = {
  readonly request: ClaimedRequest;
  readonly abort: AbortController;
  done: Promise<void>;
};

export function createScheduler(options: SchedulerOptions): Scheduler {
  const { reader, writer } = options.store;
  const active = new Map<number, Active>();
  const waiters = new Map<number, (() => void)[]>();
  const turns = createTurns();
  let filling: Promise<void> | null = null;
  let again = false;
  let closed = false;

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

  async function execute(request: ClaimedRequest, signal: AbortSignal): Promise<void> {
    const enricher = options.enricher(request.enricherId);
    if (enricher === null) {
      return writer.endRequest(request.id, {
        kind: 'skipped',
        reason: 'disabled',
        sentence: `The enricher ${request.enricherId} is not installed any more.`,
      });
    }
    const admission = () => admit(request, enricher);
    // Counting what was used and starting one more are two steps: nobody else may count between them.
    const runId = await (enricher.limits.quota === null
      ? admission()
      : turns.take(enricher.id, admission));
    if (runId !== null) await runOnce(request, enricher, runId, signal);
  }

  /** The gates, then a fresh result, then a run of its own: gives that one's id, null where the request ended. */
  async function admit(
    request: ClaimedRequest,
    enricher: ConfiguredEnricher,
  ): Promise<number | null> {
    const skip = closedGate({
      enricher,
      observable: request.observable,
      tlp: request.tlp,
      internal: options.isInternal(request.observable),
      choice: request.choice,
      isGone: request.isGone,
      ownConfirmed: options.ownConfirmed(),
      airGapped: options.airGapped(),
      usedToday: await usedToday(enricher, reader, options.now()),
    });
    if (skip !== null) {
      await writer.endRequest(request.id, { kind: 'skipped', ...skip });
      return null;
    }

    const reuseKey = reuseKeyOf(enricher, request.fields);
    if (!request.fresh) {
      const fresh = await reader.freshRun({
        observableId: request.observableId,
        enricherId: enricher.id,
        reuseKey,
        ...freshSince(enricher, options.now()),
      });
      if (fresh !== null) {
        await writer.endRequest(request.id, { kind: 'reused', runId: fresh.id });
        return null;
      }
    }
    return writer.startRun({
      requestId: request.id,
      enricherId: enricher.id,
      enricherTitle: enricher.title,
      bundleVersion: enricher.bundle.version,
      bundleHash: enricher.bundle.hash,
      settings: enricher.settingValues,
      reuseKey,
      tlp: request.tlp,
      startedAt: options.now(),
    });
  }

  async function runOnce(
    request: ClaimedRequest,
    enricher: ConfiguredEnricher,
    runId: number,
    signal: AbortSignal,
  ): Promise<void> {
    options.changed({ observableId: request.observableId, pasteId: request.pasteId });
    const result = await runtimeResult(request, enricher, runId, signal);
    const ending = await endingOf(result, enricher.title, options.parse).catch((error: unknown) => {
      options.report(error, `reading the report of run ${runId}`);
      return { ...notRead, messages: result.messages };
    });
    const finished = {
      runId,
      ...(closed && ending.outcome === 'cancelled' ? interrupted : ending),
      endedAt: options.now(),
      attempts: 1,
      hosts: result.hosts,
      exitCode: result.exitCode,
      raw: result.raw,
    };
    try {
      await writer.finishRun(finished);
    } catch (error) {
      options.report(error, `storing run ${runId}`);
      // A smaller write may still fit; if not, the run becomes `interrupted` at the next start.
      await writer.finishRun({ ...finished, ...notStored, raw: noOutput });
    }
  }

  async function runtimeResult(
    request: ClaimedRequest,
    enricher: ConfiguredEnricher,
    runId: number,
    signal: AbortSignal,
  ): Promise<RuntimeResult> {
    const runtime = options.runtime(enricher.bundle.dialect);
    if (runtime === null) {
      return failed(
        'no_runtime',
        `Enrichers of the dialect "${enricher.bundle.dialect}" cannot run here yet.`,
      );
    }
    try {
      const credentials = await options.credentials(enricher.bundle.appName);
      return await runtime.run(
        {
          runId,
          enricher,
          observable: toldTo(enricher, request.observable),
          original: request.observable,
          fields: request.fields,
          settings: enricher.settingValues,
          credentials,
          tlp: request.tlp,
          timeoutMs: enricher.timeoutSeconds * 1000,
          broker: options.broker,
          sendFullUrl: false,
        },
        signal,
      );
    } catch (error) {
      // The vault's to say: it is locked, and how to open it.
      if (error instanceof Failure) return failed(error.code.toLowerCase(), error.message);
      options.report(error, `run ${runId} of ${enricher.id}`);
      return failed('internal', 'Flairbench failed while running this. The log has the details.');
    }
  }

  async function carry(request: ClaimedRequest, signal: AbortSignal): Promise<void> {
    try {
      await execute(request, signal);
    } catch (error) {
      // The store refused to write: what ran stays `running` and becomes `interrupted` at the next start.
      options.report(error, `request ${request.id}`);
    } finally {
      active.delete(request.id);
      ended(request);
      wake();
    }
  }

  async function fill(): Promise<void> {
    const free = options.concurrency() - active.size;
    if (free <= 0 || closed) return;
    for (const request of await writer.claimRequests(free)) {
      if (closed) {
        await writer.holdRequest(request.id, options.now());
        continue;
      }
      const abort = new AbortController();
      const entry: Active = { request, abort, done: Promise.resolve() };
      active.set(request.id, entry);
      entry.done = carry(request, abort.signal);
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
      .catch((error: unknown) => options.report(error, 'the queue'))
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
    async cancel(which) {
      const queued = await writer.cancelRequests(which, 'Cancelled before it started.');
      for (const id of queued) release(id);
      const stopped = [...active.values()].filter(({ request }) => matches(which, request));
      for (const { abort } of stopped) abort.abort();
      return queued.length + stopped.length;
    },
    async close() {
      closed = true;
      for (const { abort } of active.values()) abort.abort();
      await filling;
      await Promise.all([...active.values()].map(({ done }) => done));
    },
  };
}

function matches(which: CancelQuery, request: ClaimedRequest): boolean {
  if (which.ids !== undefined) return which.ids.includes(request.id);
  if (which.pasteId !== undefined && request.pasteId !== which.pasteId) return false;
  if (which.observableIds === undefined) return true;
  return which.observableIds.includes(request.observableId);
}
