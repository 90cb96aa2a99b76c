import type { Lesson } from '../limits/limits.ts';
import { type Broker, BrokerRefusal, type Errand } from './broker.ts';
import { unlessAborting, within } from './clock.ts';
import { dial, hangUp, type Line, reached, routeTo, secured } from './dial.ts';
import { exchange, explainFailure } from './exchange.ts';
import { checkHost, checkOpen, placeOf } from './gate.ts';
import { bareHost, portOf } from './hosts.ts';
import { createLeave } from './leave.ts';
import { ledgerEntry, noteContact } from './ledger.ts';
import { lessonOf, maySendAgain } from './lesson.ts';
import {
  checkRequest,
  headersForOtherOrigin,
  type WireAnswer,
  type WireRequest,
} from './request.ts';
import type { Surroundings } from './surroundings.ts';

export function createFetch(around: Surroundings): Broker['fetch'] {
  return async (request, errand, signal) => {
    const { status, headers, body } = await follow(around, request, errand, signal);
    return { status, headers, body: new TextDecoder().decode(body) };
  };
}

/** One request, without following where its answer redirects to: for who follows by themselves. */
export type Send = (
  request: WireRequest,
  errand: Errand,
  signal: AbortSignal,
) => Promise<WireAnswer>;

export function createSend(around: Surroundings): Send {
  return async (request, errand, signal) => {
    const hop = { request, errand, from: null, milliseconds: around.limits.whole };
    return (await sendPolitely(around, hop, signal)).answer;
  };
}

/** One hop, and what is left of the time for all of them. */
type Hop = {
  readonly request: WireRequest;
  readonly errand: Errand;
  /** the host that redirected here */
  readonly from: string | null;
  readonly milliseconds: number;
};

async function follow(
  around: Surroundings,
  first: WireRequest,
  errand: Errand,
  signal: AbortSignal,
): Promise<WireAnswer> {
  let hop: Hop = { request: first, errand, from: null, milliseconds: around.limits.whole };
  for (let redirects = 0; ; redirects += 1) {
    const { answer, milliseconds } = await sendPolitely(around, hop, signal);
    const request = redirected(hop.request, answer);
    if (request === null) return answer;
    if (redirects === around.limits.redirects) {
      throw new BrokerRefusal(
        'unreachable',
        `${placeOf(new URL(first.url))} redirected more than ${redirects} times.`,
      );
    }
    const from = placeOf(new URL(hop.request.url));
    hop = { request, errand, from, milliseconds };
  }
}

/** Sends when the host may be asked, and again when it refused. Held time is nobody's time. */
async function sendPolitely(around: Surroundings, hop: Hop, signal: AbortSignal) {
  const limited = limitedBy(around, hop);
  let milliseconds = hop.milliseconds;
  for (;;) {
    const learn = (await limited?.take(signal)) ?? (async () => {});
    const start = around.clock.milliseconds();
    const answer = await sendOnce(around, { ...hop, milliseconds }, learn, signal);
    milliseconds -= around.clock.milliseconds() - start;
    if (!maySendAgain(hop.request, answer, around.now())) return { answer, milliseconds };
    hop.errand.told.requests -= 1;
  }
}

/** Null for what will not be sent, however long it is waited for: the attempt itself says why. */
function limitedBy(around: Surroundings, hop: Hop) {
  const { errand } = hop;
  try {
    const { target } = checkHop(around, hop);
    return createLeave(around, { host: placeOf(target), limits: errand.limits, errand });
  } catch (error) {
    if (error instanceof BrokerRefusal) return null;
    throw error;
  }
}

/** One attempt: it stands in the ledger, however it ends, before its answer is handed on. */
async function sendOnce(
  around: Surroundings,
  hop: Hop,
  learn: (lesson: Lesson) => Promise<void>,
  signal: AbortSignal,
): Promise<WireAnswer> {
  const phone: Phone = { line: null };
  const target = URL.parse(hop.request.url);
  const attempt = {
    time: around.now(),
    kind: 'request',
    host: target === null ? '' : bareHost(target),
    port: target === null ? 0 : portOf(target),
  } as const;
  const note = async (answer: WireAnswer | null, error: unknown) => {
    const sent = phone.line !== null;
    if (sent) noteContact(hop.errand, attempt);
    else hop.errand.told.requests -= 1;
    const traffic = {
      sent,
      bytesOut: phone.line?.wire.bytesWritten ?? 0,
      bytesIn: phone.line?.wire.bytesRead ?? 0,
    };
    await Promise.all([
      around.writeLedger(ledgerEntry(attempt, hop.errand, traffic, error)),
      learn(lessonOf(around, hop.errand, { answer, error, sent })),
    ]);
  };
  hop.errand.told.requests += 1;
  let answer: WireAnswer;
  try {
    answer = await connectAndAsk(around, hop, phone, signal);
  } catch (error) {
    await note(null, error);
    throw error;
  } finally {
    if (phone.line !== null) hangUp(phone.line);
  }
  await note(answer, null);
  return answer;
}

/** @throws BrokerRefusal where nothing may be sent, whatever the time */
function checkHop(around: Surroundings, hop: Hop) {
  const url = URL.parse(hop.request.url);
  checkOpen(url === null ? 'the network' : placeOf(url), hop.errand, around.airGapped());
  const request = checkRequest(hop.request, hop.errand, around.limits);
  const { target } = request;
  return { request, target, permission: checkHost(target, hop.errand, hop.from) };
}

/** Where the line is left for counting, also when connecting failed. */
type Phone = { line: Line | null };

async function connectAndAsk(
  around: Surroundings,
  hop: Hop,
  phone: Phone,
  signal: AbortSignal,
): Promise<WireAnswer> {
  const { clock, limits } = around;
  const { request, target, permission } = checkHop(around, hop);
  const place = placeOf(target);
  const whole = {
    clock,
    milliseconds: hop.milliseconds,
    sentence: `${place} did not finish its answer in ${limits.whole / 1000} s.`,
  };
  const connect = {
    clock,
    milliseconds: limits.connect,
    sentence: `${place} did not take the connection in ${limits.connect / 1000} s.`,
  };
  try {
    return await within(whole, signal, async (inTime) => {
      const { socket, proxy } = await within(connect, inTime, async (soon) => {
        const route = await routeTo(around, target, permission, soon);
        const line = dial(route);
        phone.line = line;
        const carrier = await reached(line, route, soon);
        if (target.protocol === 'http:') return { socket: carrier, proxy: route.proxy };
        const socket = await unlessAborting(secured(carrier, target, route.trust, soon), soon);
        return { socket, proxy: null };
      });
      const asked = exchange(request, { socket, proxy }, limits.bytesIn, inTime);
      return unlessAborting(asked, inTime);
    });
  } catch (error) {
    if (signal.aborted) throw signal.reason;
    throw explainFailure(error, target);
  }
}

/** The request that a redirect asks for; null where the answer is none. */
function redirected(request: WireRequest, answer: WireAnswer): WireRequest | null {
  const { location } = answer.headers;
  if (![301, 302, 303, 307, 308].includes(answer.status) || location === undefined) return null;
  const next = URL.parse(location, request.url);
  if (next === null) return null;
  next.hash = '';
  const sameOrigin = next.origin === new URL(request.url).origin;
  const headers = sameOrigin ? request.headers : headersForOtherOrigin(request.headers);
  const asGet =
    (answer.status === 303 && request.method !== 'HEAD') ||
    (answer.status < 303 && request.method === 'POST');
  return asGet
    ? { url: next.href, method: 'GET', headers, body: null }
    : { ...request, url: next.href, headers };
}
