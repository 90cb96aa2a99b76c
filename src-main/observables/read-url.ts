import { canonicalIpv4, canonicalIpv6 } from './address.ts';
import { bitsAt, Digit, Ideograph, Letter } from './characters.ts';
import { nestHashes } from './read-words.ts';
import { type Chain, claim, nest, type Scan } from './scan.ts';
import { canonicalUrl, canonicalUrlHost, urlOf, urlParts } from './url.ts';
import { urlEnd } from './url-end.ts';
import { schemes } from './words.ts';

/** The longest value the contract takes. What is longer is listed by its host alone. */
const longest = 65_536;
const longestAuthority = 1024;
const longestEncoded = 8192;

/** URLs with a scheme. `chain` ends in the scheme, before the colon. */
export function readUrl(scan: Scan, chain: Chain): number {
  const { text } = scan;
  const separator = /^:(?:\/\/|\\{2,4})/u.exec(text.slice(chain.end, chain.end + 5))?.[0];
  const start = separator === undefined ? -1 : schemeStart(text, chain);
  if (separator === undefined || start < 0) return -1;
  const from = chain.end + separator.length;
  if (!hasHost(scan, start, from)) return -1;
  return claimUrl(scan, start, from, urlEnd(text, start, from, scan.delimiter));
}

/**
 * Whether a host follows. Looked at before the end of the URL is: on a line full of schemes each would be read to
 * the end of the line for nothing.
 */
function hasHost(scan: Scan, start: number, from: number): boolean {
  const { text } = scan;
  const limit = Math.min(text.length, from + longestAuthority);
  const near = urlEnd(text, start, from, scan.delimiter, limit);
  const end = cutAfterName(scan, from, near);
  const written = text.slice(from, end);
  const isWhole = end < from + longestAuthority || /[/?#\\]/u.test(written);
  const parts = isWhole ? urlParts(text.slice(start, end)) : null;
  return parts !== null && canonicalUrlHost(parts.host) !== null;
}

/** Where the scheme begins that ends at the end of the chain, or -1. */
function schemeStart(text: string, chain: Chain): number {
  let start = chain.end;
  const limit = Math.max(chain.start, chain.end - 10);
  while (start > limit && (bitsAt(text, start - 1) & (Letter | Digit)) !== 0) start--;
  const word = text.slice(start, chain.end).toLowerCase();
  if (schemes.has(word)) return start;
  const glued = /https?$/u.exec(word);
  return glued ? start + glued.index : -1;
}

/**
 * Lists the URL with its host and the hashes in its path nested; -1 when it has no host. `from` is where the
 * authority begins: after the scheme, if there is one.
 */
export function claimUrl(scan: Scan, start: number, from: number, stop: number): number {
  const { text } = scan;
  const end = cutAfterName(scan, from, stop);
  const parts = urlParts(text.slice(start, end));
  const host = parts && canonicalUrlHost(parts.host);
  if (!parts || !host || !/[\p{L}\p{N}]/u.test(parts.host)) return -1;
  const before =
    (parts.userinfo === null ? 0 : parts.userinfo.length + 1) + (parts.host.includes(':') ? 1 : 0);
  const place = {
    value: host,
    start: from + before,
    end: from + before + parts.host.length,
    why: 'host of the URL',
    port: parts.port,
  };
  const type = hostType(scan, host);
  const value = urlOf(parts, host);
  if (value.length > longest) {
    if (type !== null) claim(scan, { type, ...place });
    scan.claimed = end;
    return end;
  }
  const why = parts.scheme === null ? 'a host and a path' : `begins with ${parts.scheme}://`;
  const parent = claim(scan, { type: 'url', value, start, end, why });
  if (type !== null) nest(scan, parent, { type, ...place });
  nestHashes(scan, parent, place.end, end);
  return end;
}

function hostType(scan: Scan, host: string): string | null {
  if (canonicalIpv4(host) !== null) return 'ipv4';
  if (canonicalIpv6(host) !== null) return 'ipv6';
  return scan.names.domain(host) === null ? null : 'domain';
}

/** Prose in a script without spaces goes on right after a bare host: `https://evil.example下载`. */
function cutAfterName(scan: Scan, from: number, end: number): number {
  const { text } = scan;
  const limit = Math.min(end, from + longestAuthority);
  for (let at = from + 1; at < limit && !/[/?#]/u.test(text.charAt(at)); at++) {
    const turn =
      (bitsAt(text, at) & Ideograph) !== 0 && (bitsAt(text, at - 1) & (Letter | Digit)) !== 0;
    if (turn) return at;
  }
  return end;
}

/** `http%3A%2F%2Fevil.example%2Fpath`, encoded once or several times over. */
export function readEncodedUrl(scan: Scan, chain: Chain): number {
  const { text } = scan;
  const start = schemeStart(text, chain);
  if (start < 0) return -1;
  const separator = /^%((?:25){0,3})3a(?:%(?:25){0,3}2f){2}/iu.exec(
    text.slice(chain.end, chain.end + 30),
  );
  if (!separator) return -1;
  const from = chain.end + separator[0].length;
  const cut = text.slice(from, from + longestEncoded).search(/[&=()[\]{}]/u);
  const limit = Math.min(text.length, from + (cut < 0 ? longestEncoded : cut));
  const end = urlEnd(text, start, from, scan.delimiter, limit);
  const value = canonicalUrl(
    decodeTimes(text.slice(start, end), (separator[1] ?? '').length / 2 + 1),
  );
  const parts = value === null ? null : urlParts(value);
  if (value === null || !parts) return -1;
  const parent = claim(scan, { type: 'url', value, start, end, why: 'a percent-encoded URL' });
  const type = hostType(scan, parts.host);
  const length = text.slice(from, end).search(/%|$/u);
  if (type !== null)
    nest(scan, parent, {
      type,
      value: parts.host,
      start: from,
      end: from + length,
      why: 'host of the URL',
      port: parts.port,
    });
  return end;
}

function decodeTimes(text: string, times: number): string {
  let decoded = text;
  for (let round = 0; round < times; round++) {
    try {
      decoded = decodeURIComponent(decoded);
    } catch {
      // Not UTF-8: only what is plain ASCII can be read.
      decoded = decoded.replaceAll(/%([2-7][0-9a-f])/giu, (_, hex: string) =>
        String.fromCharCode(Number.parseInt(hex, 16)),
      );
    }
  }
  return decoded;
}
