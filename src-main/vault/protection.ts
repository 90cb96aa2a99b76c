import type { KeyBackend } from './vault.ts';

/** Strength orders them: a vault never moves to a weaker one by itself. */
export const means: Record<
  KeyBackend['name'],
  {
    readonly strength: number;
    readonly protection: string;
    readonly now: string;
    readonly failed: string;
  }
> = {
  'safe-storage': {
    strength: 2,
    protection: 'the secret store of this desktop',
    now: 'The secret store of this desktop',
    failed: 'The secret store of this desktop did not give the key. Unlock it and try again.',
  },
  keyring: {
    strength: 2,
    protection: 'the keyring of this system',
    now: 'The keyring of this system',
    failed: 'The keyring of this system did not give the key. Unlock it and try again.',
  },
  passphrase: {
    strength: 1,
    protection: 'a passphrase',
    now: 'The passphrase',
    failed: 'The passphrase does not open the credentials. Give the one they were stored with.',
  },
  'safe-storage-basic-text': {
    strength: 0,
    protection: 'file permissions only',
    now: 'The secret store of this desktop',
    failed: 'The key of the credentials could not be read. Enter the credentials again.',
  },
  'file-permissions': {
    strength: 0,
    protection: 'file permissions only',
    now: 'The key file vault.key',
    failed: 'The key file vault.key is missing or is another one. Put back a copy of it.',
  },
};
