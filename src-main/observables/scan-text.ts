import { bitsAt, bitsOf, Digit, Hex, Ideograph, isWord, Word } from './characters.ts';
import { readColons } from './read-colons.ts';
import { readDotted } from './read-dotted.ts';
import { readEncodedMail, readMail } from './read-mail.ts';
import { readEncodedName } from './read-encoded-name.ts';
import { readMessageIds } from './read-message-id.ts';
import { readEnvironmentPath, readUncPath, readUnixPath, readWindowsPath } from './read-path.ts';
import { readRegistryKey } from './read-registry-key.ts';
import { readEncodedUrl, readUrl } from './read-url.ts';
import { readWords } from './read-words.ts';
import type { Chain, Scan } from './scan.ts';

/**
 * Every reader looks at one place, looks ahead and back a bounded way only, and returns the position after what it
 * claimed, or -1. So the whole is linear in the text, whatever the text is.
 */
type Reader = (scan: Scan, chain: Chain) => number;

/** Finds everything in a block of text, from left to right. */
export function scanText(scan: Scan): void {
  const { text } = scan;
  const { length } = text;
  let at = 0;
  while (at < length) {
    const code = text.charCodeAt(at);
    if ((bitsOf(code) & Word) === 0) {
      at = beginsSomething(code) ? readMark(scan, at, code) : at + 1;
      continue;
    }
    const end = plainWordEnd(text, at, length);
    at = end >= 0 ? end : readChain(scan, chainAt(text, at));
  }
}

/** Shorter than any hash, and not `ASN`, which says something about the number behind it. */
const longestPlain = 31;

/** The end of a word of letters that nothing is made of, as most are; -1 where it has to be looked at. */
function plainWordEnd(text: string, start: number, length: number): number {
  let end = start;
  let any = 0;
  let all = 0xffff;
  let code = 0;
  for (; end < length; end++) {
    code = text.charCodeAt(end);
    const bits = bitsOf(code);
    if ((bits & Word) === 0) break;
    any |= bits;
    all &= bits;
  }
  const plain = (any & Digit) === 0 && ((any ^ all) & Ideograph) === 0;
  const long = end - start;
  if (!plain || long > longestPlain || long === 3) return -1;
  if (end === length) return end;
  if (code === 0x2e) return isWord(text, end + 1) ? -1 : end;
  return readersBefore(code) === none ? end : -1;
}

/**
 * The chain that begins at `start`. A change between a script without spaces and a Latin one ends it, unless at
 * a dot: `访问evil.example下载` holds a name, and `例子.example` is one.
 */
function chainAt(text: string, start: number): Chain {
  let end = start;
  let dots = 0;
  let bits = 0;
  let before = 0;
  for (;;) {
    const here = bitsAt(text, end);
    if ((here & Word) !== 0) {
      if (before !== 0 && ((before ^ here) & Ideograph) !== 0) break;
      bits |= here;
      before = here;
    } else if (before !== 0 && text.charCodeAt(end) === 0x2e && isWord(text, end + 1)) {
      dots++;
      before = 0;
    } else break;
    end++;
  }
  return { start, end, dots, bits };
}

function readChain(scan: Scan, chain: Chain): number {
  const next = scan.text.charCodeAt(chain.end);
  for (const read of readersBefore(next)) {
    const end = read(scan, chain);
    if (end >= 0) return end;
  }
  const end = chain.dots > 0 ? readDotted(scan, chain) : -1;
  return end >= 0 ? end : readWords(scan, chain);
}

const none: readonly Reader[] = [];
const beforeColon: readonly Reader[] = [
  readUrl,
  readWindowsPath,
  readRegistryKey,
  readMessageIds,
  readColons,
];
const beforeAt: readonly Reader[] = [readMail];
const beforeBackslash: readonly Reader[] = [readRegistryKey];
const beforePercent: readonly Reader[] = [readEncodedUrl, readEncodedMail, readEncodedName];

/** Readers that apply when a chain is followed by this unit. */
function readersBefore(unit: number): readonly Reader[] {
  if (unit === 0x3a) return beforeColon;
  if (unit === 0x40) return beforeAt;
  if (unit === 0x5c) return beforeBackslash;
  return unit === 0x25 ? beforePercent : none;
}

function beginsSomething(unit: number): boolean {
  return unit === 0x2f || unit === 0x7e || unit === 0x5c || unit === 0x25 || unit === 0x3a;
}

/** At a unit that is no word: marks that begin something. */
function readMark(scan: Scan, at: number, unit: number): number {
  let end = -1;
  if (unit === 0x2f || unit === 0x7e) end = readUnixPath(scan, at);
  else if (unit === 0x5c) end = readUncPath(scan, at);
  else if (unit === 0x25) end = readEnvironmentPath(scan, at);
  else if (
    unit === 0x3a &&
    scan.text.charCodeAt(at + 1) === 0x3a &&
    (bitsAt(scan.text, at + 2) & Hex) !== 0
  ) {
    end = readColons(scan, { start: at, end: at, dots: 0, bits: 0 });
  }
  return end >= 0 ? end : at + 1;
}
