import { bitsAt, Ideograph, isWord, Word } from './characters.ts';
import type { ReadingBuilder, Replacement } from './reading-builder.ts';

/** Units that may stand for others: that begin an entity, are hidden, or another form of a plain one. First and last. */
export const disguises: readonly (readonly [first: number, last: number])[] = [
  [0x26, 0x26],
  [0xad, 0xad],
  [0x34f, 0x34f],
  [0x61c, 0x61c],
  [0x180e, 0x180e],
  [0x200b, 0x200f],
  [0x2010, 0x2015],
  [0x2024, 0x2024],
  [0x202a, 0x202e],
  [0x2060, 0x2069],
  [0x2212, 0x2212],
  [0x3002, 0x3002],
  [0xfe52, 0xfe52],
  [0xfeff, 0xfeff],
  [0xff0d, 0xff1a],
  [0xff20, 0xff3b],
  [0xff3d, 0xff3d],
  [0xff3f, 0xff3f],
  [0xff41, 0xff5a],
  [0xff61, 0xff61],
];

/** What a unit written another way stands for (an entity, a hidden, full-width or ideographic one); null for itself. */
export function undisguise(text: string, at: number, built: ReadingBuilder): Replacement | null {
  return text[at] === '&' ? entity(text, at) : character(text, at, built);
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

/** Soft hyphens and zero-width characters go; full-width and ideographic forms become plain ones. */
function character(text: string, at: number, built: ReadingBuilder): Replacement | null {
  const code = text.charCodeAt(at);
  if (code === 0x2010 || code === 0x2011)
    return built.endsInWord(at) && isWord(text, at + 1) ? one(at, '-') : null;
  if ((code > 0x2011 && code <= 0x2015) || code === 0x2212) {
    // Word processors turn hyphens into dashes, but a dash also stands between two values.
    const inCve = /CVE(?:.(?:19|20)\d\d)?$/iu.test(text.slice(Math.max(0, at - 8), at));
    return inCve && isWord(text, at + 1) ? one(at, '-') : null;
  }
  if (code === 0x2024 || code === 0x3002 || code === 0xff61 || code === 0xfe52) {
    // An ideographic full stop also ends sentences: a dot only between parts of a name.
    const before = bitsAt(built.lastBefore(at), 0);
    const after = bitsAt(text, at + 1);
    const plain = (bits: number): boolean => (bits & Word) !== 0 && (bits & Ideograph) === 0;
    return plain(before) && plain(after) ? one(at, '.') : null;
  }
  return code >= 0xff00 && code < 0xff61
    ? one(at, String.fromCharCode(code - 0xfee0))
    : hidden(text, at, code);
}

/** A run of one that is hidden goes at once: hostile text holds a million. */
function hidden(text: string, at: number, code: number): Replacement {
  let end = at + 1;
  while (end < text.length && text.charCodeAt(end) === code) end++;
  return { start: at, end, by: '' };
}

function one(at: number, by: string): Replacement {
  return { start: at, end: at + 1, by };
}
