import { Failure } from '../contract/failure.ts';
import { means, strengthOf } from './protection.ts';
import type { KeyBackend } from './vault.ts';
import type { VaultFile } from './vault-file.ts';

type Wraps = VaultFile['wraps'];

/** The key that a vault is encrypted with, as the backends at hand give it; VAULT_LOCKED where none does. */
export function createDataKey(backends: readonly KeyBackend[]) {
  /** Unwrapping is slow by intention: the key is kept for as long as the file holds the same wrap of it. */
  let known: { readonly wrappedKey: string; readonly key: Uint8Array } | null = null;

  function knownFor({ wraps }: VaultFile): Uint8Array | null {
    return wraps.some(({ wrappedKey }) => wrappedKey === known?.wrappedKey)
      ? (known?.key ?? null)
      : null;
  }

  async function unlockWith(file: VaultFile, backend: KeyBackend): Promise<Uint8Array | null> {
    const wrap = file.wraps.find((one) => one.backend === backend.name);
    if (wrap === undefined) return null;
    const key = await backend
      .unwrap(Buffer.from(wrap.wrappedKey, 'base64'))
      .catch((cause: unknown) => {
        throw locked(means[backend.name].failed, cause);
      });
    known = { wrappedKey: wrap.wrappedKey, key };
    return key;
  }

  async function unlock(file: VaultFile): Promise<Uint8Array> {
    const already = knownFor(file);
    if (already !== null) return already;
    let failure: unknown = null;
    for (const backend of backends) {
      try {
        const key = await unlockWith(file, backend);
        if (key !== null) return key;
      } catch (error) {
        failure ??= error;
      }
    }
    throw failure ?? noBackend(file);
  }

  /** Wraps the key by `first`, and by what is as strong and at hand. */
  async function wrap(key: Uint8Array, first: KeyBackend): Promise<Wraps> {
    const wrappedKey = await wrapBy(first, key);
    known = { wrappedKey, key };
    return withJoined([{ backend: first.name, wrappedKey }], key);
  }

  /**
   * Lets in the backends at hand that are as strong as the weakest that is in: what the window stored opens on the
   * command line. A stronger one would open no more doors, and a passphrase is there to be asked for.
   */
  async function withJoined(wraps: Wraps, key: Uint8Array): Promise<Wraps> {
    const names = wraps.map(({ backend }) => backend);
    const joined = [...wraps];
    for (const backend of backends) {
      const { name } = backend;
      if (names.includes(name) || means[name].strength !== strengthOf(names)) continue;
      if ((await backend.problem()) !== null) continue;
      const wrappedKey = await wrapBy(backend, key).catch(() => null);
      if (wrappedKey !== null) joined.push({ backend: name, wrappedKey });
    }
    return joined;
  }

  return {
    wantsPassphrase: (file: VaultFile) =>
      knownFor(file) === null && file.wraps.some(({ backend }) => backend === 'passphrase'),
    unlock,
    unlockWith,
    wrap,
    withJoined,
  };
}

async function wrapBy(backend: KeyBackend, key: Uint8Array): Promise<string> {
  try {
    return Buffer.from(await backend.wrap(key)).toString('base64');
  } catch (cause) {
    throw locked(means[backend.name].failed, cause);
  }
}

const whereItOpens: Partial<Record<KeyBackend['name'], string>> = {
  passphrase:
    'The credentials are locked with a passphrase. Give it in Settings under Credentials; the command line asks for it.',
  'safe-storage':
    'The credentials are protected by the secret store of this desktop, which only the window can ask. Choose another protection there, in Settings under Credentials.',
};

function noBackend({ wraps }: VaultFile): Failure {
  const names = wraps.map(({ backend }) => backend);
  const known = names.map((name) => whereItOpens[name]).find((sentence) => sentence !== undefined);
  return locked(
    known ??
      `The credentials are protected by ${names.map((name) => means[name].protection).join(' and ')}, which is not at hand here. Use Flairbench where it is, or remove vault.json and enter the credentials again.`,
  );
}

function locked(sentence: string, cause?: unknown): Failure {
  return new Failure('VAULT_LOCKED', sentence, { cause });
}
