import type { Scan } from './scan.ts';
import { proseBeforeFile } from './words.ts';

/** The longest name with spaces that is looked for. */
const longest = 100;

/** What opens a cell or a quotation, and what closes it. */
const closers: ReadonlyMap<string, string> = new Map([
  ['"', '"'],
  ['`', '`'],
  ['|', '|\n'],
  ['\t', '\t\n'],
]);

/**
 * Where a name with spaces begins (`Invoice 4471.zip`) whose last word stands from `start` to `end`: after the quote,
 * back-tick or bar before it when nothing else stands between, else `start`. Commands and sentences stand there as
 * well: a name begins with a capital or a number, and has no words that only prose has.
 */
export function spacedNameStart(scan: Scan, start: number, end: number): number {
  const { text, claimed, delimiter } = scan;
  if (text[start - 1] !== ' ') return start;
  const limit = Math.max(claimed, start - longest);
  let open = start - 1;
  while (open >= limit && !isEdge(text.charAt(open), delimiter)) open--;
  const opener = text.charAt(open);
  const cell = delimiter !== null && (opener === delimiter || opener === '\n');
  const closer = cell ? `${delimiter}\n` : closers.get(opener);
  if (open < limit || closer === undefined || !closes(text, end, closer)) return start;
  let from = open + 1;
  while (text[from] === ' ') from++;
  return isName(text.slice(from, start), text.slice(start, end)) ? from : start;
}

function isEdge(unit: string, delimiter: string | null): boolean {
  return unit === '\n' || unit === delimiter || closers.has(unit);
}

function closes(text: string, end: number, closer: string): boolean {
  let at = end;
  while (at - end < 3 && (text[at] === ' ' || text[at] === '\r')) at++;
  return at >= text.length ? closer.endsWith('\n') : closer.includes(text.charAt(at));
}

/** Words and numbers between single spaces, and nothing that only a command or a sentence has. */
const words = /^(?:[\p{L}\p{M}\p{N}_()&+,'#–-]|\.(?=\d)| (?!-\p{L}))+$/u;
const version = /^\d+(?:[.-]\d+)+\.[a-z0-9]+$/iu;

function isName(before: string, last: string): boolean {
  if (!words.test(before) || before.includes(', ')) return false;
  if (!/^[\p{Lu}\p{N}]/u.test(before) && !version.test(last)) return false;
  const [first = '', ...rest] = before.trim().toLowerCase().split(' ');
  return !proseBeforeFile.has(first) && !rest.some(isProse);
}

function isProse(word: string): boolean {
  return proseBeforeFile.has(word) || /[a-z]{3}(?:ed|ing)$/u.test(word);
}
