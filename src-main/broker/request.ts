import { tellsOutsiders } from '../contract/vocabulary.ts';
import { BrokerRefusal, type BrokerRequest, type BrokerResponse, type Errand } from './broker.ts';

/** A request as it goes out and an answer as it came in: bodies need not be text. */
export type WireRequest = Omit<BrokerRequest, 'body'> & { readonly body: string | Buffer | null };
export type WireAnswer = Omit<BrokerResponse, 'body'> & { readonly body: Buffer };

/** A request that was checked; header names are in lower case. */
export type CheckedRequest = WireRequest & { readonly target: URL };

/**
 * Checks what an enricher wants to send, before any host is looked at.
 * @throws BrokerRefusal `bad_request` or `too_large`
 */
export function checkRequest(
  request: WireRequest,
  errand: Errand,
  limits: { readonly bytesOut: number },
): CheckedRequest {
  const target = URL.parse(request.url);
  if (target === null) throw bad('The address asked for is not a URL.');
  if (target.protocol !== 'https:' && target.protocol !== 'http:') {
    throw bad(`Only https addresses can be fetched, not ${target.protocol}//.`);
  }
  if (target.username !== '' || target.password !== '') {
    throw bad('A user name or password in the URL is not sent. Put it into a header.');
  }
  const bytes = Buffer.byteLength(request.body ?? '');
  if (bytes > limits.bytesOut) {
    throw new BrokerRefusal(
      'too_large',
      `The request is ${bytes} bytes long; at most ${limits.bytesOut} are sent.`,
    );
  }
  const checked = { ...request, headers: checkHeaders(request.headers), target };
  if (carriesMaskedParts(checked, errand)) {
    throw bad(
      'The request holds the full URL with its user name, password or query. Choose "send the full URL" to allow it.',
    );
  }
  return checked;
}

/** What survives a redirect to another origin: nothing that could be a key. */
export function headersForOtherOrigin(headers: BrokerRequest['headers']): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).filter(([name]) => harmless.has(name.toLowerCase())),
  );
}

const harmless = new Set(['accept', 'accept-language', 'content-type', 'user-agent']);

/** They decide how the connection works and where a request ends: the broker alone writes them. */
export const connectionHeaders: ReadonlySet<string> = new Set([
  'connection',
  'expect',
  'host',
  'http2-settings',
  'keep-alive',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);
/** Libraries set them by themselves; the broker's own are used instead. */
const replacedHeaders = new Set(['accept-encoding', 'content-length']);

const maximumHeaderBytes = 64 * 1024;

function checkHeaders(headers: BrokerRequest['headers']): Record<string, string> {
  const checked: Record<string, string> = { accept: '*/*', 'user-agent': 'Flairbench' };
  let bytes = 0;
  for (const [given, value] of Object.entries(headers)) {
    const name = given.toLowerCase();
    if (!/^[a-z0-9!#$%&'*+.^_`|~-]+$/.test(name)) throw bad('A header name is not valid.');
    if (connectionHeaders.has(name)) throw bad(`The header ${name} is not an enricher's to set.`);
    if (!/^[\t\x20-\x7e\x80-\xff]*$/.test(value)) {
      throw bad(`The header ${name} holds a line break or a character that headers cannot carry.`);
    }
    bytes += name.length + value.length;
    if (!replacedHeaders.has(name)) checked[name] = value;
  }
  if (bytes > maximumHeaderBytes) throw bad('The headers are longer than 64 KiB.');
  return checked;
}

/**
 * The enricher is handed a masked URL for third parties; this catches the raw one, should it come by another
 * way, in the three spellings sources ask for: as it is, percent-encoded, base64.
 */
function carriesMaskedParts(request: WireRequest, errand: Errand): boolean {
  const { observable, audience, sendFullUrl } = errand;
  if (observable?.type !== 'url' || sendFullUrl) return false;
  if (!tellsOutsiders(audience)) return false;
  const url = URL.parse(observable.value);
  const secret =
    url !== null &&
    (url.username !== '' ||
      url.password !== '' ||
      [...url.searchParams.values()].some((value) => value !== ''));
  if (!secret) return false;
  const base64 = Buffer.from(observable.value).toString('base64').replace(/=+$/, '');
  const spellings = [
    observable.value,
    encodeURIComponent(observable.value),
    base64,
    base64.replaceAll('+', '-').replaceAll('/', '_'),
  ];
  const sent = [request.url, request.body?.toString() ?? '', ...Object.values(request.headers)];
  return sent.some((text) => spellings.some((spelling) => text.includes(spelling)));
}

function bad(sentence: string): BrokerRefusal {
  return new BrokerRefusal('bad_request', sentence);
}
