import { bitsAt, Digit, isWord } from './characters.ts';
import { agentProducts, shortVersionWords, versionedProducts, versionWords } from './words.ts';

/** Whether the four numbers from `start` to `end` are no address by what stands around them. */
export function isVersion(text: string, start: number, end: number): boolean {
  const before = text[start - 1];
  if (before === '§') return true;
  if (before === '|' && text[end] === '|' && isRecordHeader(text, start)) return true;
  if (before === '/') return isAgent(wordBefore(text, start - 1));
  return isNumbered(text, start, end) || isDrawing(text, start, end);
}

const between = /^[\s:"'=(]{0,4}$/u;

/** `version 1.2.3.4`, `"app_version": "1.2.3.4"`, `Sect. 1.2.3.4`, `FortiOS 1.2.3.4`. */
function isNumbered(text: string, start: number, stop: number): boolean {
  let end = start;
  while (end > 0 && between.test(text.slice(end - 1, start))) end--;
  const short = text[end - 1] === '.' && end < start;
  const word = wordBefore(text, short ? end - 1 : end).toLowerCase();
  if (short) return shortVersionWords.has(word);
  if (versionWords.has(word) || word.endsWith('version')) return true;
  // `connect to nginx 185.220.101.34`: no version of a product has numbers as large.
  const large = /\d{3}/u.test(text.slice(start, stop));
  return end === start - 1 && text[end] === ' ' && !large && versionedProducts.has(word);
}

/** `Chrome/1.2.3.4`, `FooBAR/1.2.3.4`. */
function isAgent(word: string): boolean {
  return agentProducts.has(word.toLowerCase()) || /^[A-Z][A-Za-z]*[a-z][A-Z]+[a-z]*$/u.test(word);
}

function wordBefore(text: string, end: number): string {
  let begin = end;
  while (begin > 0 && end - begin < 24 && isWord(text, begin - 1)) begin--;
  return text.slice(begin, end);
}

/** `CEF:0|Vendor|Product|1.2.3.4|`: the version of what wrote the record. */
function isRecordHeader(text: string, start: number): boolean {
  return /EF:[\d.]{1,4}\|[^|\n]*\|[^|\n]*\|$/u.test(text.slice(Math.max(0, start - 120), start));
}

/** `0 1 0 1.5.75.75 0 0 1 .5`: the outlines of icons have numbers that begin with a dot, and no blanks before them. */
function isDrawing(text: string, start: number, end: number): boolean {
  if (text[start - 1] !== ' ' || text[end] !== ' ' || !isDigit(text, start - 2)) return false;
  if (!isDigit(text, end + 1) && text[end + 1] !== '.' && text[end + 1] !== '-') return false;
  const fraction = /[\sa-z-]\.\d/iu;
  return (
    fraction.test(text.slice(Math.max(0, start - 24), start)) ||
    fraction.test(text.slice(end, end + 24))
  );
}

function isDigit(text: string, at: number): boolean {
  return (bitsAt(text, at) & Digit) !== 0;
}
