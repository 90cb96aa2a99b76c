import { scryptSync } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { filePermissionsBackend } from './file-permissions.ts';
import { openVault } from './open-vault.ts';
import { passphraseBackend } from './passphrase.ts';
import { safeStorageBackend } from './safe-storage.ts';
import { seal, open as unseal } from './sealed.ts';
import type { KeyBackend } from './vault.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vault-'));
});
afterEach(() => rm(folder, { recursive: true }));

const secret = 'sw0rdfish-4471-ключ';
const open = async (...backends: KeyBackend[]) => openVault({ folder, backends });
const withFile = () => open(filePermissionsBackend(folder));

/** Electron's safeStorage, as far as it is used: it turns every byte round. */
function desktop(selected?: string, available = true) {
  const turn = (content: Buffer) => Buffer.from(content.map((byte) => byte ^ 0xa5));
  return safeStorageBackend({
    isEncryptionAvailable: () => available,
    encryptString: (plain) => turn(Buffer.from(plain)),
    decryptString: (encrypted) => turn(encrypted).toString(),
    ...(selected !== undefined && { getSelectedStorageBackend: () => selected }),
  });
}

async function everyFile(): Promise<string> {
  const names = await readdir(folder);
  const contents = await Promise.all(names.map((name) => readFile(join(folder, name), 'latin1')));
  return contents.join('\n');
}

async function wrapsInFile(): Promise<string[]> {
  const { wraps }: { wraps: { backend: string }[] } = JSON.parse(
    await readFile(join(folder, 'vault.json'), 'utf8'),
  );
  return wraps.map(({ backend }) => backend);
}

type StoredEntry = { appName: string; name: string; sealed: string };
async function editFile(change: (entries: StoredEntry[]) => void): Promise<void> {
  const path = join(folder, 'vault.json');
  const file: { credentials: StoredEntry[] } = JSON.parse(await readFile(path, 'utf8'));
  change(file.credentials);
  await writeFile(path, JSON.stringify(file));
}

describe('a vault', () => {
  const backends: [string, () => KeyBackend, string][] = [
    ['a key file', () => filePermissionsBackend(folder), 'file permissions only'],
    ['a passphrase', () => passphraseBackend('correct horse'), 'a passphrase'],
    ['safeStorage', () => desktop('gnome_libsecret'), 'the secret store of this desktop'],
    ['safeStorage without a keyring', () => desktop('basic_text'), 'file permissions only'],
  ];

  it.each(backends)(
    'gives back after reopening what was written under %s',
    async (_name, backend, protection) => {
      const first = await open(backend());
      await first.write('acme', 'key', secret);
      await first.write('acme', 'user', 'alice');
      await first.write('other', 'key', 'x');
      await first.write('acme', 'user', 'bob');
      await first.write('other', 'key', null);

      const second = await open(backend());
      expect({
        sentence: (await second.status()).sentence,
        names: await second.names('acme'),
        acme: await second.read('acme'),
        other: await second.read('other'),
      }).toEqual({
        sentence: expect.stringContaining(`Credentials are protected by ${protection}.`),
        names: ['key', 'user'],
        acme: { key: secret, user: 'bob' },
        other: {},
      });
    },
  );

  it('writes nothing before there is a credential', async () => {
    const vault = await withFile();
    await vault.write('acme', 'key', null);
    expect([await vault.names('acme'), await vault.read('acme'), await readdir(folder)]).toEqual([
      [],
      {},
      [],
    ]);
  });

  it('holds the bytes of a secret in none of its files', async () => {
    await (await withFile()).write('acme', 'key', secret);
    const written = await everyFile();
    const spellings = ['utf8' as const, 'base64' as const, 'hex' as const].map((encoding) =>
      Buffer.from(secret).toString(encoding).replace(/=+$/, ''),
    );
    expect(spellings.filter((spelling) => written.includes(spelling))).toEqual([]);
  });

  it.skipIf(process.platform === 'win32')(
    'lets nobody else read its files, and leaves no others',
    async () => {
      await (await withFile()).write('acme', 'key', secret);
      const names = await readdir(folder);
      const modes = await Promise.all(
        names.map(async (name) => [name, (await stat(join(folder, name))).mode & 0o777]),
      );
      expect(Object.fromEntries(modes)).toEqual({ 'vault.json': 0o600, 'vault.key': 0o600 });
    },
  );
});

describe('a vault that cannot be trusted', () => {
  it.each<[string, (entries: StoredEntry[]) => void]>([
    [
      'a changed byte',
      (entries) => {
        for (const entry of entries) {
          const bytes = Buffer.from(entry.sealed, 'base64');
          bytes[20] = (bytes[20] ?? 0) ^ 1;
          entry.sealed = bytes.toString('base64');
        }
      },
    ],
    [
      'entries that swapped their places',
      (entries) =>
        entries.push(
          ...entries
            .splice(0)
            .map((entry, index, all) => ({ ...entry, sealed: all[1 - index]?.sealed ?? '' })),
        ),
    ],
    [
      'an entry given to another bundle',
      (entries) =>
        entries.forEach((entry) => {
          entry.name = `${entry.name}x`;
        }),
    ],
    [
      'an entry cut short',
      (entries) =>
        entries.forEach((entry) => {
          entry.sealed = 'AAAA';
        }),
    ],
  ])('refuses %s', async (_name, change) => {
    const vault = await withFile();
    await vault.write('acme', 'key', secret);
    await vault.write('acme', 'token', 'another');
    await editFile(change);
    await expect(vault.read('acme')).rejects.toMatchObject({
      code: 'VAULT_LOCKED',
      message: expect.stringContaining('was changed from outside. Enter it again.'),
    });
  });

  it.each(['', '{', '{"format":2}', '[]'])(
    'calls the file %j damaged, and leaves it as it is',
    async (content) => {
      await writeFile(join(folder, 'vault.json'), content);
      const vault = await withFile();
      const damaged = { code: 'VAULT_LOCKED', message: expect.stringContaining('is damaged') };
      await expect(vault.read('acme')).rejects.toMatchObject(damaged);
      await expect(vault.names('acme')).rejects.toMatchObject(damaged);
      await expect(vault.write('acme', 'key', 'x')).rejects.toMatchObject(damaged);
      expect(await readFile(join(folder, 'vault.json'), 'utf8')).toBe(content);
    },
  );
});

describe('a vault that cannot be unlocked here', () => {
  const onlyInTheWindow =
    'The credentials are protected by the secret store of this desktop, which only the window can ask. Choose another protection there, in Settings under Credentials.';
  const cases: [string, () => KeyBackend, () => KeyBackend, string][] = [
    [
      'the passphrase is another one',
      () => passphraseBackend('correct horse'),
      () => passphraseBackend('wrong horse'),
      'The passphrase does not open the credentials. Give the one they were stored with.',
    ],
    [
      'only a weaker backend is at hand',
      () => desktop('gnome_libsecret'),
      () => filePermissionsBackend(folder),
      onlyInTheWindow,
    ],
    [
      'the desktop fell back to basic text',
      () => desktop('gnome_libsecret'),
      () => desktop('basic_text'),
      onlyInTheWindow,
    ],
    [
      'the secret store is not available',
      () => desktop(),
      () => desktop(undefined, false),
      'The secret store of this desktop did not give the key. Unlock it and try again.',
    ],
  ];

  it.each(cases)('gives names and says why when %s', async (_name, before, after, sentence) => {
    await (await open(before())).write('acme', 'key', secret);
    const stored = await readFile(join(folder, 'vault.json'), 'utf8');
    const vault = await open(after());
    const failure = { code: 'VAULT_LOCKED', message: sentence };
    expect(await vault.names('acme')).toEqual(['key']);
    await expect(vault.read('acme')).rejects.toMatchObject(failure);
    await expect(vault.write('acme', 'key', 'x')).rejects.toMatchObject(failure);
    expect(await readFile(join(folder, 'vault.json'), 'utf8')).toBe(stored);
  });

  it('says so when its key file is gone', async () => {
    await (await withFile()).write('acme', 'key', secret);
    await rm(join(folder, 'vault.key'));
    await expect((await withFile()).read('acme')).rejects.toMatchObject({
      message: 'The key file vault.key is missing or is another one. Put back a copy of it.',
    });
  });

  it('keeps to the backend it was made with when a stronger one comes first', async () => {
    await (await withFile()).write('acme', 'key', secret);
    const vault = await open(desktop(), filePermissionsBackend(folder));
    expect(await vault.read('acme')).toEqual({ key: secret });
    expect(await wrapsInFile()).toEqual(['file-permissions']);
  });
});

describe('writing at the same time', () => {
  it('loses nothing, from several openings of one folder', async () => {
    const vaults = await Promise.all(Array.from({ length: 5 }, withFile));
    const names = Array.from({ length: 30 }, (_, index) => `key${index}`);
    await Promise.all(
      names.map((name, index) =>
        vaults[index % vaults.length]?.write('acme', name, `value of ${name}`),
      ),
    );
    expect(await (await withFile()).read('acme')).toEqual(
      Object.fromEntries(names.map((name) => [name, `value of ${name}`])),
    );
    expect((await readdir(folder)).toSorted()).toEqual(['vault.json', 'vault.key']);
  });

  it('takes over the lock of a process that died', async () => {
    const lock = join(folder, 'vault.json.lock');
    await writeFile(lock, '');
    await utimes(lock, 0, 0);
    const names = Array.from({ length: 8 }, (_, index) => `key${index}`);
    // All of them see that it is abandoned; only one may take it.
    await Promise.all(names.map(async (name) => (await withFile()).write('acme', name, secret)));
    expect(Object.keys(await (await withFile()).read('acme')).toSorted()).toEqual(names);
    expect((await readdir(folder)).toSorted()).toEqual(['vault.json', 'vault.key']);
  });

  it('takes no lock away while another process is just doing so', async () => {
    const lock = join(folder, 'vault.json.lock');
    await writeFile(lock, '');
    await utimes(lock, 0, 0);
    await writeFile(`${lock}.removal`, '');
    let written = false;
    const writing = (await withFile()).write('acme', 'key', secret).then(() => {
      written = true;
    });
    await setTimeout(150);
    expect([written, await readFile(lock, 'utf8')]).toEqual([false, '']);
    await rm(`${lock}.removal`);
    await writing;
    expect(await (await withFile()).read('acme')).toEqual({ key: secret });
  });

  it('is given up by a process that slept while another one took its lock', async () => {
    const asleep = Promise.withResolvers<void>();
    const awake = Promise.withResolvers<void>();
    const backend = filePermissionsBackend(folder);
    const sleepy = await open({
      ...backend,
      async wrap(key) {
        asleep.resolve();
        await awake.promise;
        return backend.wrap(key);
      },
    });
    const late = sleepy.write('acme', 'late', 'x');
    await asleep.promise;
    await utimes(join(folder, 'vault.json.lock'), 0, 0);
    const vault = await withFile();
    await vault.write('acme', 'key', secret);
    awake.resolve();
    await expect(late).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    expect(await vault.read('acme')).toEqual({ key: secret });
  });
});

describe('what is sealed', () => {
  it('never looks the same twice', () => {
    const key = Buffer.alloc(32, 1);
    const sealed = [1, 2, 3].map(() => seal(key, Buffer.from(secret), 'a').toString('hex'));
    expect(new Set(sealed.map((text) => text.slice(0, 24))).size).toBe(3);
  });

  it('under a passphrase costs a guess 128 MiB, and each vault has its own salt', async () => {
    const [key, backend] = [Buffer.alloc(32, 7), passphraseBackend('correct horse')];
    const [one, other] = [await backend.wrap(key), await backend.wrap(key)];
    const salt = one.subarray(0, 16);
    const cost = { N: 131_072, r: 8, p: 1, maxmem: 2 ** 28 };
    const derived = scryptSync('correct horse', salt, 32, cost);
    expect(unseal(derived, one.subarray(16), 'flairbench vault key')).toEqual(key);
    expect(Buffer.from(other.subarray(0, 16))).not.toEqual(Buffer.from(salt));
  });
});
