import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { Failure } from '../contract/failure.ts';
import { withLock } from './files.ts';
import { means } from './protection.ts';
import { open, seal } from './sealed.ts';
import type { KeyBackend, Vault } from './vault.ts';
import { readVaultFile, type VaultFile, writeVaultFile } from './vault-file.ts';

export type VaultOptions = {
  /** the data folder, which exists */
  readonly folder: string;
  /** the first one protects a new vault; an old one keeps the backend it was made with */
  readonly backends: readonly KeyBackend[];
};

/**
 * Opens the credentials of a data folder, shared with other processes on it. A vault that cannot be unlocked
 * here opens as well: it gives names, and `VAULT_LOCKED` for everything else.
 */
export async function openVault({ folder, backends }: VaultOptions): Promise<Vault> {
  const [preferred] = backends;
  if (preferred === undefined) throw new Error('A vault needs a backend.');
  const path = join(folder, 'vault.json');
  const unlock = createUnlock(backends);
  let lastWrite: Promise<void> = Promise.resolve();

  const create = async (): Promise<VaultFile> => {
    const wrapped = await preferred.wrap(randomBytes(32)).catch((cause: unknown) => {
      throw locked(`${means[preferred.name].now} could not be used.`, cause);
    });
    return { format: 1, backend: preferred.name, wrappedKey: text(wrapped), credentials: [] };
  };

  const change = async (appName: string, name: string, value: string | null) => {
    const stored = await readVaultFile(path);
    if (stored === null && value === null) return;
    const file = stored ?? (await create());
    const others = file.credentials.filter(
      (entry) => entry.appName !== appName || entry.name !== name,
    );
    const entry = value !== null && {
      appName,
      name,
      sealed: text(seal(await unlock(file), Buffer.from(value), contextOf({ appName, name }))),
    };
    await writeVaultFile(path, { ...file, credentials: entry ? [...others, entry] : others });
  };

  const recorded = await readVaultFile(path).catch(() => null);
  return {
    protection: means[recorded?.backend ?? preferred.name].protection,

    async names(appName) {
      const file = await readVaultFile(path);
      return entriesOf(file, appName).map((entry) => entry.name);
    },

    async read(appName) {
      const file = await readVaultFile(path);
      const entries = entriesOf(file, appName);
      if (file === null || entries.length === 0) return {};
      const key = await unlock(file);
      return Object.fromEntries(entries.map((entry) => [entry.name, valueOf(entry, key)]));
    },

    write(appName, name, value) {
      const mine = lastWrite.then(() =>
        withLock(`${path}.lock`, () => change(appName, name, value)),
      );
      lastWrite = mine.catch(() => {}); // the next one does not depend on it
      return mine;
    },
  };
}

/** Unwrapping is slow by intention: the key is kept for as long as the file holds the same wrapped one. */
function createUnlock(backends: readonly KeyBackend[]) {
  let known: { readonly wrappedKey: string; readonly key: Uint8Array } | null = null;
  return async (file: VaultFile): Promise<Uint8Array> => {
    if (known?.wrappedKey === file.wrappedKey) return known.key;
    const backend = backends.find(({ name }) => name === file.backend);
    if (backend === undefined) throw noBackend(file, backends);
    const key = await backend.unwrap(bytes(file.wrappedKey)).catch((cause: unknown) => {
      throw locked(means[file.backend].failed, cause);
    });
    known = { wrappedKey: file.wrappedKey, key };
    return key;
  };
}

function noBackend(file: VaultFile, backends: readonly KeyBackend[]): Failure {
  const { protection, strength } = means[file.backend];
  const weaker = backends.every(({ name }) => means[name].strength < strength);
  const because = weaker
    ? 'Here only a weaker protection is at hand, which is not used in its place.'
    : 'That protection is not at hand here.';
  return locked(
    `The credentials are protected by ${protection}. ${because} Use Flairbench where it is, or remove vault.json and enter the credentials again.`,
  );
}

type Entry = VaultFile['credentials'][number];

function entriesOf(file: VaultFile | null, appName: string): readonly Entry[] {
  return file?.credentials.filter((entry) => entry.appName === appName) ?? [];
}

/** Bound to bundle and name: an entry moved to another place does not open there. */
function contextOf({ appName, name }: Pick<Entry, 'appName' | 'name'>): string {
  return JSON.stringify([appName, name]);
}

function valueOf(entry: Entry, key: Uint8Array): string {
  try {
    return open(key, bytes(entry.sealed), contextOf(entry)).toString('utf8');
  } catch (cause) {
    throw locked(
      `The credential ${entry.name} of ${entry.appName} was changed from outside. Enter it again.`,
      cause,
    );
  }
}

function locked(sentence: string, cause?: unknown): Failure {
  return new Failure('VAULT_LOCKED', sentence, { cause });
}

function text(content: Uint8Array): string {
  return Buffer.from(content).toString('base64');
}

function bytes(content: string): Buffer {
  return Buffer.from(content, 'base64');
}
