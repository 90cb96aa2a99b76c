import { decoded } from './encoded-url.ts';
import { refang } from './refang.ts';
import { canonicalUrl } from './url.ts';
import { wrapperForms } from './well-known/link-wrappers.ts';

/** A link inside of another one, and where it stands in path and query of that. */
export interface WrappedLink {
  /** decoded and canonical */
  readonly value: string;
  readonly start: number;
  readonly end: number;
}

/** The link that one of a well-known wrapper leads to, or null. `host` is in canonical form. */
export function wrappedLink(host: string, rest: string): WrappedLink | null {
  if (rest.length < shortest) return null;
  for (const { path, parameters, pattern, coding } of wrapperForms(host)) {
    if (path && !path.test(rest.slice(0, rest.search(/[?#]|$/u)))) continue;
    const place = parameters ? parameter(rest, parameters) : pattern ? group(rest, pattern) : null;
    const link =
      place && linkOf(uncoded[coding](rest.slice(place.start, place.end), rest.slice(place.end)));
    if (place && link) return { value: link, ...place };
  }
  return null;
}

/** `/?u=http://a.b` */
const shortest = 14;

interface Place {
  readonly start: number;
  readonly end: number;
}

function parameter(rest: string, names: readonly string[]): Place | null {
  const mark = rest.indexOf('?');
  if (mark < 0) return null;
  for (let start = mark + 1; start < rest.length; ) {
    const end = rest.slice(start).search(/[&#]|$/u) + start;
    const pair = rest.slice(start, end);
    const equals = pair.indexOf('=');
    if (names.includes(pair.slice(0, equals).toLowerCase()))
      return { start: start + equals + 1, end };
    if (rest[end] === '#') break;
    start = end + 1;
  }
  return null;
}

function group(rest: string, pattern: RegExp): Place | null {
  const found = pattern.exec(rest);
  const written = found?.[1];
  if (!found || written === undefined) return null;
  const start = found[0].indexOf(written);
  return { start, end: start + written.length };
}

const isLink = /^https?:\/\//iu;
/** Wrappers wrap what others wrapped before them, and encode it once more. */
const mostTimes = 4;

function linkOf(text: string): string | null {
  let plain = text;
  for (let times = 0; times < mostTimes && /^https?%/iu.test(plain); times++) {
    plain = decoded(plain, 1);
  }
  const link = isLink.test(plain) ? plain : refang(plain);
  return isLink.test(link) ? canonicalUrl(decoded(link, 0)) : null;
}

type Uncoded = (text: string, after: string) => string;

/** How each coding is undone; `after` is what follows the link. */
const uncoded = {
  percent: (text) => decoded(text, 1),
  base64: (text) => fromBase64(decoded(text, 1).replace(/^a1(?=aHR0c)/u, '')),
  'proofpoint-v2': (text) =>
    decoded(text.replaceAll('_', '/').replaceAll(/-([0-9a-f]{2})/giu, '%$1'), 1),
  'proofpoint-v3': (text, after) =>
    withCharactersPutBack(
      decoded(text, 1).replace(/^(https?:\/)(?!\/)/iu, '$1/'),
      after.slice('__;'.length, Math.max(0, after.indexOf('!'))),
    ),
} as const satisfies Readonly<Record<string, Uncoded>>;

function fromBase64(text: string): string {
  return Buffer.from(text, 'base64').toString('utf8');
}

const lengths = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** Each `*` stands for the next of the characters that follow the link in base64, `**A` for the next two, `**B` for three. */
function withCharactersPutBack(text: string, taken: string): string {
  const characters = [...fromBase64(taken)];
  let at = 0;
  return text.replaceAll(/\*(?:\*([\w-]))?/gu, (mark, length: string | undefined) => {
    const count = length === undefined ? 1 : lengths.indexOf(length) + 2;
    if (characters.length < at + count) return mark;
    at += count;
    return characters.slice(at - count, at).join('');
  });
}
