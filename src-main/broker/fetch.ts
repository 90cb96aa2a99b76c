import {
  type Broker,
  BrokerRefusal,
  type BrokerRequest,
  type BrokerResponse,
  type Errand,
} from './broker.ts';
import { within } from './clock.ts';
import { checkedAddresses, connected, dial, hangUp, type Line } from './dial.ts';
import { exchange, explainFailure } from './exchange.ts';
import { checkHost, checkOpen, placeOf } from './gate.ts';
import { createHolds, type Holds } from './holds.ts';
import { bareHost, portOf } from './hosts.ts';
import { ledgerEntry } from './ledger.ts';
import { checkRequest, headersForOtherOrigin } from './request.ts';
import type { Surroundings } from './surroundings.ts';

export function createFetch(around: Surroundings): Broker['fetch'] {
  const holds = createHolds(around.clock);
  return (request, errand, signal) => follow(around, holds, request, errand, signal);
}

/** One hop, and what is left of the time for all of them. */
type Hop = {
  readonly request: BrokerRequest;
  readonly errand: Errand;
  /** the host that redirected here */
  readonly from: string | null;
  readonly milliseconds: number;
};

async function follow(
  around: Surroundings,
  holds: Holds,
  first: BrokerRequest,
  errand: Errand,
  signal: AbortSignal,
): Promise<BrokerResponse> {
  let hop: Hop = { request: first, errand, from: null, milliseconds: around.limits.whole };
  for (let redirects = 0; ; redirects += 1) {
    const { answer, milliseconds } = await sendPolitely(around, holds, hop, signal);
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

const repeatable = new Set<BrokerRequest['method']>(['GET', 'HEAD', 'PUT', 'DELETE']);

/** Sends when the host may be asked, and again when it asked to wait. Held time is nobody's time. */
async function sendPolitely(around: Surroundings, holds: Holds, hop: Hop, signal: AbortSignal) {
  const host = URL.parse(hop.request.url)?.host ?? '';
  let milliseconds = hop.milliseconds;
  for (let retries = 0; ; retries += 1) {
    await holds.pass(host, signal);
    const start = around.clock.milliseconds();
    const answer = await sendOnce(around, { ...hop, milliseconds }, signal);
    milliseconds -= around.clock.milliseconds() - start;
    const held = holds.learn(host, answer, around.now());
    if (!held || !repeatable.has(hop.request.method) || retries === around.limits.retries) {
      return { answer, milliseconds };
    }
  }
}

/** One attempt: it stands in the ledger, however it ends, before its answer is handed on. */
async function sendOnce(
  around: Surroundings,
  hop: Hop,
  signal: AbortSignal,
): Promise<BrokerResponse> {
  const phone: Phone = { line: null };
  const target = URL.parse(hop.request.url);
  const attempt = {
    time: around.now(),
    host: target === null ? '' : bareHost(target),
    port: target === null ? 0 : portOf(target),
  };
  const note = (error: unknown) => {
    const traffic = {
      sent: phone.line !== null,
      bytesOut: phone.line?.wire.bytesWritten ?? 0,
      bytesIn: phone.line?.wire.bytesRead ?? 0,
    };
    return around.writeLedger(ledgerEntry(attempt, hop.errand, traffic, error));
  };
  let answer: BrokerResponse;
  try {
    answer = await connectAndAsk(around, hop, phone, signal);
  } catch (error) {
    await note(error);
    throw error;
  } finally {
    if (phone.line !== null) hangUp(phone.line);
  }
  await note(null);
  return answer;
}

/** Where the line is left for counting, also when connecting failed. */
type Phone = { line: Line | null };

async function connectAndAsk(
  around: Surroundings,
  hop: Hop,
  phone: Phone,
  signal: AbortSignal,
): Promise<BrokerResponse> {
  const { clock, limits } = around;
  const url = URL.parse(hop.request.url);
  checkOpen(url === null ? 'the network' : placeOf(url), hop.errand, around.airGapped());
  const request = checkRequest(hop.request, hop.errand, limits);
  const { target } = request;
  const place = placeOf(target);
  const permission = checkHost(target, hop.errand, hop.from);
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
      const { socket } = await within(connect, inTime, async (soon) => {
        const addresses = await checkedAddresses(target, permission, around.lookup, soon);
        const line = dial(target, addresses);
        phone.line = line;
        await unlessAborting(connected(line, soon), soon);
        return line;
      });
      return unlessAborting(exchange(request, socket, limits.bytesIn, inTime), inTime);
    });
  } catch (error) {
    if (signal.aborted) throw signal.reason;
    throw explainFailure(error, target);
  }
}

/** When the signal ended the work, its reason is the error, not what broke because of it. */
async function unlessAborting<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw signal.aborted ? signal.reason : error;
  }
}

/** The request that a redirect asks for; null where the answer is none. */
function redirected(request: BrokerRequest, answer: BrokerResponse): BrokerRequest | null {
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
