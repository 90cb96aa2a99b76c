import { bitsAt, skip, Word } from './characters.ts';
import { lastLabel } from './labels.ts';
import type { ReadingBuilder, Replacement } from './reading-builder.ts';
import { spacesBefore } from './refang-brackets.ts';
import { fileExtensions, mailboxRoles, proseBeforeAt, proseBeforeDot } from './words.ts';

const address =
  /^\d{1,3}(?:[^\p{L}\p{N}]{1,5}\d{1,3}|\s?\p{P}dot\p{P}\s?\d{1,3}| dot \d{1,3}){3}/iu;

/** ` dot `, ` at ` and ` @ ` between words. Prose is full of `at`: it counts only where the dots are spelled out too. */
export function spelledOut(text: string, at: number, built: ReadingBuilder): Replacement | null {
  const word = wordBetween(text, at);
  if (word === null) return null;
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
  // The mailbox is looked at last: prose is full of `at`.
  if (!dotted) return null;
  const spelled = /^(?:\s?[[({]\s?(?:\.|dot)| dot )/iu.test(rest);
  const certain = spelled || word === '@' || word === 'AT' || isMailbox(text, start, name);
  return certain ? { start, end, by: '@' } : null;
}

/** The word between the space at `at` and the next one, if it stands for something. */
function wordBetween(text: string, at: number): string | null {
  // Asked for every word that begins with one of these letters, so it looks for the second space first.
  const first = text.charCodeAt(at + 1);
  const length = first === 0x40 ? 1 : (first | 0x20) === 0x61 ? 2 : 3;
  if (text.charCodeAt(at + 1 + length) !== 0x20) return null;
  const word = text.slice(at + 1, at + 1 + length);
  return /^(?:dot|at|@)$/iu.test(word) ? word : null;
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
