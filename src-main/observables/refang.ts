import {
  bitsAt,
  bitsOf,
  Digit,
  Disguise,
  isWord,
  Letter,
  Space,
  skip,
  Word,
} from './characters.ts';
import { undisguise } from './disguises.ts';
import { lastLabel } from './labels.ts';
import { withoutQuotedPrintable } from './quoted-printable.ts';
import { type Reading, ReadingBuilder, type Replacement, readTwice } from './reading.ts';
import { unitsOf } from './units.ts';
import { fileExtensions, hives, mailboxRoles, proseBeforeAt, proseBeforeDot } from './words.ts';

/** Longest stretch that one defanged dot, at or colon may take, with brackets and spaces. */
const reach = 24;

type Rule = (text: string, at: number, built: ReadingBuilder) => Replacement | null;

/** The text as a person would read it: defanged forms undone, hidden characters gone. Linear in the text. */
export function readText(text: string): Reading {
  const plain = withoutQuotedPrintable(text);
  const shown = readTwice(plain, readDisguised(plain.text));
  return readTwice(shown, readDefanged(shown.text));
}

function readDisguised(text: string): Reading {
  const built = new ReadingBuilder(text);
  const units = unitsOf(text);
  const { length } = text;
  for (let at = 0; at < length; at++) {
    if ((bitsOf(units[at] ?? 0) & Disguise) === 0) continue;
    const replacement = undisguise(text, at, built);
    if (!replacement) continue;
    built.replace(replacement);
    at = replacement.end - 1;
  }
  return built.finish();
}

/** What follows the first unit of a form is decided by code with bounded reach. */
function readDefanged(text: string): Reading {
  const built = new ReadingBuilder(text);
  const units = unitsOf(text);
  const { length } = text;
  for (let at = 0; at < length; at++) {
    const unit = units[at] ?? 0;
    const next = units[at + 1] ?? 0;
    if (!mayBegin(unit, next)) continue;
    const replacement = ruleFor(unit, next)(text, at, built);
    if (!replacement) continue;
    built.replace(replacement);
    // The space that ends one spelled-out dot may begin the next.
    at = replacement.end - 1;
  }
  return built.finish();
}

/** Undoes the common ways of defanging: `hxxps[://]evil[.]example` is read `https://evil.example`. */
export function refang(text: string): string {
  return readText(text).text;
}

/**
 * What a defanged form may begin with, by its first unit: what may come second, '' for anything. Asked for each unit
 * of a text, so it becomes two tables.
 */
const beginnings: Readonly<Record<string, string>> = {
  '[': '',
  '(': '',
  '{': '',
  '\\': '',
  '<': '.aAdD',
  ' ': '.@aAdD/',
  '.': '])}',
  ':': '/',
  h: 'xX*_tT',
  f: 'xX',
  m: 'eE',
  x: 'xX',
};
const anything = 1;
const onlySome = 2;
const first = new Uint8Array(0x80);
const second = new Uint8Array(0x80 * 0x80);
for (const [unit, seconds] of Object.entries(beginnings)) {
  for (const code of [unit.charCodeAt(0), unit.toUpperCase().charCodeAt(0)]) {
    first[code] = seconds === '' ? anything : onlySome;
    for (const next of seconds) second[code * 0x80 + next.charCodeAt(0)] = 1;
  }
}

function mayBegin(unit: number, next: number): boolean {
  const kind = unit < 0x80 ? first[unit] : 0;
  return (
    kind === anything || (kind === onlySome && next < 0x80 && second[unit * 0x80 + next] === 1)
  );
}

/** The rule for what may begin with these units. */
function ruleFor(unit: number, next: number): Rule {
  switch (unit) {
    case 0x5b: // [
    case 0x28: // (
    case 0x7b: // {
      return bracketed;
    case 0x5c: // \
      return escaped;
    case 0x3c: // <
      return angled;
    case 0x20:
      if (next === 0x2f) return spaceBeforeSlashes;
      return next === 0x2e ? spaceBeforeDot : spelledOut;
    case 0x2e: // .
      return closedOnly;
    case 0x3a: // :
      return spaceAfterScheme;
    default:
      return scheme;
  }
}

const isOpener = (unit: string): boolean => unit === '[' || unit === '(' || unit === '{';
const isCloser = (unit: string): boolean => unit === ']' || unit === ')' || unit === '}';

/** What brackets may hold, and what it stands for. Longer ones first. */
const payloads: readonly (readonly [string, string])[] = [
  ['://', '://'],
  ['//', '//'],
  [':/', ':/'],
  ['dot', '.'],
  ['at', '@'],
  ['.', '.'],
  ['@', '@'],
  [':', ':'],
  ['/', '/'],
];

const openers = /^[[({]{5}/u;

function payloadAt(text: string, at: number): readonly [string, string] | null {
  if (!'./:@dDaA'.includes(text.charAt(at))) return null;
  for (const payload of payloads) {
    if (text.slice(at, at + payload[0].length).toLowerCase() === payload[0]) return payload;
  }
  return null;
}

/** `[.]`, `(dot)`, `{ at )`, `[:]`, `[://]`, and `[.com` where the closing bracket was forgotten. */
function bracketed(text: string, at: number, built: ReadingBuilder): Replacement | null {
  // Nobody defangs with five brackets, but hostile text holds a million.
  if (openers.test(text.slice(at, at + 5))) return null;
  const limit = Math.min(text.length, at + reach);
  let inside = at;
  while (inside < limit && (isOpener(text.charAt(inside)) || text[inside] === ' ')) inside++;
  const payload = payloadAt(text, inside);
  if (!payload) return null;
  const after = inside + payload[0].length;
  let end = after;
  let closed = false;
  while (end < limit && (isCloser(text.charAt(end)) || text[end] === ' ')) {
    closed ||= isCloser(text.charAt(end));
    end++;
  }
  const joins = payload[1] === '.' || payload[1] === '@';
  if (!closed) {
    if (payload[0] !== '.' || text[at] === '(' || inside !== at + 1 || end !== after) return null;
    if (!isWord(text, end)) return null;
    if (built.endsInWord(at)) return { start: at, end, by: '.' };
    return endsInRefangedName(text, at - 1, built) ? { start: at - 1, end, by: '.' } : null;
  }
  // Outside of brackets only dots and ats swallow spaces: `[:] ` may end a clause.
  if (!joins) {
    while (text[end - 1] === ' ') end--;
    return { start: at, end, by: payload[1] };
  }
  const start = at - spacesBefore(text, at, built);
  const path = payload[1] === '.' && /[/=]/u.test(built.lastBefore(start));
  return (built.endsInWord(start) || path) && isWord(text, end)
    ? { start, end, by: payload[1] }
    : null;
}

/** `evil<.>com`; other brackets stand around whole values only. */
function angled(text: string, at: number, built: ReadingBuilder): Replacement | null {
  const form = /^<(?:\.|dot|at)>/iu.exec(text.slice(at, at + 5))?.[0];
  if (form === undefined) return null;
  const end = at + form.length;
  if (!built.endsInWord(at) || !isWord(text, end)) return null;
  return { start: at, end, by: form.toLowerCase() === '<at>' ? '@' : '.' };
}

/** `example[.]com [.tld`: the label before the space was joined by a defanged dot already. */
function endsInRefangedName(text: string, space: number, built: ReadingBuilder): boolean {
  if (text[space] !== ' ' || built.lastBefore(built.taken) !== '.') return false;
  return /^[\p{L}\p{N}-]{1,63}$/u.test(text.slice(built.taken, space).slice(0, 64));
}

/** `evil.]com`, where the opening bracket was forgotten. */
function closedOnly(text: string, at: number, built: ReadingBuilder): Replacement | null {
  if (!isWord(text, at - 1) || !built.endsInWord(at) || !isWord(text, at + 2)) return null;
  const before = text.slice(Math.max(built.taken, at - 64), at);
  return /[[({][^\s]*$/u.test(before) ? null : { start: at, end: at + 2, by: '.' };
}

function spacesBefore(text: string, at: number, built: ReadingBuilder): number {
  let start = at;
  while (start > built.taken && at - start < 3 && text[start - 1] === ' ') start--;
  return at - start;
}

/** `evil\.example` as regular expressions write it and `https:\/\/` as JSON does; Windows paths stay. */
function escaped(text: string, at: number, built: ReadingBuilder): Replacement | null {
  const next = text[at + 1];
  if (next === '/') {
    const before = built.lastBefore(at);
    return before === ':' || before === '/' || built.endsInWord(at)
      ? { start: at, end: at + 2, by: '/' }
      : null;
  }
  // CEF logs write the equals signs in their values so.
  if (next === '=' && built.endsInWord(at)) return { start: at, end: at + 2, by: '=' };
  if (next !== '.' || !built.endsInWord(at) || !isWord(text, at + 2)) return null;
  if (hives.has(text.slice(Math.max(0, at - 4), at).toLowerCase())) return null;
  for (let back = at - 1; back >= built.taken && at - back < 64; back--) {
    if (text[back] === '\\' || text[back] === '/') return null;
    if ((bitsAt(text, back) & Space) !== 0) break;
  }
  let ahead = skip(text, at + 2, Math.min(text.length, at + 64), Word);
  while (text[ahead] === '\\' && text[ahead + 1] === '.') {
    ahead = skip(text, ahead + 2, Math.min(text.length, at + 64), Word);
  }
  return text[ahead] === '\\' && isWord(text, ahead + 1)
    ? null
    : { start: at, end: at + 2, by: '.' };
}

const address =
  /^\d{1,3}(?:[^\p{L}\p{N}]{1,5}\d{1,3}|\s?\p{P}dot\p{P}\s?\d{1,3}| dot \d{1,3}){3}/iu;

/** ` dot `, ` at ` and ` @ ` between words. Prose is full of `at`: it counts only where the dots are spelled out too. */
function spelledOut(text: string, at: number, built: ReadingBuilder): Replacement | null {
  const word = /^(?:dot|at|@)(?= )/iu.exec(text.slice(at + 1, at + 5))?.[0];
  if (word === undefined) return null;
  let end = at + 1 + word.length;
  while (text[end] === ' ' && end - at < 8) end++;
  const start = at - spacesBefore(text, at, built);
  if (!built.endsInWord(start) || (bitsAt(text, end) & Word) === 0) return null;
  if (word.toLowerCase() === 'dot') {
    const before =
      /[\p{L}\p{N}_-]*$/u.exec(text.slice(Math.max(built.taken, start - 40), start))?.[0] ?? '';
    const prose = proseBeforeDot.has(before.toLowerCase());
    return prose ? null : { start, end, by: '.' };
  }
  // `a server at 1[.]2[.]3[.]4`
  if (address.test(text.slice(end, end + 48))) return null;
  const name = skip(text, end, Math.min(text.length, end + 64), Word);
  const rest = text.slice(name, name + 6);
  const dotted = /^(?:\.[\p{L}\p{N}]|\s?[[({]\s?(?:\.|dot)| dot )/iu.test(rest);
  const spelled = /^(?:\s?[[({]\s?(?:\.|dot)| dot )/iu.test(rest);
  const certain = word === '@' || word === 'AT' || isMailbox(text, start, name);
  return (certain ? dotted : spelled) ? { start, end, by: '@' } : null;
}

/** `john.doe at evil.example`, `support at evil.example`, and `joe at evil.example` alone on its line. */
function isMailbox(text: string, end: number, host: number): boolean {
  const before = text.slice(Math.max(0, end - 64), end);
  const box = /[\p{L}\p{N}._+-]*$/u.exec(before)?.[0].toLowerCase() ?? '';
  if (mailboxRoles.has(box)) return true;
  if (/^\p{L}[\p{L}\p{N}]*(?:[._]\p{L}[\p{L}\p{N}]*)+$/u.test(box))
    return !fileExtensions.has(lastLabel(box));
  const opens = /(?:^|[\r\n])[ \t>*-]*$/u.test(before.slice(0, before.length - box.length));
  const closes = /^[^\s]*[ \t]*(?:$|[\r\n])/u.test(text.slice(host, host + 128));
  return opens && closes && box.length > 1 && !proseBeforeAt.has(box);
}

/** `udp://evil .example/a`: in the host of a URL only; elsewhere `.net` and `.exe` follow a space. */
function spaceBeforeDot(text: string, at: number, built: ReadingBuilder): Replacement | null {
  const before = text.slice(Math.max(built.taken, at - 64), at);
  const host = /:\/\/[\p{L}\p{N}][\p{L}\p{N}.-]*$/u.test(before);
  return host ? { start: at, end: at + 1, by: '' } : null;
}

/** `http:// evil.example`: a space put in so that nobody clicks. */
function spaceAfterScheme(text: string, at: number, built: ReadingBuilder): Replacement | null {
  if (!text.startsWith('// ', at + 1)) return null;
  const host = at + 4;
  const end = skip(text, host, Math.min(text.length, host + 64), Word);
  const dotted = end > host && /^(?:\.|\[\.\])[\p{L}\p{N}]/u.test(text.slice(end, end + 4));
  return dotted && built.endsInWord(at) ? { start: at + 3, end: at + 4, by: '' } : null;
}

/** `http: //evil.example`, put in for the same reason. */
function spaceBeforeSlashes(text: string, at: number): Replacement | null {
  if (text[at + 2] !== '/' || text[at - 1] !== ':' || !isWord(text, at + 3)) return null;
  const scheme = /(?:^|[^\p{L}])(?:h(?:tt|xx)ps?|ftp):$/iu.test(
    text.slice(Math.max(0, at - 7), at),
  );
  return scheme ? { start: at, end: at + 1, by: '' } : null;
}

/** A scheme that was made harmless, up to what stands for its colon. */
const schemeForm =
  /(h(?:[x*_]{2}|tx|xt)p|http|xxxx|meow|fxp)(s|[[({]s[\])}])?[!_]?(?=( ?)((?:[[({] ?)?:[\])} ]*[[({/\\]|\/\/[\p{L}\p{N}]))/iuy;

/** `hxxp`, `h**p`, `fxp`, `meow`, `http[s]` before a colon, and `https!://`. */
function scheme(text: string, at: number, built: ReadingBuilder): Replacement | null {
  if ((bitsAt(built.lastBefore(at), 0) & (Letter | Digit)) !== 0) return null;
  // Most are plain, and most words with these letters are none.
  if (/^(?:https?:|m(?!eow)|ht(?!tp|xp))/iu.test(text.slice(at, at + 6))) return null;
  const form = new RegExp(schemeForm);
  form.lastIndex = at;
  const match = form.exec(text);
  if (match === null) return null;
  const [written, name = '', secure = '', space = '', after = ''] = match;
  const plain = name.toLowerCase() === 'http';
  const by = (/^f/iu.test(name) ? 'ftp' : 'http') + (secure === '' ? '' : 's');
  const end = at + written.length;
  if (after.startsWith('//')) return plain ? null : { start: at, end, by: `${by}:` };
  // A slash was lost: nobody writes `hxxp` but for a URL.
  const single = !plain && /^:\/[\p{L}\p{N}]/u.test(text.slice(end, end + 4));
  if (single) return { start: at, end: end + 2, by: `${by}://` };
  return { start: at, end: end + space.length, by };
}
