import type { KeyBackend } from './vault.ts';

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
    problem: async () =>
      safeStorage.isEncryptionAvailable()
        ? null
        : 'The secret store of this desktop does not answer.',
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
