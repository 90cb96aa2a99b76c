import { bitsAt, isWord, Space, skip, Word } from './characters.ts';
import type { ReadingBuilder, Replacement } from './reading-builder.ts';
import { hives } from './words.ts';

/** Longest stretch that one defanged dot, at or colon may take, with brackets and spaces. */
const reach = 24;

const isOpener = (unit: string): boolean => unit === '[' || unit === '(' || unit === '{';
const isCloser = (unit: string): boolean => unit === ']' || unit === ')' || unit === '}';

/** What brackets may hold, and what it stands for. Longer ones first. */
const payloads: readonly (readonly [string, string])[] = [
  ['://', '://'],
  ['//', '//'],
  [':/', ':/'],
  ['dot', '.'],
  ['arroba', '@'],
  ['punto', '.'],
  ['punkt', '.'],
  ['at', '@'],
  ['.', '.'],
  ['@', '@'],
  [':', ':'],
  ['/', '/'],
];

/** Nobody defangs with five brackets, but hostile text holds a million. */
const mostOpeners = 5;

function payloadAt(text: string, at: number): readonly [string, string] | null {
  if (!'./:@dDaApP'.includes(text.charAt(at))) return null;
  for (const payload of payloads) {
    if (text.slice(at, at + payload[0].length).toLowerCase() === payload[0]) return payload;
  }
  return null;
}

/** `[.]`, `(dot)`, `{ at )`, `[:]`, `[://]`, and `[.com` where the closing bracket was forgotten. */
export function bracketed(text: string, at: number, built: ReadingBuilder): Replacement | null {
  let openers = 1;
  while (openers < mostOpeners && isOpener(text.charAt(at + openers))) openers++;
  if (openers === mostOpeners) return null;
  const limit = Math.min(text.length, at + reach);
  let inside = at;
  while (inside < limit && (isOpener(text.charAt(inside)) || text[inside] === ' ')) inside++;
  const payload = payloadAt(text, inside);
  if (!payload) return inside === at + 1 ? bracketedWord(text, at) : null;
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

const bracketedForm = /^[[({](?:(h(?:tt|xx)p)(s?)[\])}](?=:\/\/)|www[\])}](?=\.))/iu;

/** `[http]://evil.example`, `[www].evil.example`. */
function bracketedWord(text: string, at: number): Replacement | null {
  if (!'hHwW'.includes(text.charAt(at + 1))) return null;
  const form = bracketedForm.exec(text.slice(at, at + 11));
  if (form === null) return null;
  const [written, scheme, secure = ''] = form;
  const by = scheme === undefined ? 'www' : `http${secure.toLowerCase()}`;
  return { start: at, end: at + written.length, by };
}

/** `evil<.>com`; other brackets stand around whole values only. */
export function angled(text: string, at: number, built: ReadingBuilder): Replacement | null {
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
export function closedOnly(text: string, at: number, built: ReadingBuilder): Replacement | null {
  if (!isWord(text, at - 1) || !built.endsInWord(at) || !isWord(text, at + 2)) return null;
  const before = text.slice(Math.max(built.taken, at - 64), at);
  return /[[({][^\s]*$/u.test(before) ? null : { start: at, end: at + 2, by: '.' };
}

export function spacesBefore(text: string, at: number, built: ReadingBuilder): number {
  let start = at;
  while (start > built.taken && at - start < 3 && text[start - 1] === ' ') start--;
  return at - start;
}

/** `evil\.example` as regular expressions write it and `https:\/\/` as JSON does; Windows paths stay. */
export function escaped(text: string, at: number, built: ReadingBuilder): Replacement | null {
  const next = text[at + 1];
  if (next === '/') {
    const before = built.lastBefore(at);
    return before === ':' || before === '/' || built.endsInWord(at)
      ? { start: at, end: at + 2, by: '/' }
      : null;
  }
  // Both at once, `evil\(.\)com`.
  if (next === '(' || next === '[') {
    const form = /^\\[[(](?:\.|dot)\\?[\])]/iu.exec(text.slice(at, at + 7))?.[0];
    const end = at + (form?.length ?? 0);
    return end > at && built.endsInWord(at) && isWord(text, end)
      ? { start: at, end, by: '.' }
      : null;
  }
  // CEF logs write the equals signs in their values so.
  if (next === '=' && built.endsInWord(at)) return { start: at, end: at + 2, by: '=' };
  if (next !== '.' || !built.endsInWord(at) || !isWord(text, at + 2)) return null;
  if (hives.has(text.slice(Math.max(0, at - 4), at).toLowerCase())) return null;
  for (let back = at - 1; back >= built.taken && at - back < 64; back--) {
    if (text[back] === '\\') return null;
    if (text[back] === '/') {
      // `https://evil.example/a\.html`
      if (!/:\/\/\S*$/u.test(text.slice(Math.max(0, at - 128), at))) return null;
      break;
    }
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
