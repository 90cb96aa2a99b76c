import { bitsAt, bitsOf, Digit, Ideograph, Letter, Stop } from './characters.ts';
import { encodedUrlAt } from './encoded-url.ts';
import { hostReason, nestHost, nestLinkOf, nestRest } from './read-inside-url.ts';
import { type Chain, claim, nest, type Scan } from './scan.ts';
import { urlOf, urlParts } from './url.ts';
import { unitAt } from './units.ts';
import { urlEnd } from './url-end.ts';
import { schemes } from './words.ts';

/** The longest value the contract takes. What is longer is listed by its host alone. */
const longest = 65_536;
const longestAuthority = 1024;

/** URLs with a scheme. `chain` ends in the scheme, before the colon. */
export function readUrl(scan: Scan, chain: Chain): number {
  const { text } = scan;
  const from = afterSeparator(scan, chain.end);
  const start = from < 0 ? -1 : schemeStart(text, chain);
  if (start < 0) return -1;
  if (!hasPlainHost(text, from) && !hasHost(scan, start, from)) return -1;
  return claimUrl(scan, start, from, urlEnd(text, start, from, scan.delimiter));
}

/** Where `://`, or `:\\\\` with up to four backslashes, ends that begins at `colon`; -1 for other marks. */
function afterSeparator({ units }: Scan, colon: number): number {
  const mark = unitAt(units, colon + 1);
  if ((mark !== 0x2f && mark !== 0x5c) || units[colon + 2] !== mark) return -1;
  let end = colon + 3;
  if (mark === 0x5c) while (end < colon + 5 && units[end] === 0x5c) end++;
  return end;
}

/** `evil.example/`: what nearly every URL has, told at a glance. */
function hasPlainHost(text: string, from: number): boolean {
  let end = from;
  const limit = from + 64;
  while (end < limit && ((bitsAt(text, end) & (Letter | Digit)) !== 0 || text[end] === '.')) end++;
  return end > from && text[end] === '/' && text[from] !== '.';
}

/**
 * Whether a host follows. Looked at before the end of the URL is: on a line full of schemes each would be read to
 * the end of the line for nothing.
 */
function hasHost(scan: Scan, start: number, from: number): boolean {
  const { text } = scan;
  const limit = authorityEnd(text, from);
  if (limit === from) return false;
  const near = urlEnd(text, start, from, scan.delimiter, limit);
  const end = cutAfterName(scan, from, near);
  const parts = urlParts(text.slice(start, end));
  return parts !== null && scan.names.urlHost(parts.host) !== null;
}

/** Where the authority ends at the latest; `from` when it is too long for one. */
function authorityEnd(text: string, from: number): number {
  const limit = Math.min(text.length, from + longestAuthority);
  let end = from;
  while (end < limit && !'/?#'.includes(text.charAt(end)) && (bitsAt(text, end) & Stop) === 0)
    end++;
  return end === from + longestAuthority ? from : end;
}

/** Where the scheme begins that ends at the end of the chain, or -1. */
function schemeStart(text: string, chain: Chain): number {
  let start = chain.end;
  const limit = Math.max(chain.start, chain.end - 10);
  while (start > limit && (bitsAt(text, start - 1) & (Letter | Digit)) !== 0) start--;
  const word = text.slice(start, chain.end).toLowerCase();
  if (text[start - 1] === '+') {
    const joined = /[a-z]{3,10}\+$/iu.exec(text.slice(Math.max(0, start - 11), start))?.[0] ?? '';
    if (schemes.has(joined.toLowerCase() + word)) return start - joined.length;
  }
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
  const host = parts && scan.names.urlHost(parts.host);
  if (!parts || !host) return -1;
  const { value: name, type } = host;
  const before =
    (parts.userinfo === null ? 0 : parts.userinfo.length + 1) + (parts.host.includes(':') ? 1 : 0);
  const hostStart = from + before;
  const hostEnd = hostStart + parts.host.length;
  const { port } = parts;
  const inner = type && {
    type,
    value: name,
    start: hostStart,
    end: hostEnd,
    why: hostReason,
    port,
  };
  const value = urlOf(parts, name);
  if (value.length > longest) {
    if (inner) claim(scan, inner);
    scan.claimed = end;
    return end;
  }
  const why = parts.scheme === null ? 'a host and a path' : `begins with ${parts.scheme}://`;
  const parent = claim(scan, { type: 'url', value, start, end, why });
  if (inner) nest(scan, parent, inner);
  nestRest(scan, parent, { host: name, rest: parts.rest }, hostEnd, end);
  return end;
}

/** Prose in a script without spaces goes on right after a bare host: `https://evil.example下载`. */
function cutAfterName(scan: Scan, from: number, end: number): number {
  const { text } = scan;
  const limit = Math.min(end, from + longestAuthority);
  for (let at = from + 1; at < limit; at++) {
    const unit = text.charCodeAt(at);
    // `/`, `?`, `#`
    if (unit === 0x2f || unit === 0x3f || unit === 0x23) break;
    if (
      unit >= 0x80 &&
      (bitsOf(unit) & Ideograph) !== 0 &&
      (bitsAt(text, at - 1) & (Letter | Digit)) !== 0
    )
      return at;
  }
  return end;
}

/** `http%3A%2F%2Fevil.example%2Fpath`, encoded once or several times over. */
export function readEncodedUrl(scan: Scan, chain: Chain): number {
  if ((chain.bits & Letter) === 0) return -1;
  const start = schemeStart(scan.text, chain);
  const url = start < 0 ? null : encodedUrlAt(scan.text, start, chain.end, scan.text.length);
  if (url === null) return -1;
  const { value, end } = url;
  const parent = claim(scan, { type: 'url', value, start, end, why: 'a percent-encoded URL' });
  nestHost(scan, parent, value, url.hostStart, url.hostEnd);
  nestLinkOf(scan, parent, value, url.hostEnd, end);
  return end;
}
