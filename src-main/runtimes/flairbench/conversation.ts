import type { Message } from '../../contract/report.ts';
import type { LaunchedProcess, ProcessEnd } from '../../processes/launcher.ts';
import type { RuntimeEnding, RuntimeRequest } from '../runtime.ts';
import { type Clock, createAllowance } from './allowance.ts';
import { createCalls } from './calls.ts';
import { endings, timedOut } from './endings.ts';
import type { FromChild, ToChild } from './protocol.ts';
import type { SecretMask } from './secrets.ts';

export type RunInProcess = {
  readonly request: RuntimeRequest;
  /** file URL of the compiled enricher */
  readonly module: string;
  readonly mask: SecretMask;
  /** the process ends with this run */
  readonly last: boolean;
};

/** What comes out of a child, as it comes. */
export type ChildEvent =
  | { readonly type: 'message'; readonly message: FromChild | null }
  | { readonly type: 'too_long' }
  /** `rest`: bytes that never became a line */
  | { readonly type: 'closed'; readonly rest: number };

/** Who ended the run: that decides what becomes of the process. */
export type Conclusion =
  | { readonly by: 'enricher'; readonly ending: RuntimeEnding }
  /** `inherited`: what an earlier run left in the process can be why, and nothing was asked of anybody */
  | { readonly by: 'host'; readonly ending: RuntimeEnding; readonly inherited: boolean }
  | { readonly by: 'process'; readonly end: ProcessEnd; readonly inherited: boolean };

export interface Conversation {
  hear(event: ChildEvent): void;
  /** rejects only for bugs of ours */
  readonly conclusion: Promise<Conclusion>;
  messages(): readonly Message[];
  hosts(): readonly string[];
}

const mostMessages = 10_000;
const keptMessages = 500;
const mostCallsAtOnce = 100;
/** how long a child may live on after it closed its channel, before that is its ending */
const closedMs = 1000;

/** The time that the broker holds is not the enricher's own: without this a run could be held for ever. */
const longestMs = 20 * 60_000;

/** Orders one run from a child and talks with it until somebody ends it. */
export function converse(
  child: LaunchedProcess,
  order: RunInProcess,
  clock: Clock,
  signal: AbortSignal,
): Conversation {
  const { request, mask } = order;
  const { promise, resolve, reject } = Promise.withResolvers<Conclusion>();
  const over = new AbortController();
  const calls = createCalls(request, mask, AbortSignal.any([signal, over.signal]));
  const kept: Message[] = [];
  let heard = 0;
  let outstanding = 0;

  let hasAsked = false;

  const byHost = (ending: RuntimeEnding, inherited = false) =>
    conclude({ by: 'host', ending, inherited });
  const onCancel = () => byHost(endings.cancelled);
  const allowance = createAllowance(clock, request.timeoutMs, () =>
    byHost(timedOut(request.timeoutMs)),
  );

  const callOffLongest = clock.after(longestMs, () => byHost(endings.heldTooLong));

  function stopTalking(): void {
    allowance.stop();
    callOffLongest();
    signal.removeEventListener('abort', onCancel);
    over.abort();
  }

  function conclude(conclusion: Conclusion): void {
    stopTalking();
    resolve(conclusion);
  }

  function relay(message: Extract<FromChild, { type: 'fetch' | 'resolve' }>): void {
    hasAsked = true;
    outstanding += 1;
    if (outstanding > mostCallsAtOnce) {
      byHost(endings.tooManyMessages);
      return;
    }
    allowance.pause();
    calls.answer(message).then(
      (answer) => {
        outstanding -= 1;
        allowance.resume();
        if (answer.type === 'held') {
          const { wait, sentence } = answer;
          return byHost({ kind: 'held', wait, sentence });
        }
        if (!over.signal.aborted) sayTo(child, answer);
      },
      (bug: unknown) => {
        // Once the run is over its requests are called off, and nobody waits for how they end.
        if (over.signal.aborted || signal.aborted) return;
        stopTalking();
        reject(bug);
      },
    );
  }

  function obey(message: FromChild): void {
    heard += 1;
    if (heard > mostMessages) return byHost(endings.tooManyMessages);
    switch (message.type) {
      case 'log':
        if (kept.length < keptMessages) {
          kept.push({ level: message.level, text: mask.text(message.text) });
        }
        return;
      case 'fetch':
      case 'resolve':
        return relay(message);
      default:
        return conclude({ by: 'enricher', ending: endingOf(message, mask) });
    }
  }

  function hear(event: ChildEvent): void {
    if (over.signal.aborted) return;
    if (event.type === 'too_long') return byHost(endings.tooLong);
    if (event.type === 'message') {
      const { message } = event;
      if (message === null) return byHost(endings.notAMessage);
      if (message.run !== request.runId) return byHost(endings.notAMessage, !hasAsked);
      return obey(message);
    }
    if (event.rest > 0) return byHost(endings.notAMessage);
    clock.after(closedMs, () => byHost(endings.channelClosed));
  }

  void child.ended.then((end) => conclude({ by: 'process', end, inherited: heard === 0 }));
  signal.addEventListener('abort', onCancel, { once: true });
  if (signal.aborted) onCancel();
  else sayTo(child, orderMessage(order));

  return { hear, conclusion: promise, messages: () => kept, hosts: calls.hosts };
}

export function sayTo(child: LaunchedProcess, message: ToChild): void {
  child.toChild.write(`${JSON.stringify(message)}\n`);
}

/** Credentials travel here and nowhere else: arguments and environment can be read by others. */
function orderMessage({ request, module, last }: RunInProcess): ToChild {
  return {
    type: 'run',
    run: request.runId,
    module,
    folder: request.enricher.bundle.folder,
    observable: request.observable,
    fields: request.fields,
    settings: request.settings,
    credentials: request.credentials,
    last,
  };
}

function endingOf(
  message: Extract<FromChild, { type: 'report' | 'no_data' | 'error' }>,
  mask: SecretMask,
): RuntimeEnding {
  switch (message.type) {
    case 'no_data':
      return { kind: 'no_data', sentence: mask.text(message.sentence) };
    case 'error':
      return { kind: 'error', reason: message.reason, sentence: mask.text(message.sentence) };
    case 'report': {
      const { report } = message;
      return {
        kind: 'report',
        report: report instanceof Uint8Array ? mask.json(report) : mask.value(report),
      };
    }
  }
}
