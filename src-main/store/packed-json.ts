import { zstdCompressSync, zstdDecompressSync } from 'node:zlib';

/** JSON compressed with zstd. JSON keeps lone surrogates as escapes, so any text comes back as it was. */
export function pack(value: unknown): Buffer {
  return zstdCompressSync(JSON.stringify(value));
}

/** What `pack` made; the type is the caller's word, as for every row of a file that only we write. */
export function unpack<T>(body: Uint8Array): T {
  const value: T = JSON.parse(unpackJson(body));
  return value;
}

/** The JSON itself. */
export function unpackJson(body: Uint8Array): string {
  return zstdDecompressSync(body).toString('utf8');
}
