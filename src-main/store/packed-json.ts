import { constants, zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import { packingWords } from './packing-words.ts';

// The first level past the default one: 2 % smaller for a tenth more of the time.
const packing = {
  dictionary: packingWords,
  params: { [constants.ZSTD_c_compressionLevel]: 4 },
};

/** JSON compressed with zstd. JSON keeps lone surrogates as escapes, so any text comes back as it was. */
export function pack(value: unknown): Buffer {
  return zstdCompressSync(JSON.stringify(value), packing);
}

/** What `pack` made; the type is the caller's word, as for every row of a file that only we write. */
export function unpack<T>(body: Uint8Array): T {
  const value: T = JSON.parse(unpackJson(body));
  return value;
}

/** The JSON itself. What was packed before there was a dictionary does not refer to one, and is read all the same. */
export function unpackJson(body: Uint8Array): string {
  return zstdDecompressSync(body, { dictionary: packingWords }).toString('utf8');
}
