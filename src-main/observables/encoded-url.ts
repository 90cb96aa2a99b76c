import { bitsAt, Stop } from './characters.ts';
import { canonicalUrl, urlParts } from './url.ts';

const longest = 8192;
const separator = /%((?:25){0,3})3a(?:%(?:25){0,3}2f){2}/iuy;

/** A percent-encoded URL as it stands in a text: `http%3A%2F%2Fevil.example%2Fpath`. */
export interface EncodedUrl {
  /** decoded and canonical */
  readonly value: string;
  readonly end: number;
  readonly hostStart: number;
  readonly hostEnd: number;
}

/** Reads the URL whose scheme stands at `start` and ends at `colon`; null when none does. Encoded up to four times. */
export function encodedUrlAt(
  text: string,
  start: number,
  colon: number,
  stop: number,
): EncodedUrl | null {
  const form = new RegExp(separator);
  form.lastIndex = colon;
  const found = form.exec(text);
  if (found === null) return null;
  const from = colon + found[0].length;
  const limit = Math.min(stop, text.length, from + longest);
  let end = from;
  while (end < limit && !isEnd(text, end)) end++;
  const value = canonicalUrl(decoded(text.slice(start, end), (found[1] ?? '').length / 2 + 1));
  const host = value === null ? null : urlParts(value)?.host;
  if (value === null || host === null || host === undefined) return null;
  // Userinfo before the host is rare, and its `@` may be encoded: the find of the host then covers both.
  const hostEnd = from + text.slice(from, end).search(/%(?!40)|[:/?#]|$/iu);
  return { value, end, hostStart: from, hostEnd };
}

/** `https-3A__evil.example_path`, as Proofpoint writes the links it checks: `-` for the percent sign, `_` for a slash. */
export function dashedUrlAt(
  text: string,
  start: number,
  colon: number,
  stop: number,
): EncodedUrl | null {
  const limit = Math.min(stop, text.length, colon + longest);
  let end = colon;
  while (end < limit && !isEnd(text, end)) end++;
  const plain = text
    .slice(start, end)
    .replaceAll('_', '/')
    .replaceAll(/-([0-9a-f]{2})/giu, '%$1');
  const value = canonicalUrl(decoded(plain, 1));
  if (value === null) return null;
  const hostStart = colon + '-3a__'.length;
  const hostEnd = hostStart + text.slice(hostStart, end).search(/_|-3a|$/iu);
  return { value, end, hostStart, hostEnd };
}

/** Encoding leaves none of these as they are; what follows belongs to the text around it. */
function isEnd(text: string, at: number): boolean {
  return (bitsAt(text, at) & Stop) !== 0 || "&=()[]{};,'".includes(text.charAt(at));
}

/** Percent-decoded so many times; what would end a URL stays encoded. */
export function decoded(text: string, times: number): string {
  let plain = text;
  for (let round = 0; round < times; round++) {
    try {
      plain = decodeURIComponent(plain);
    } catch {
      // Not UTF-8: only what is plain ASCII can be read.
      plain = plain.replaceAll(/%([2-7][0-9a-f])/giu, (_, hex: string) =>
        String.fromCharCode(Number.parseInt(hex, 16)),
      );
    }
  }
  return plain.replaceAll(/[\s\p{Cc}"<>]/gu, (unit) => encodeURIComponent(unit));
}
