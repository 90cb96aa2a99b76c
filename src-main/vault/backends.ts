import { randomBytes, scrypt } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readIfThere, writeAtomically } from './files.ts';
import { open, seal } from './sealed.ts';
import type { KeyBackend } from './vault.ts';

const keyBytes = 32;
const wrapping = 'flairbench vault key';

/** A random key in `vault.key` beside the vault: whoever can read the folder can read the credentials. */
export function filePermissionsBackend(folder: string): KeyBackend {
  const path = join(folder, 'vault.key');
  return {
    name: 'file-permissions',
    async wrap(key) {
      // A key that is there may be wrapping what a backup holds: it is kept.
      const wrappingKey = (await readIfThere(path)) ?? randomBytes(keyBytes);
      await writeAtomically(path, wrappingKey);
      return seal(wrappingKey, key, wrapping);
    },
    unwrap: async (wrapped) => open(await readFile(path), wrapped, wrapping),
  };
}

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
    async wrap(key) {
      const salt = randomBytes(saltBytes);
      return Buffer.concat([salt, seal(await derive(salt), key, wrapping)]);
    },
    async unwrap(wrapped) {
      const key = await derive(wrapped.subarray(0, saltBytes));
      return open(key, wrapped.subarray(saltBytes), wrapping);
    },
  };
}

/** What is used of Electron's `safeStorage`. */
type SafeStorage = {
  isEncryptionAvailable(): boolean;
  encryptString(plain: string): Buffer;
  decryptString(encrypted: Buffer): string;
  /** Linux only */
  getSelectedStorageBackend?(): string;
};

/** The desktop's own keeper of secrets, through Electron; to be made after the app is ready. */
export function safeStorageBackend(safeStorage: SafeStorage): KeyBackend {
  const basic = safeStorage.getSelectedStorageBackend?.() === 'basic_text';
  const checkAvailable = () => {
    if (!safeStorage.isEncryptionAvailable()) throw new Error('safeStorage is not available.');
  };
  return {
    name: basic ? 'safe-storage-basic-text' : 'safe-storage',
    async wrap(key) {
      checkAvailable();
      return safeStorage.encryptString(Buffer.from(key).toString('base64'));
    },
    async unwrap(wrapped) {
      checkAvailable();
      return Buffer.from(safeStorage.decryptString(Buffer.from(wrapped)), 'base64');
    },
  };
}
