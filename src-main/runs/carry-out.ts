import type { Broker } from '../broker/broker.ts';
import { Failure } from '../contract/failure.ts';
import type { Observable } from '../contract/observable.ts';
import type { Runtime, RuntimeResult } from '../runtimes/runtime.ts';
import type { ClaimedRequest, RequestHold, Store } from '../store/store.ts';
import type { ConfiguredEnricher } from './configured.ts';
import {
  cancelledBefore,
  endingOf,
  failed,
  interrupted,
  noOutput,
  notRead,
  notStored,
  type ParseReport,
} from './ending.ts';
import { closedGate } from './gates.ts';
import { freshSince, reuseKeyOf } from './reuse.ts';
import { askUsage } from './source-usage.ts';
import { toldTo } from './told-to.ts';
import type { PutOff, Waiting } from './waiting.ts';

export type CarryOutOptions = {
  readonly store: Pick<Store, 'reader' | 'writer'>;
  readonly enricher: (id: string) => ConfiguredEnricher | null;
  readonly runtime: (dialect: string) => Runtime | null;
  readonly broker: Broker;
  readonly credentials: (appName: string) => Promise<Readonly<Record<string, string>>>;
  readonly parse: ParseReport;
  readonly isInternal: (observable: Observable) => string | null;
  readonly ownConfirmed: () => boolean;
  readonly airGapped: () => boolean;
  readonly now: () => string;
  /** a request of this observable changed its state */
  readonly changed: (request: { observableId: number; pasteId: number | null }) => void;
  /** a bug of ours or a failing store: never an enricher's doing */
  readonly report: (error: unknown, what: string) => void;
};

/** What became of a request: it has ended, or waits until that time. */
export type CarriedOut = 'ended' | PutAside;
/** `isPaced`: by our own pace at the source, which holds for all that would ask it. */
export type PutAside = { readonly until: string; readonly isPaced: boolean };

/** Takes one request from its gates to its end, or puts it off. `closing`: the host is about to end. */
export function createCarryOut(
  options: CarryOutOptions & { readonly waiting: Waiting; readonly closing: () => boolean },
) {
  const { waiting } = options;
  const { reader, writer } = options.store;

  /** `ran`: the process has ended, and only its result is still to be written down */
  return async (
    request: ClaimedRequest,
    signal: AbortSignal,
    ran: () => void,
  ): Promise<CarriedOut> => {
    const enricher = options.enricher(request.enricherId);
    if (enricher === null) {
      await writer.endRequest(request.id, {
        kind: 'skipped',
        reason: 'disabled',
        sentence: `The enricher ${request.enricherId} is not installed any more.`,
      });
      return 'ended';
    }
    const reuseKey = reuseKeyOf(enricher, request.fields);
    if (await endsWithoutRun(request, enricher, reuseKey)) return 'ended';
    await askUsage(options, enricher);
    const putOff = await waiting.beforeStart(request, enricher);
    if (signal.aborted && !options.closing()) {
      await writer.endRequest(request.id, cancelledBefore);
      return 'ended';
    }
    if (putOff !== null) return putOffRequest(request, putOff);
    const runId = await start(request, enricher, reuseKey);
    options.changed({ observableId: request.observableId, pasteId: request.pasteId });
    const result = await runtimeResult(request, enricher, runId, signal);
    if (result.ending.kind === 'held' && !signal.aborted) {
      return takeBack(runId, request, waiting.afterHold(request, enricher, result.ending.wait));
    }
    ran();
    await finish(request, enricher, runId, result);
    return 'ended';
  };

  /** The gates, then a fresh result. */
  async function endsWithoutRun(
    request: ClaimedRequest,
    enricher: ConfiguredEnricher,
    reuseKey: string,
  ): Promise<boolean> {
    const skip = closedGate({
      enricher,
      observable: request.observable,
      tlp: request.tlp,
      internal: options.isInternal(request.observable),
      choice: request.choice,
      isGone: request.isGone,
      ownConfirmed: options.ownConfirmed(),
      airGapped: options.airGapped(),
      // A limit is waited for; only past that is it a gate.
      quota: null,
    });
    if (skip !== null) {
      await writer.endRequest(request.id, { kind: 'skipped', ...skip });
      return true;
    }
    if (request.fresh) return false;
    const fresh = await reader.freshRun({
      observableId: request.observableId,
      enricherId: enricher.id,
      reuseKey,
      ...freshSince(enricher, options.now()),
    });
    if (fresh === null) return false;
    await writer.endRequest(request.id, { kind: 'reused', runId: fresh.id });
    return true;
  }

  async function putOffRequest(request: ClaimedRequest, putOff: PutOff): Promise<CarriedOut> {
    if (putOff.kind === 'skip') {
      await writer.endRequest(request.id, putOff.end);
      return 'ended';
    }
    await writer.holdRequest(request.id, putOff.hold);
    return putAside(putOff.hold);
  }

  function start(
    request: ClaimedRequest,
    enricher: ConfiguredEnricher,
    reuseKey: string,
  ): Promise<number> {
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

  async function finish(
    request: ClaimedRequest,
    enricher: ConfiguredEnricher,
    runId: number,
    result: RuntimeResult,
  ): Promise<void> {
    const ending = await endingOf(result, enricher.title, options.parse).catch((error: unknown) => {
      options.report(error, `reading the report of run ${runId}`);
      return { ...notRead, messages: result.messages };
    });
    const finished = {
      runId,
      ...(options.closing() && ending.outcome === 'cancelled' ? interrupted : ending),
      endedAt: options.now(),
      attempts: request.attempts + 1,
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

  /** Nothing came of the run, and nobody was told anything that was not refused. */
  async function takeBack(
    runId: number,
    request: ClaimedRequest,
    putOff: PutOff,
  ): Promise<CarriedOut> {
    if (putOff.kind === 'skip') {
      const { reason, sentence, until = options.now() } = putOff.end;
      await writer.withdrawRun(runId, { reason, sentence, until, refused: true });
      return putOffRequest(request, putOff);
    }
    await writer.withdrawRun(runId, putOff.hold);
    return putAside(putOff.hold);
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
          credentialIdentity: enricher.credentialIdentity,
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
}

const putAside = ({ until, refused }: RequestHold): PutAside => ({ until, isPaced: !refused });
