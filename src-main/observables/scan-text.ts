import {
  bitsAt,
  bitsOf,
  Digit,
  Hex,
  Ideograph,
  Joint,
  metBits,
  Opener,
  Word,
} from './characters.ts';
import { readColons } from './read-colons.ts';
import { readDotted } from './read-dotted.ts';
import { readEncodedMail, readMail } from './read-mail.ts';
import { readEncodedName } from './read-encoded-name.ts';
import { readHash } from './read-hash.ts';
import { readMessageIds } from './read-message-id.ts';
import { readUncPath, readUnixPath, readWindowsPath } from './read-path.ts';
import { readRegistryKey } from './read-registry-key.ts';
import { readEncodedUrl, readUrl } from './read-url.ts';
import { readEnvironmentPath, readPowerShellPath } from './read-variable-path.ts';
import { readWords } from './read-words.ts';
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
  const chain = { start: 0, end: 0, dots: 0, bits: 0 };
  let at = 0;
  while (at < length) {
    const unit = units[at] ?? 0;
    const bits = bitsOf(unit);
    if ((bits & Word) === 0) at = (bits & Opener) === 0 ? at + 1 : readMark(scan, at, unit);
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
  let bits = bitsOf(units[start] ?? 0);
  const met = metBits;
  for (;;) {
    const label = Word | (bits & Ideograph);
    while ((bits & (Word | Ideograph)) === label) {
      any |= bits;
      bits = met[units[++end] ?? 0] ?? 0;
    }
    bits = bitsOf(units[end] ?? 0);
    if ((bits & (Word | Ideograph)) === label) continue;
    if (units[end] !== 0x2e) break;
    bits = bitsOf(units[end + 1] ?? 0);
    if ((bits & Word) === 0) break;
    dots++;
    end++;
  }
  chain.start = start;
  chain.end = end;
  chain.dots = dots;
  chain.bits = any;
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
    (bitsOf(next) & Joint) === 0
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
