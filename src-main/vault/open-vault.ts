import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { Failure } from '../contract/failure.ts';
import { createDataKey } from './data-key.ts';
import { openEntry, sealEntry } from './entries.ts';
import { withLock } from './files.ts';
import { passphraseBackend } from './passphrase.ts';
import { backendOf, means, strengthOf } from './protection.ts';
import { describeVault } from './status.ts';
import type { KeyBackend, Vault } from './vault.ts';
import { readVaultFile, type VaultFile, writeVaultFile } from './vault-file.ts';

export type VaultOptions = {
  /** the data folder, which exists */
  readonly folder: string;
  /** the strongest without a problem protects a new vault; of several, the first */
  readonly backends: readonly KeyBackend[];
};

/**
 * The credentials of a data folder, shared with other processes on it. A vault that cannot be unlocked here opens as
 * well: it gives names, and `VAULT_LOCKED` for everything else.
 */
export function openVault(options: VaultOptions): Vault {
  const path = join(options.folder, 'vault.json');
  const backends = options.backends.toSorted(
    (one, other) => means[other.name].strength - means[one.name].strength,
  );
  const dataKey = createDataKey(backends);
  let lastChange: Promise<void> = Promise.resolve();
  let joined = false;

  /** One after the other, and none beside another process's. */
  function change(by: (file: VaultFile | null) => Promise<VaultFile | null>): Promise<void> {
    const mine = lastChange.then(() =>
      withLock(`${path}.lock`, async (checkHeld) => {
        const next = await by(await readVaultFile(path));
        if (next === null) return;
        await checkHeld();
        await writeVaultFile(path, next);
      }),
    );
    lastChange = mine.catch(() => {}); // the next one does not depend on it
    return mine;
  }

  async function create(): Promise<VaultFile> {
    for (const backend of backends) {
      if ((await backend.problem()) !== null) continue;
      return { format: 2, wraps: await dataKey.wrap(randomBytes(32), backend), credentials: [] };
    }
    throw new Failure('VAULT_LOCKED', 'Nothing here can protect the credentials.');
  }

  /** Once in the life of a process: whoever could not come in yet can from now on. */
  async function letOthersIn(): Promise<void> {
    if (joined) return;
    joined = true;
    await change(async (file) => {
      if (file === null) return null;
      const wraps = await dataKey.withJoined(file.wraps, await dataKey.unlock(file));
      return wraps.length === file.wraps.length ? null : { ...file, wraps };
    });
  }

  return {
    async names(appName) {
      const file = await readVaultFile(path);
      return entriesOf(file, appName).map((entry) => entry.name);
    },

    async read(appName) {
      const file = await readVaultFile(path);
      const entries = entriesOf(file, appName);
      if (file === null || entries.length === 0) return {};
      const key = await dataKey.unlock(file);
      // What cannot be written now is written another time: reading goes on.
      await letOthersIn().catch(() => {});
      return Object.fromEntries(entries.map((entry) => [entry.name, openEntry(entry, key)]));
    },

    write: (appName, name, value) =>
      change(async (stored) => {
        if (stored === null && value === null) return null;
        const file = stored ?? (await create());
        const others = file.credentials.filter(
          (entry) => entry.appName !== appName || entry.name !== name,
        );
        if (value === null) return { ...file, credentials: others };
        const entry = sealEntry({ appName, name }, value, await dataKey.unlock(file));
        return { ...file, credentials: [...others, entry] };
      }),

    status: async () => describeVault(await readVaultFile(path), dataKey, backends),

    async wantsPassphrase() {
      const file = await readVaultFile(path).catch(() => null);
      return file !== null && dataKey.wantsPassphrase(file);
    },

    async unlock(passphrase) {
      const file = await readVaultFile(path);
      const key = file && (await dataKey.unlockWith(file, passphraseBackend(passphrase)));
      if (key === null) throw new Failure('BAD_INPUT', 'No passphrase protects the credentials.');
    },

    async protect(choice) {
      const backend = await chosen(choice, backends);
      await change(async (file) => {
        if (file !== null && !choice.weaker) checkNotWeaker(file, backend);
        const before = file === null ? null : await dataKey.unlock(file);
        const key = randomBytes(32);
        const credentials =
          file === null || before === null
            ? []
            : file.credentials.map((entry) => sealEntry(entry, openEntry(entry, before), key));
        return { format: 2, wraps: await dataKey.wrap(key, backend), credentials };
      });
    },
  };
}

const leastPassphrase = 12;

async function chosen(
  choice: Parameters<Vault['protect']>[0],
  backends: readonly KeyBackend[],
): Promise<KeyBackend> {
  if (choice.with === 'passphrase') {
    const passphrase = choice.passphrase ?? '';
    if (passphrase.length < leastPassphrase) {
      throw new Failure(
        'BAD_INPUT',
        `A passphrase takes at least ${leastPassphrase} characters: several words are easy to keep in mind.`,
      );
    }
    return passphraseBackend(passphrase);
  }
  const backend = backends.find(({ name }) => name === backendOf[choice.with]);
  if (backend === undefined)
    throw new Failure('UNAVAILABLE', 'That protection is not at hand here.');
  const problem = await backend.problem();
  if (problem !== null) throw new Failure('UNAVAILABLE', problem);
  return backend;
}

function checkNotWeaker(file: VaultFile, { name }: KeyBackend): void {
  const names = file.wraps.map(({ backend }) => backend);
  if (means[name].strength >= strengthOf(names)) return;
  const now = names.map((one) => means[one].protection).join(' and ');
  throw new Failure(
    'NEEDS_CONSENT',
    `The credentials are protected by ${now}; this is weaker. ${means[name].worth}`,
  );
}

function entriesOf(file: VaultFile | null, appName: string) {
  return file?.credentials.filter((entry) => entry.appName === appName) ?? [];
}
