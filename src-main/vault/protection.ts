import type { Protection } from '../contract/vault.ts';
import type { BackendName } from './vault.ts';

type Means = {
  /** a vault never moves to a weaker one by itself */
  readonly strength: number;
  readonly protection: string;
  readonly worth: string;
  readonly failed: string;
};

export const means = {
  'safe-storage': {
    strength: 2,
    protection: 'the secret store of this desktop',
    worth: 'Who is not signed in as you cannot read them, not even from a copy of the disk.',
    failed: 'The secret store of this desktop did not give the key. Unlock it and try again.',
  },
  keyring: {
    strength: 2,
    protection: 'the keyring of this system',
    worth: 'Who is not signed in as you cannot read them, not even from a copy of the disk.',
    failed: 'The keyring of this system did not give the key. Unlock it and try again.',
  },
  passphrase: {
    strength: 1,
    protection: 'a passphrase',
    worth:
      'Flairbench asks for it at each start. A copy of the disk is worth what the passphrase is.',
    failed: 'The passphrase does not open the credentials. Give the one they were stored with.',
  },
  'safe-storage-basic-text': {
    strength: 0,
    protection: 'file permissions only',
    worth:
      'Whoever can read your files can read them: another program of yours, or a copy of the disk.',
    failed: 'The key of the credentials could not be read. Enter the credentials again.',
  },
  'file-permissions': {
    strength: 0,
    protection: 'file permissions only',
    worth:
      'Whoever can read your files can read them: another program of yours, or a copy of the disk.',
    failed: 'The key file vault.key is missing or is another one. Put back a copy of it.',
  },
} satisfies Record<BackendName, Means>;

export const backendOf = {
  keyring: 'keyring',
  passphrase: 'passphrase',
  file: 'file-permissions',
} satisfies Record<Protection, BackendName>;

export function strengthOf(names: readonly BackendName[]): number {
  return Math.min(...names.map((name) => means[name].strength));
}

/** The weakest says what the others are worth. */
export function weakestOf(names: readonly BackendName[]): BackendName {
  const weakest = names.find((name) => means[name].strength === strengthOf(names));
  if (weakest === undefined) throw new Error('A vault without a key.');
  return weakest;
}
