import { once } from 'node:events';
import { request as httpRequest } from 'node:http';
import { type Duplex } from 'node:stream';
import { BrokerRefusal } from './broker.ts';
import { bareHost, portOf } from './hosts.ts';

/** The organisation's own proxy, which everything that leaves goes through. */
export type UpstreamProxy = {
  /** `http://proxy.example:8080` or `https://…`, without user name and password */
  readonly url: URL;
  /** asked each time; null where it wants none */
  readonly credentials: () => Promise<{ readonly user: string; readonly password: string } | null>;
};

/** Asks the proxy for a tunnel to the target. @throws BrokerRefusal `unreachable`, with what to do about it */
export async function tunnelThrough(
  proxy: UpstreamProxy,
  carrier: Duplex,
  target: URL,
  signal: AbortSignal,
): Promise<void> {
  const path = `${target.hostname}:${portOf(target)}`;
  const request = httpRequest({
    method: 'CONNECT',
    path,
    headers: { host: path, ...(await proxyHeaders(proxy)) },
    createConnection: () => carrier,
    signal,
  });
  request.end();
  const [answer, , head] = await once(request, 'connect', { signal });
  if (answer.statusCode < 200 || answer.statusCode > 299) {
    throw new BrokerRefusal('unreachable', refusalWords(proxy, target, answer.statusCode));
  }
  if (head.length > 0) carrier.unshift(head);
}

export async function proxyHeaders(proxy: UpstreamProxy): Promise<Record<string, string>> {
  const known = await proxy.credentials();
  if (known === null) return {};
  const pair = Buffer.from(`${known.user}:${known.password}`).toString('base64');
  return { 'proxy-authorization': `Basic ${pair}` };
}

export function refusalWords(proxy: UpstreamProxy, target: URL, status: number): string {
  const name = proxyPlace(proxy);
  if (status === 407) {
    return `The proxy ${name} asks for a user name and a password. Put them into Settings, Network.`;
  }
  if (status === 403) return `The proxy ${name} does not allow ${bareHost(target)}.`;
  return `The proxy ${name} could not reach ${bareHost(target)} (it answered ${status}).`;
}

/** What broke before the proxy answered; a refusal of ours is handed on as it is. */
export function explainProxy(proxy: UpstreamProxy, error: unknown): unknown {
  if (error instanceof BrokerRefusal || !(error instanceof Error)) return error;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : null;
  if (code === null) return error;
  return new BrokerRefusal(
    'unreachable',
    `The proxy ${proxyPlace(proxy)} could not be reached (${code}). Look at Settings, Network.`,
    { cause: error },
  );
}

function proxyPlace({ url }: UpstreamProxy): string {
  return `${bareHost(url)}:${portOf(url)}`;
}
