import { bitsAt, Digit, Ideograph, Letter, Space, skip, Word } from './characters.ts';
import { type Reading, ReadingBuilder, type Replacement } from './reading.ts';
import { proseBeforeDot } from './words.ts';

/** Places where a defanged or encoded form may begin; what follows is decided by code with bounded reach. */
const triggers =
  /[[({&\\\u00ad\u200b-\u200d\u2060\u2010\u2011\u3002\ufe52\ufeff\uff0d-\uff1a\uff20-\uff3a\uff3f\uff41-\uff5a\uff61]| (?:dot|at|@) |:\/\/ |h[x*]{2}ps?|fxps?|meow|xxxxs?|http(?=s?[![])/giu;

/** Longest stretch that one defanged dot, at or colon may take, with brackets and spaces. */
const reach = 24;

type Rule = (text: string, at: number, built: ReadingBuilder) => Replacement | null;

/** The text as a person would read it: defanged forms undone, hidden characters gone. Linear in the text. */
export function readText(text: string): Reading {
  const built = new ReadingBuilder(text);
  const finder = new RegExp(triggers);
  for (let match = finder.exec(text); match; match = finder.exec(text)) {
    const replacement =
      match.index < built.taken ? null : ruleFor(match[0])(text, match.index, built);
    if (!replacement) {
      finder.lastIndex = match.index + 1;
      continue;
    }
    built.replace(replacement);
    // The space that ends one spelled-out dot may begin the next.
    finder.lastIndex = replacement.end;
  }
  return built.finish();
}

/** Undoes the common ways of defanging: `hxxps[://]evil[.]example` is read `https://evil.example`. */
export function refang(text: string): string {
  return readText(text).text;
}

function ruleFor(trigger: string): Rule {
  const first = trigger.charAt(0);
  if (first === '[' || first === '(' || first === '{') return bracketed;
  if (first === '&') return entity;
  if (first === '\\') return escaped;
  if (first === ' ') return spelledOut;
  if (first === ':') return spaceAfterScheme;
  return trigger.charCodeAt(0) < 0x80 ? scheme : character;
}

const isOpener = (unit: string): boolean => unit === '[' || unit === '(' || unit === '{';
const isCloser = (unit: string): boolean => unit === ']' || unit === ')' || unit === '}';
const isWord = (text: string, at: number): boolean => (bitsAt(text, at) & Word) !== 0;
const endsInWord = (built: ReadingBuilder, at: number): boolean =>
  (bitsAt(built.lastBefore(at), 0) & Word) !== 0;

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
    const forgotten = payload[0] === '.' && text[at] !== '(' && inside === at + 1 && end === after;
    return forgotten && endsInWord(built, at) && isWord(text, end)
      ? { start: at, end, by: '.' }
      : null;
  }
  // Outside of brackets only dots and ats swallow spaces: `[:] ` may end a clause.
  if (!joins) {
    while (text[end - 1] === ' ') end--;
    return { start: at, end, by: payload[1] };
  }
  const start = at - spacesBefore(text, at, built);
  const path = payload[1] === '.' && /[/=]/u.test(built.lastBefore(start));
  return (endsInWord(built, start) || path) && isWord(text, end)
    ? { start, end, by: payload[1] }
    : null;
}

function spacesBefore(text: string, at: number, built: ReadingBuilder): number {
  let start = at;
  while (start > built.taken && at - start < 3 && text[start - 1] === ' ') start--;
  return at - start;
}

const entities: ReadonlyMap<string, string> = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
  ['nbsp', ' '],
  ['shy', ''],
  ['period', '.'],
  ['colon', ':'],
  ['sol', '/'],
  ['commat', '@'],
]);

/** `&#46;`, `&#x2e;`, `&amp;`. */
function entity(text: string, at: number): Replacement | null {
  const end = text.slice(at, at + 10).indexOf(';');
  if (end < 2) return null;
  const name = text.slice(at + 1, at + end).toLowerCase();
  const named = entities.get(name);
  if (named !== undefined) return { start: at, end: at + end + 1, by: named };
  if (!/^#(?:x[0-9a-f]{1,5}|[0-9]{1,6})$/u.test(name)) return null;
  const code = name[1] === 'x' ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
  if (code > 0xffff || (code >= 0xd800 && code <= 0xdfff)) return null;
  return { start: at, end: at + end + 1, by: String.fromCharCode(code) };
}

/** `evil\.example` as regular expressions write it and `https:\/\/` as JSON does; Windows paths stay. */
function escaped(text: string, at: number, built: ReadingBuilder): Replacement | null {
  const next = text[at + 1];
  if (next === '/') {
    const before = built.lastBefore(at);
    return before === ':' || before === '/' || endsInWord(built, at)
      ? { start: at, end: at + 2, by: '/' }
      : null;
  }
  if (next !== '.' || !endsInWord(built, at) || !isWord(text, at + 2)) return null;
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

/** ` dot `, ` at ` and ` @ ` between words. Prose is full of `at`: it counts only where the dots are spelled out too. */
function spelledOut(text: string, at: number, built: ReadingBuilder): Replacement | null {
  const word = text.slice(at + 1, text.indexOf(' ', at + 1));
  let end = at + 1 + word.length;
  while (text[end] === ' ' && end - at < 8) end++;
  const start = at - spacesBefore(text, at, built);
  if (!endsInWord(built, start) || (bitsAt(text, end) & Word) === 0) return null;
  if (word.toLowerCase() === 'dot') {
    const before =
      /[\p{L}\p{N}_-]*$/u.exec(text.slice(Math.max(built.taken, start - 40), start))?.[0] ?? '';
    const prose = proseBeforeDot.has(before.toLowerCase());
    return prose ? null : { start, end, by: '.' };
  }
  const name = skip(text, end, Math.min(text.length, end + 64), Word);
  const rest = text.slice(name, name + 6);
  const dotted = /^(?:\.[\p{L}\p{N}]|\s?[[({]\s?(?:\.|dot)| dot )/iu.test(rest);
  const spelled = /^(?:\s?[[({]\s?(?:\.|dot)| dot )/iu.test(rest);
  const meant = word === '@' || word === 'AT' ? dotted : spelled;
  return meant ? { start, end, by: '@' } : null;
}

/** `http:// evil.example`: a space put in so that nobody clicks. */
function spaceAfterScheme(text: string, at: number, built: ReadingBuilder): Replacement | null {
  const host = at + 4;
  const end = skip(text, host, Math.min(text.length, host + 64), Word);
  const dotted = end > host && /^(?:\.|\[\.\])[\p{L}\p{N}]/u.test(text.slice(end, end + 4));
  return dotted && endsInWord(built, at) ? { start: at + 3, end: at + 4, by: '' } : null;
}

/** `hxxp`, `h**p`, `fxp`, `meow` before a colon, and `https!://`. */
function scheme(text: string, at: number, built: ReadingBuilder): Replacement | null {
  if ((bitsAt(built.lastBefore(at), 0) & (Letter | Digit)) !== 0) return null;
  let end = skip(text, at, Math.min(text.length, at + 6), Letter);
  if (text[at + 1] === '*') end = skip(text, at + 3, at + 5, Letter);
  const name = text.slice(at, end).toLowerCase();
  const secure = name.endsWith('s') ? 's' : '';
  if (
    !/^(?:h[x*]{2}ps?|http|https|fxps?|meows?|xxxxs?|\*?p?s?)$/u.test(name) &&
    text[at + 1] !== '*'
  )
    return null;
  const bang = text[end] === '!' ? 1 : 0;
  const colon = text.slice(end + bang, end + bang + 6);
  if (!/^ ?(?:[[({] ?)?:/u.test(colon)) return null;
  const space = colon.startsWith(' ') ? 1 : 0;
  return {
    start: at,
    end: end + bang + space,
    by: (name.startsWith('f') ? 'ftp' : 'http') + secure,
  };
}

/** Soft hyphens and zero-width characters go; full-width and ideographic forms become plain ones. */
function character(text: string, at: number, built: ReadingBuilder): Replacement | null {
  const code = text.charCodeAt(at);
  const one = (by: string): Replacement => ({ start: at, end: at + 1, by });
  if (code === 0x2010 || code === 0x2011)
    return endsInWord(built, at) && isWord(text, at + 1) ? one('-') : null;
  if (code === 0x3002 || code === 0xff61 || code === 0xfe52) {
    // An ideographic full stop also ends sentences: a dot only between parts of a name.
    const before = bitsAt(built.lastBefore(at), 0);
    const after = bitsAt(text, at + 1);
    const plain = (bits: number): boolean => (bits & Word) !== 0 && (bits & Ideograph) === 0;
    return plain(before) && plain(after) ? one('.') : null;
  }
  return code >= 0xff00 && code < 0xff61 ? one(String.fromCharCode(code - 0xfee0)) : one('');
}
