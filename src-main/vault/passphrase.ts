import { randomBytes, scrypt } from 'node:crypto';
import { open, seal } from './sealed.ts';
import type { KeyBackend } from './vault.ts';

/** Names what is sealed, so that it opens as nothing else. */
const context = 'flairbench vault key';

const keyBytes = 32;
const saltBytes = 16;
/** 128 MiB and some tenths of a second a guess. */
const cost = { N: 2 ** 17, r: 8, p: 1, maxmem: 256 * 1024 * 1024 };

/** The key is derived from a passphrase, which is stored nowhere. */
export function passphraseBackend(passphrase: string): KeyBackend {
  const derive = (salt: Uint8Array) =>
    new Promise<Buffer>((resolve, reject) => {
      scrypt(passphrase.normalize('NFKC'), salt, keyBytes, cost, (error, key) =>
        error === null ? resolve(key) : reject(error),
      );
    });
  return {
    name: 'passphrase',
    problem: async () => null,
    async wrap(key) {
      const salt = randomBytes(saltBytes);
      return Buffer.concat([salt, seal(await derive(salt), key, context)]);
    },
    async unwrap(wrapped) {
      const key = await derive(wrapped.subarray(0, saltBytes));
      return open(key, wrapped.subarray(saltBytes), context);
    },
  };
}
