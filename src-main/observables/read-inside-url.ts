import { canonicalIpv4, canonicalIpv6 } from './address.ts';
import { dashedUrlAt, encodedUrlAt } from './encoded-url.ts';
import { nestPieces } from './nest-pieces.ts';
import { nest, type Scan } from './scan.ts';
import { canonicalUrl, urlParts } from './url.ts';

export const hostReason = 'host of the URL';

/** What the host of a URL is by itself; null for a name that no DNS knows. */
export function hostType(scan: Scan, host: string): string | null {
  if (canonicalIpv4(host) !== null) return 'ipv4';
  if (canonicalIpv6(host) !== null) return 'ipv6';
  return scan.names.domain(host) === null ? null : 'domain';
}

/** Lists the host of a canonical URL; `start` and `end` say where it stands. */
export function nestHost(
  scan: Scan,
  parent: number,
  url: string,
  start: number,
  end: number,
): void {
  const parts = urlParts(url);
  const type = parts && hostType(scan, parts.host);
  if (!parts || !type) return;
  nest(scan, parent, { type, value: parts.host, start, end, why: hostReason, port: parts.port });
}

const innerScheme = /https?(?=:\/\/[^/]|%(?:25){0,3}3a(?:%(?:25){0,3}2f){2}|-3a__[^_])/giu;

/**
 * What stands in the path and query of a URL: hashes, ids, mailboxes, and the URLs that redirectors, link checkers and archives
 * carry. From left to right; a URL inside of an inner one is left alone.
 */
export function nestInside(scan: Scan, outer: number, from: number, end: number): void {
  const rest = scan.text.slice(from, end);
  let at = from;
  for (const found of /http/iu.test(rest) ? rest.matchAll(innerScheme) : []) {
    const start = from + found.index;
    const inner = start < at ? null : innerUrl(scan.text, start, start + found[0].length, end);
    if (inner === null) continue;
    nestPieces(scan, outer, at, start);
    const why = 'a URL inside of a URL';
    const index = nest(scan, outer, {
      type: 'url',
      value: inner.value,
      start,
      end: inner.end,
      why,
    });
    nestHost(scan, index, inner.value, inner.hostStart, inner.hostEnd);
    nestPieces(scan, index, inner.hostEnd, inner.end);
    at = inner.end;
  }
  nestPieces(scan, outer, at, end);
}

function innerUrl(text: string, start: number, colon: number, limit: number) {
  if (text[colon] === '%') return encodedUrlAt(text, start, colon, limit);
  if (text[colon] === '-') return dashedUrlAt(text, start, colon, limit);
  const end = start + lengthOfInner(text.slice(start, limit), text.slice(start - 2, start));
  const written = text.slice(start, end);
  const value = canonicalUrl(written);
  const host = urlParts(written)?.host;
  if (value === null || host === undefined) return null;
  const hostStart = start + written.indexOf(host, colon - start);
  return { value, end, hostStart, hostEnd: hostStart + host.length };
}

/** In a query the next pair ends it, between underscores (as link checkers write it) the next two do. */
function lengthOfInner(rest: string, before: string): number {
  const mark = before.endsWith('=') ? /&|$/u : before === '__' ? /__|$/u : /$/u;
  return rest.search(mark);
}
