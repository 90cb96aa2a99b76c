import { fileHashes } from './file-hashes.ts';

const reasons: ReadonlyMap<string, string> = new Map([
  ['empty', 'hash of an empty file'],
  ['trivial', 'hash of a trivial file'],
  ['common', 'hash of a common harmless file'],
]);

const known: ReadonlyMap<string, string> = new Map(
  fileHashes
    .trim()
    .split('\n')
    .map((line) => line.split(' '))
    .map(([kind = '', hash = '']) => [hash, reasons.get(kind) ?? '']),
);

/** How known hashes begin: a report may hold thousands of others, and to look one up means to read all its digits. */
const begins = new Uint8Array(0x8000);
for (const hash of known.keys()) begins[beginOf(hash)] = 1;

/** A number for the first three hex digits; five bits tell one from the other. */
function beginOf(hash: string): number {
  const [first, second, third] = [hash.charCodeAt(0), hash.charCodeAt(1), hash.charCodeAt(2)];
  return ((first & 0x1f) << 10) | ((second & 0x1f) << 5) | (third & 0x1f);
}

/** Why a hash in canonical form is no indicator, or null. */
export function wellKnownHash(hash: string): string | null {
  const reason = begins[beginOf(hash)] === 1 ? known.get(hash) : undefined;
  return reason ?? (repeats(hash) ? 'placeholder' : null);
}

/** Zeros, `deadbeef` and `0123456789abcdef` over and over: nothing hashes to such. What repeats sooner does after 16, too. */
function repeats(hash: string): boolean {
  for (let at = 16; at < hash.length; at++) {
    if (hash.charCodeAt(at) !== hash.charCodeAt(at - 16)) return false;
  }
  return true;
}
