import { bitsAt, bitsOf, Digit, Hex, Ideograph, Word } from './characters.ts';
import { readColons } from './read-colons.ts';
import { readDotted } from './read-dotted.ts';
import { readEncodedMail, readMail } from './read-mail.ts';
import { readEncodedName } from './read-encoded-name.ts';
import { readMessageIds } from './read-message-id.ts';
import { readUncPath, readUnixPath, readWindowsPath } from './read-path.ts';
import { readRegistryKey } from './read-registry-key.ts';
import { readEncodedUrl, readUrl } from './read-url.ts';
import { readEnvironmentPath, readPowerShellPath } from './read-variable-path.ts';
import { readHash, readWords } from './read-words.ts';
import type { Chain, Scan } from './scan.ts';

/**
 * Every reader looks at one place, looks ahead and back a bounded way only, and returns the position after what it
 * claimed, or -1. So the whole is linear in the text, whatever the text is.
 */
type Reader = (scan: Scan, chain: Chain) => number;

/** Finds everything in a block of text, from left to right. */
export function scanText(scan: Scan): void {
  const { units } = scan;
  const length = scan.text.length;
  const chain = { start: 0, end: 0, dots: 0, bits: 0, every: 0 };
  let at = 0;
  while (at < length) {
    const unit = units[at] ?? 0;
    if ((bitsOf(unit) & Word) === 0) at = beginsSomething(unit) ? readMark(scan, at, unit) : at + 1;
    else {
      measureChain(units, at, chain);
      at = isPlain(chain, units[chain.end] ?? 0) ? chain.end : readChain(scan, chain);
    }
  }
}

/**
 * Measures the chain that begins at `start`. A change between a script without spaces and a Latin one ends it,
 * unless at a dot: `访问evil.example下载` holds a name, and `例子.example` is one.
 */
function measureChain(units: Uint16Array, start: number, chain: Writable<Chain>): void {
  let end = start;
  let dots = 0;
  let any = 0;
  let every = 0xffff;
  let script = -1;
  for (;;) {
    const unit = units[end] ?? 0;
    const bits = bitsOf(unit);
    if ((bits & Word) !== 0) {
      if (script < 0) script = bits & Ideograph;
      else if ((bits & Ideograph) !== script) break;
      any |= bits;
      every &= bits;
    } else if (unit === 0x2e && script >= 0 && (bitsOf(units[end + 1] ?? 0) & Word) !== 0) {
      dots++;
      script = -1;
    } else break;
    end++;
  }
  chain.start = start;
  chain.end = end;
  chain.dots = dots;
  chain.bits = any;
  chain.every = every;
}

type Writable<T> = { -readonly [key in keyof T]: T[key] };

/** A word that nothing is made of, as most are: shorter than any hash, and not `ASN`, which names a number. */
function isPlain({ start, end, dots, bits }: Chain, next: number): boolean {
  const length = end - start;
  return (
    dots === 0 &&
    (bits & Digit) === 0 &&
    length < 32 &&
    length !== 3 &&
    readersBefore(next) === none
  );
}

function readChain(scan: Scan, chain: Chain): number {
  const next = scan.units[chain.end] ?? 0;
  // Before an `@` even a hash is somebody's mailbox.
  if (next !== 0x40) {
    const end = readHash(scan, chain);
    if (end >= 0) return end;
  }
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
  readPowerShellPath,
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
    end = readColons(scan, { start: at, end: at, dots: 0, bits: 0, every: 0 });
  }
  return end >= 0 ? end : at + 1;
}
