import { bitsAt, Digit, isWord, Letter, skip, Word } from './characters.ts';
import type { ReadingBuilder, Replacement } from './reading-builder.ts';

/** `udp://evil .example/a`: in the host of a URL only; elsewhere `.net` and `.exe` follow a space. */
export function spaceBeforeDot(
  text: string,
  at: number,
  built: ReadingBuilder,
): Replacement | null {
  const before = text.slice(Math.max(built.taken, at - 64), at);
  const host = /:\/\/[\p{L}\p{N}][\p{L}\p{N}.-]*$/u.test(before);
  return host ? { start: at, end: at + 1, by: '' } : null;
}

/** `http:// evil.example`: a space put in so that nobody clicks; and `http:///evil.example`. */
export function spaceAfterScheme(
  text: string,
  at: number,
  built: ReadingBuilder,
): Replacement | null {
  if (text[at + 2] !== '/' || (text[at + 3] !== ' ' && text[at + 3] !== '/')) return null;
  if (!isDotted(text, at + 4) || !built.endsInWord(at)) return null;
  const extra = text[at + 3] === ' ' || /http(?:s?)$/iu.test(text.slice(Math.max(0, at - 5), at));
  return extra ? { start: at + 3, end: at + 4, by: '' } : null;
}

/** Whether a name with a dot, defanged or not, begins at `host`. */
function isDotted(text: string, host: number): boolean {
  const end = skip(text, host, Math.min(text.length, host + 64), Word);
  return end > host && /^(?:\.|\[\.\])[\p{L}\p{N}]/u.test(text.slice(end, end + 4));
}

/** `http: //evil.example`, put in for the same reason. */
export function spaceBeforeSlashes(text: string, at: number): Replacement | null {
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
export function scheme(text: string, at: number, built: ReadingBuilder): Replacement | null {
  // Most words with these letters are none: `some` is not `meow`.
  const isOther = isUnit(text, at, 0x6d) && !isUnit(text, at + 2, 0x6f);
  if (isOther || (bitsAt(built.lastBefore(at), 0) & (Letter | Digit)) !== 0) return null;
  // And most of these are plain.
  if (/^(?:https?:|m(?!eow)|ht(?!tp|xp))/iu.test(text.slice(at, at + 6))) return null;
  const form = new RegExp(schemeForm);
  form.lastIndex = at;
  const match = form.exec(text);
  if (match === null) return null;
  const [written, name = '', secure = '', space = '', after = ''] = match;
  const plain = name.toLowerCase() === 'http';
  const by = (/^f/iu.test(name) ? 'ftp' : 'http') + (secure === '' ? '' : 's');
  const end = at + written.length;
  if (after.startsWith('//')) {
    const meant = !plain || (built.lastBefore(at) !== '/' && isDotted(text, end + 2));
    return meant ? { start: at, end, by: `${by}:` } : null;
  }
  // A slash was lost: nobody writes `hxxp` but for a URL.
  const single = !plain && /^:\/[\p{L}\p{N}]/u.test(text.slice(end, end + 4));
  if (single) return { start: at, end: end + 2, by: `${by}://` };
  return { start: at, end: end + space.length, by };
}

/** Whether this letter stands there, small or capital. */
function isUnit(text: string, at: number, letter: number): boolean {
  return (text.charCodeAt(at) | 0x20) === letter;
}
