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

/** Why a hash in canonical form is no indicator, or null. */
export function wellKnownHash(hash: string): string | null {
  return known.get(hash) ?? (repeats(hash) ? 'placeholder' : null);
}

/** Zeros, `deadbeef` and `0123456789abcdef` over and over: nothing hashes to such. What repeats sooner does after 16, too. */
function repeats(hash: string): boolean {
  for (let at = 16; at < hash.length; at++) {
    if (hash.charCodeAt(at) !== hash.charCodeAt(at - 16)) return false;
  }
  return true;
}
