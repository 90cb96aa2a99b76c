import type { Socket } from 'node:net';
import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate } from 'node:zlib';
import { BrokerRefusal } from './broker.ts';
import { bareHost, portOf } from './hosts.ts';
import type { CheckedRequest, WireAnswer } from './request.ts';
import { proxyHeaders, refusalWords, type UpstreamProxy } from './upstream.ts';

/**
 * One request and its answer over one connection, which is closed afterwards: bytes are counted by request,
 * and no state of one enricher's connection meets another's.
 */
export async function exchange(
  request: CheckedRequest,
  over: {
    readonly socket: Socket;
    /** what is asked is a proxy, which does for plain HTTP what is asked of it */
    readonly proxy: UpstreamProxy | null;
  },
  bytesIn: number,
  signal: AbortSignal,
): Promise<WireAnswer> {
  const { target } = request;
  const { socket, proxy } = over;
  // A third of the host's code, and many sessions ask nobody: it is loaded by the first request. Bundled, a CommonJS
  // package has no named exports.
  const { default: undici } = await import('undici');
  const client = new undici.Client(target.origin, {
    // The client is not ready for a connection before its own call has returned.
    connect: (_options, callback) => queueMicrotask(() => callback(null, socket)),
    allowH2: false,
    maxHeaderSize: 64 * 1024,
    headersTimeout: 0,
    bodyTimeout: 0,
  });
  try {
    const answer = await client.request({
      path: proxy === null ? target.pathname + target.search : target.href,
      method: request.method,
      headers: {
        ...request.headers,
        'accept-encoding': 'gzip, br',
        ...(proxy !== null && (await proxyHeaders(proxy))),
      },
      body: request.body,
      signal,
      reset: true,
    });
    if (proxy !== null && answer.statusCode === 407) {
      throw new BrokerRefusal('unreachable', refusalWords(proxy, target, 407));
    }
    const raw = await readBounded(answer.body, bytesIn, target);
    const headers = flatten(answer.headers);
    const body = await decompress(raw, headers['content-encoding'] ?? '', bytesIn, target);
    const { 'content-encoding': _encoding, 'content-length': _length, ...rest } = headers;
    return { status: answer.statusCode, headers: rest, body };
  } finally {
    await client.destroy();
  }
}

async function readBounded(
  body: AsyncIterable<Buffer>,
  limit: number,
  target: URL,
): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of body) {
    length += chunk.length;
    if (length > limit) throw tooLarge(target, limit);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, length);
}

const decoders = new Map([
  ['gzip', promisify(gunzip)],
  ['x-gzip', promisify(gunzip)],
  ['br', promisify(brotliDecompress)],
  ['deflate', promisify(inflate)],
]);

/** `maxOutputLength` bounds what a small answer can grow to. */
async function decompress(
  raw: Buffer,
  encodings: string,
  limit: number,
  target: URL,
): Promise<Buffer> {
  let body = raw;
  const names = encodings.toLowerCase().split(',');
  for (const name of names.map((text) => text.trim()).toReversed()) {
    if (name === '' || name === 'identity' || body.length === 0) continue;
    const decode = decoders.get(name);
    if (decode === undefined) throw unreadable(target, `in the unknown encoding ${name}`);
    try {
      body = await decode(body, { maxOutputLength: limit });
    } catch (cause) {
      if (codeOf(cause) === 'ERR_BUFFER_TOO_LARGE') throw tooLarge(target, limit);
      throw unreadable(target, `with a damaged ${name} body`, cause);
    }
  }
  return body;
}

function flatten(headers: NodeJS.Dict<string | string[]>): Record<string, string> {
  const flat: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) flat[name.toLowerCase()] = [value].flat().join(', ');
  }
  return flat;
}

/** Turns what Node and undici throw into a sentence; what is none of theirs is handed on as it is. */
export function explainFailure(error: unknown, target: URL): unknown {
  const code = error instanceof Error && error.name === 'HTTPParserError' ? 'HPE_' : codeOf(error);
  if (error instanceof BrokerRefusal || code === null) return error;
  const host = bareHost(target);
  const place = `${host}:${portOf(target)}`;
  const unreachable = (sentence: string) =>
    new BrokerRefusal('unreachable', sentence, { cause: error });
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') {
    return unreachable(`The address of ${host} could not be found (${code}).`);
  }
  if (code === 'ECONNREFUSED') return unreachable(`${place} refused the connection.`);
  if (code.startsWith('HPE_')) return unreachable(`${place} did not answer in HTTP.`);
  if (code === 'UND_ERR_HEADERS_OVERFLOW') {
    return new BrokerRefusal('too_large', `The headers of ${place} are longer than 64 KiB.`, {
      cause: error,
    });
  }
  if (certificateCode.test(code)) {
    return unreachable(`The certificate of ${place} is not trusted (${code}).`);
  }
  if (brokenOff.has(code)) return unreachable(`${place} broke off the connection.`);
  return unreachable(`${place} could not be reached (${code}).`);
}

const certificateCode = /CERT|SELF_SIGNED|UNABLE_TO_/;
const brokenOff = new Set([
  'ECONNRESET',
  'EPIPE',
  'UND_ERR_SOCKET',
  'UND_ERR_RES_CONTENT_LENGTH_MISMATCH',
]);

function codeOf(error: unknown): string | null {
  return error instanceof Error && 'code' in error && typeof error.code === 'string'
    ? error.code
    : null;
}

function tooLarge(target: URL, limit: number): BrokerRefusal {
  return new BrokerRefusal(
    'too_large',
    `The answer of ${bareHost(target)} is longer than ${limit} bytes.`,
  );
}

function unreadable(target: URL, how: string, cause?: unknown): BrokerRefusal {
  return new BrokerRefusal('unreachable', `${bareHost(target)} answered ${how}.`, { cause });
}
