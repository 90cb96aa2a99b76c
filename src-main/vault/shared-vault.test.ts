import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Protect } from '../contract/vault.ts';
import { filePermissionsBackend } from './file-permissions.ts';
import { keyringOfTests } from './fixtures/keyring.ts';
import { openVault } from './open-vault.ts';
import { safeStorageBackend } from './safe-storage.ts';
import { seal } from './sealed.ts';
import type { KeyBackend } from './vault.ts';

/** One vault, opened by the window and by the command line. */
const secret = 'sw0rdfish-4471';
const passphrase = 'correct horse battery';
let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vault-'));
});
afterEach(() => rm(folder, { recursive: true }));

const open = (...backends: KeyBackend[]) => openVault({ folder, backends });
const file = () => filePermissionsBackend(folder);
const desktop = () =>
  safeStorageBackend({
    isEncryptionAvailable: () => true,
    encryptString: (plain) => Buffer.from(Buffer.from(plain).toReversed()),
    decryptString: (encrypted) => Buffer.from(encrypted.toReversed()).toString(),
    getSelectedStorageBackend: () => 'gnome_libsecret',
  });

async function stored(): Promise<{ format: number; wraps: { backend: string }[] }> {
  return JSON.parse(await readFile(join(folder, 'vault.json'), 'utf8'));
}
const wraps = async () => (await stored()).wraps.map(({ backend }) => backend);

/** As the format before held it: one wrap of the key. */
async function writeFirstFormat(backend: KeyBackend): Promise<void> {
  const key = Buffer.alloc(32, 7);
  const wrappedKey = Buffer.from(await backend.wrap(key)).toString('base64');
  const sealed = seal(key, Buffer.from(secret), JSON.stringify(['acme', 'key'])).toString('base64');
  const credentials = [{ appName: 'acme', name: 'key', sealed }];
  const content = { format: 1, backend: backend.name, wrappedKey, credentials };
  await writeFile(join(folder, 'vault.json'), JSON.stringify(content));
}

describe('window and command line', () => {
  it('share what the window stored where the system has a keyring', async () => {
    const keyring = keyringOfTests();
    await open(desktop(), keyring.backend(), file()).write('acme', 'key', secret);
    const commandLine = open(keyring.backend(), file());
    expect([await commandLine.read('acme'), await wraps()]).toEqual([
      { key: secret },
      ['safe-storage', 'keyring'],
    ]);
  });

  it('share what the command line stored', async () => {
    const keyring = keyringOfTests();
    await open(keyring.backend(), file()).write('acme', 'key', secret);
    const window = open(desktop(), keyring.backend(), file());
    expect(await window.read('acme')).toEqual({ key: secret });
    expect(await wraps()).toEqual(['keyring', 'safe-storage']);
    keyring.kept.clear();
    expect(await open(desktop()).read('acme')).toEqual({ key: secret });
  });

  it('keep a vault of the first format, which the window opens to the command line', async () => {
    await writeFirstFormat(desktop());
    const keyring = keyringOfTests();
    await expect(open(keyring.backend(), file()).read('acme')).rejects.toMatchObject({
      code: 'VAULT_LOCKED',
      message: expect.stringContaining('which only the window can ask.'),
    });
    expect(await open(desktop(), keyring.backend(), file()).read('acme')).toEqual({ key: secret });
    expect(await stored()).toMatchObject({ format: 2 });
    expect(await open(keyring.backend(), file()).read('acme')).toEqual({ key: secret });
  });

  it('rewrite a vault of the first format at its next change', async () => {
    await writeFirstFormat(file());
    const vault = open(file());
    expect([await vault.read('acme'), (await stored()).format]).toEqual([{ key: secret }, 1]);
    await vault.write('acme', 'user', 'alice');
    expect([await open(file()).read('acme'), (await stored()).format, await wraps()]).toEqual([
      { key: secret, user: 'alice' },
      2,
      ['file-permissions'],
    ]);
  });

  it('never let in a weaker one by themselves', async () => {
    await open(desktop()).write('acme', 'key', secret);
    await open(desktop(), file()).read('acme');
    expect(await wraps()).toEqual(['safe-storage']);
  });

  it('are told that a keyring does not answer, and a new vault is protected by what does', async () => {
    const keyring = keyringOfTests();
    keyring.state.locked = true;
    const vault = open(keyring.backend(), file());
    await vault.write('acme', 'key', secret);
    const { sentence, ways } = await vault.status();
    expect([sentence, ways.find((way) => way.with === 'keyring')?.problem]).toEqual([
      'Credentials are protected by file permissions only. Whoever can read your files can read them: another program of yours, or a copy of the disk.',
      expect.stringMatching(/keyring (answers here|of this system does not answer)/),
    ]);
  });

  it('are locked for as long as the keyring is', async () => {
    const keyring = keyringOfTests();
    await open(keyring.backend(), file()).write('acme', 'key', secret);
    keyring.state.locked = true;
    const vault = open(keyring.backend(), file());
    await expect(vault.read('acme')).rejects.toMatchObject({
      message: 'The keyring of this system did not give the key. Unlock it and try again.',
    });
    keyring.state.locked = false;
    expect(await vault.read('acme')).toEqual({ key: secret });
  });
});

describe('protecting in another way', () => {
  const keyring = keyringOfTests();
  const choose = (choice: Partial<Protect>): Protect => ({
    with: 'file',
    weaker: false,
    ...choice,
  });

  it.each<[name: string, first: () => KeyBackend[], choice: Protect, wraps: string[]]>([
    [
      'a file by the keyring',
      () => [file()],
      choose({ with: 'keyring' }),
      ['keyring', 'safe-storage'],
    ],
    [
      'a file by a passphrase',
      () => [file()],
      choose({ with: 'passphrase', passphrase }),
      ['passphrase'],
    ],
    [
      'the keyring by a file, agreed',
      () => [keyring.backend()],
      choose({ weaker: true }),
      ['file-permissions'],
    ],
  ])('replaces %s', async (_name, first, choice, expected) => {
    await open(...first()).write('acme', 'key', secret);
    const before = await readFile(join(folder, 'vault.json'), 'utf8');
    const vault = open(desktop(), keyring.backend(), file());
    await vault.read('acme');
    await vault.protect(choice);
    expect([await vault.read('acme'), await wraps()]).toEqual([{ key: secret }, expected]);
    const sealedBefore = JSON.parse(before).credentials[0].sealed;
    expect(await readFile(join(folder, 'vault.json'), 'utf8')).not.toContain(sealedBefore);
  });

  it('asks before it becomes weaker, and changes nothing until then', async () => {
    await open(keyring.backend()).write('acme', 'key', secret);
    const before = await stored();
    const vault = open(keyring.backend(), file());
    await expect(vault.protect(choose({}))).rejects.toMatchObject({
      code: 'NEEDS_CONSENT',
      message:
        'The credentials are protected by the keyring of this system; this is weaker. Whoever can read your files can read them: another program of yours, or a copy of the disk.',
    });
    expect(await stored()).toEqual(before);
  });

  it('takes no passphrase that is soon guessed', async () => {
    await expect(
      open(file()).protect(choose({ with: 'passphrase', passphrase: 'swordfish' })),
    ).rejects.toMatchObject({ code: 'BAD_INPUT' });
  });

  it('opens with the passphrase, in this process only, and with no other', async () => {
    await open(file()).write('acme', 'key', secret);
    await open(file()).protect(choose({ with: 'passphrase', passphrase }));
    const vault = open(file());
    const { state, wantsPassphrase, sentence } = await vault.status();
    expect({ state, wantsPassphrase, sentence }).toEqual({
      state: 'locked',
      wantsPassphrase: true,
      sentence:
        'The credentials are locked with a passphrase. Give it in Settings under Credentials; the command line asks for it.',
    });
    await expect(vault.unlock('wrong horse battery')).rejects.toMatchObject({
      code: 'VAULT_LOCKED',
    });
    await vault.unlock(passphrase);
    expect([await vault.read('acme'), (await vault.status()).state]).toEqual([
      { key: secret },
      'open',
    ]);
    expect((await open(file()).status()).state).toBe('locked');
  });

  it('is locked again here when another process changed the passphrase', async () => {
    const [here, there] = [open(file()), open(file())];
    await here.protect(choose({ with: 'passphrase', passphrase }));
    await here.write('acme', 'key', secret);
    await there.unlock(passphrase);
    await there.protect(choose({ with: 'passphrase', passphrase: 'another long one' }));
    await expect(here.read('acme')).rejects.toMatchObject({ code: 'VAULT_LOCKED' });
    await here.unlock('another long one');
    expect(await here.read('acme')).toEqual({ key: secret });
  });

  it('has nothing to unlock where no passphrase is asked for', async () => {
    await open(file()).write('acme', 'key', secret);
    await expect(open(file()).unlock(passphrase)).rejects.toMatchObject({ code: 'BAD_INPUT' });
  });
});

it.runIf(process.platform === 'linux')(
  'the real keyring says plainly that nobody answers, and does not take the one that forgets',
  () => {
    const module = JSON.stringify(new URL('./keyring.ts', import.meta.url).href);
    const script = `const { keyringBackend } = await import(${module});
      const backend = keyringBackend();
      const wrapped = await backend.wrap(Buffer.alloc(32)).then(() => 'wrapped', () => 'refused');
      process.stdout.write(JSON.stringify([await backend.problem(), wrapped]));`;
    const environment = { ...process.env, DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent' };
    const answer = execFileSync(
      process.execPath,
      ['--no-warnings', '--input-type=module', '-e', script],
      { env: environment, encoding: 'utf8' },
    );
    expect(JSON.parse(answer)).toEqual([
      'No keyring answers here. It takes a desktop session with a Secret Service, such as GNOME Keyring or KWallet.',
      'refused',
    ]);
  },
);
