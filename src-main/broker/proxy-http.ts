import type { IncomingMessage } from 'node:http';
import { BrokerRefusal, type BrokerRequest } from './broker.ts';
import { connectionHeaders, type WireRequest } from './request.ts';

/** What a proxy reads and writes of HTTP: RFC 9110, sections 7.6 and 9.3.6. */

export const asksForSecret = {
  'proxy-authenticate': 'Basic realm="Flairbench"',
  'content-type': 'text/plain; charset=utf-8',
} as const;

/** @throws BrokerRefusal `bad_request` */
export async function readRequest(
  request: IncomingMessage,
  bytesOut: number,
): Promise<WireRequest> {
  const url = request.url ?? '';
  if (URL.parse(url) === null) {
    throw new BrokerRefusal('bad_request', 'This is a proxy: it is asked with a whole address.');
  }
  const method = methods.find((name) => name === request.method);
  if (method === undefined) {
    throw new BrokerRefusal('bad_request', `The method ${request.method} is not sent.`);
  }
  return { url, method, headers: endToEnd(request), body: await readBody(request, bytesOut) };
}

const methods = [
  'GET',
  'HEAD',
  'POST',
  'PUT',
  'DELETE',
  'PATCH',
] as const satisfies readonly BrokerRequest['method'][];

/** What concerns the connection between the asker and the proxy goes no further. */
function endToEnd({ headers }: IncomingMessage): Record<string, string> {
  const named = (headers.connection ?? '').split(',').map((name) => name.trim().toLowerCase());
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      value === undefined || connectionHeaders.has(name) || named.includes(name)
        ? []
        : [[name, [value].flat().join(', ')]],
    ),
  );
}

/** One byte more than is sent is enough to see that it is too long: who checks the request refuses it. */
async function readBody(request: IncomingMessage, limit: number): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request) {
    chunks.push(chunk);
    length += chunk.length;
    if (length > limit) break;
  }
  return length === 0 ? null : Buffer.concat(chunks);
}

/** The body was decoded and is whole: its length is counted anew. */
export function forwardedHeaders(headers: Readonly<Record<string, string>>) {
  return Object.fromEntries(
    Object.entries(headers).filter(([name]) => !connectionHeaders.has(name)),
  );
}

const statuses = {
  host_refused: 403,
  private_address: 403,
  air_gapped: 403,
  bad_request: 403,
  too_large: 403,
  rate_limited: 429,
  quota: 429,
  no_resolver: 502,
  unreachable: 502,
  timed_out: 504,
} satisfies Record<BrokerRefusal['reason'], number>;

export function statusOf({ reason }: BrokerRefusal): number {
  return statuses[reason];
}

/** A refused tunnel. Libraries drop its body and show its status line: the sentence stands in both. */
export function refusalHead(
  status: number,
  sentence: string,
  headers: Readonly<Record<string, string>> = { 'content-type': 'text/plain; charset=utf-8' },
): string {
  const body = `${sentence}\n`;
  const lines = Object.entries({
    ...headers,
    'content-length': String(Buffer.byteLength(body)),
    connection: 'close',
  }).map(([name, value]) => `${name}: ${value}`);
  const phrase = sentence.replaceAll(/[^\x20-\x7e]+/g, '?');
  return [`HTTP/1.1 ${status} ${phrase}`, ...lines, '', body].join('\r\n');
}
