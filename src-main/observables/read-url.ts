import { canonicalIpv4, canonicalIpv6 } from './address.ts';
import { bitsAt, Digit, Ideograph, Letter } from './characters.ts';
import { nestHashes } from './read-words.ts';
import { type Chain, claim, type Found, nest, type Scan } from './scan.ts';
import { canonicalUrl, canonicalUrlHost, urlParts } from './url.ts';
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
  return claimUrl(scan, start, from, urlEnd(text, start, from, scan.delimiter));
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

/** Lists the URL with its host and the hashes in its path nested; -1 when it has no host. */
export function claimUrl(scan: Scan, start: number, from: number, stop: number): number {
  const { text } = scan;
  const end = cutAfterName(scan, from, stop);
  const host = hostPlace(scan, from, end);
  if (host === null) return -1;
  if (end - start > longest) return claimHostAlone(scan, host, end);
  const value = canonicalUrl(text.slice(start, end));
  if (value === null) return -1;
  if (value.length > longest) return claimHostAlone(scan, host, end);
  const parent = claim(scan, { type: 'url', value, start, end });
  if (host.type !== null) nest(scan, parent, { ...host, type: host.type });
  nestHashes(scan, parent, host.end, end);
  return end;
}

function claimHostAlone(scan: Scan, host: HostPlace, end: number): number {
  if (host.type !== null) claim(scan, { ...host, type: host.type });
  scan.claimed = end;
  return end;
}

interface HostPlace extends Omit<Found, 'type'> {
  /** null for names that are no observable by themselves (`localhost`) */
  readonly type: string | null;
}

function hostPlace(scan: Scan, from: number, end: number): HostPlace | null {
  const { text } = scan;
  const authority =
    /^[^/?#\\]*/u.exec(text.slice(from, Math.min(end, from + longestAuthority)))?.[0] ?? '';
  const parts = urlParts(`http://${authority}`);
  const value = parts && canonicalUrlHost(parts.host);
  if (!parts || !value || !/[\p{L}\p{N}]/u.test(parts.host)) return null;
  const bracket = parts.host.includes(':') ? 1 : 0;
  const start = from + (parts.userinfo === null ? 0 : parts.userinfo.length + 1) + bracket;
  return {
    type: hostType(scan, value),
    value,
    start,
    end: start + parts.host.length,
    port: parts.port,
  };
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
  const limit = text.slice(from, from + longestEncoded).search(/[&=()[\]{}]/u);
  const end = Math.min(
    urlEnd(text, start, from, scan.delimiter),
    from + (limit < 0 ? longestEncoded : limit),
  );
  const value = canonicalUrl(
    decodeTimes(text.slice(start, end), (separator[1] ?? '').length / 2 + 1),
  );
  const parts = value === null ? null : urlParts(value);
  if (value === null || !parts) return -1;
  const parent = claim(scan, { type: 'url', value, start, end });
  const type = hostType(scan, parts.host);
  const length = text.slice(from, end).search(/%|$/u);
  if (type !== null)
    nest(scan, parent, {
      type,
      value: parts.host,
      start: from,
      end: from + length,
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
