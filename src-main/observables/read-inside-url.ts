import { inLinkWrapper } from '../contract/observable.ts';
import { dashedUrlAt, encodedUrlAt } from './encoded-url.ts';
import { wrappedLink } from './link-wrapper.ts';
import { nestPieces } from './nest-pieces.ts';
import { nest, type Scan } from './scan.ts';
import { canonicalUrl, type UrlParts, urlParts } from './url.ts';

export const hostReason = 'host of the URL';

/** Lists the host of a canonical URL; `start` and `end` say where it stands. */
export function nestHost(
  scan: Scan,
  parent: number,
  url: string,
  start: number,
  end: number,
): void {
  const parts = urlParts(url);
  const host = parts && scan.names.urlHost(parts.host);
  if (!parts || !host?.type) return;
  const { type, value } = host;
  nest(scan, parent, { type, value, start, end, why: hostReason, port: parts.port });
}

/**
 * What stands in the path and query of a URL that ends at `end`, from `from` on. What a link wrapper leads to is
 * found as it was before it was wrapped.
 */
export function nestRest(
  scan: Scan,
  outer: number,
  url: Addressed,
  from: number,
  end: number,
): void {
  const link = wrappedLink(url.host, url.rest);
  if (link === null) return nestInside(scan, outer, from, end);
  const rest = end - url.rest.length;
  const start = rest + link.start;
  nestPieces(scan, outer, from, start);
  nestLink(scan, outer, link.value, start, rest + link.end);
  nestPieces(scan, outer, rest + link.end, end);
}

type Addressed = Pick<UrlParts, 'host' | 'rest'>;

/** A gateway wraps what another one wrapped before it. */
const mostWrappers = 4;

/** Lists the link that a wrapper leads to, as it stands between `start` and `end`, with what is in it. */
function nestLink(scan: Scan, outer: number, value: string, start: number, end: number, depth = 1) {
  const index = nest(scan, outer, { type: 'url', value, start, end, why: inLinkWrapper });
  const parts = urlParts(value);
  if (parts === null) return;
  const written = scan.text.slice(start, end).indexOf(parts.host);
  const host = written < 0 ? start : start + written;
  const hostEnd = written < 0 ? end : host + parts.host.length;
  nestHost(scan, index, value, host, hostEnd);
  if (nestLinkOf(scan, index, value, host, end, depth + 1)) return;
  if (written >= 0) nestPieces(scan, index, hostEnd, end);
}

/** Lists the link that this URL leads to, if it is a wrapper, somewhere in what stands there. */
export function nestLinkOf(
  scan: Scan,
  outer: number,
  url: string,
  start: number,
  end: number,
  depth = 1,
): boolean {
  const parts = depth > mostWrappers ? null : urlParts(url);
  const link = parts && wrappedLink(parts.host, parts.rest);
  if (!link) return false;
  nestLink(scan, outer, link.value, start, end, depth);
  return true;
}

const innerScheme = /https?(?=:\/\/[^/]|%(?:25){0,3}3a(?:%(?:25){0,3}2f){2}|-3a__[^_])/giu;

/**
 * What stands in the path and query of a URL: hashes, ids, mailboxes, and the URLs that redirectors, link checkers and archives
 * carry. From left to right; a URL inside of an inner one is left alone.
 */
function nestInside(scan: Scan, outer: number, from: number, end: number): void {
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
    if (!nestLinkOf(scan, index, inner.value, inner.hostEnd, inner.end))
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
