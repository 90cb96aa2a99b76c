import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { signInAt } from '../fixtures/loopback-client.ts';

/** The credentials' protection on the command line, one call after another on the same data. */
const script = fileURLToPath(new URL('./main.ts', import.meta.url));
// Whoever runs this may have a keyring, which is not ours to write into.
const env = { ...process.env, DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent' };
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'flairbench-vault-'));
});
afterAll(() => rm(folder, { recursive: true }));

function run(input: string, ...args: string[]): Promise<{ code: unknown; out: string }> {
  const words = ['--no-warnings', script, '--data-dir', join(folder, 'data'), ...args];
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      words,
      { timeout: 60_000, env },
      (error, stdout, stderr) =>
        resolve({ code: error === null ? 0 : error.code, out: stdout + stderr }),
    );
    child.stdin?.end(input);
  });
}

/** What the window is told of the vault when `serve` was given the passphrase. */
async function served(input: string) {
  const words = ['--no-warnings', script, '--data-dir', join(folder, 'data'), '--passphrase-file'];
  const serve = spawn(process.execPath, [...words, '-', 'serve'], { stdio: 'pipe', env });
  serve.stdin.end(input);
  const [address] = await once(serve.stdout, 'data');
  const { client, close } = await signInAt(String(address).trim(), () => {});
  const status = await client.vault.status();
  close();
  serve.kill('SIGTERM');
  await once(serve, 'exit');
  return status;
}

test.runIf(process.platform === 'linux')(
  'a vault is protected by a passphrase, which is asked for, and by a file again once that is agreed to',
  async () => {
    const words = 'correct horse battery';
    const status = await run('', 'vault', 'status', '--json');
    expect(JSON.parse(status.out)).toMatchObject({
      state: 'empty',
      ways: [
        { with: 'keyring', problem: expect.stringContaining('No keyring answers here.') },
        {},
        {},
      ],
    });
    expect(await run('', 'vault', 'protect', '--with', 'passphrase')).toEqual({
      code: 1,
      out: 'There is no terminal to ask for the passphrase: give it with --passphrase-file.\n',
    });
    const protect = ['--passphrase-file', '-', 'vault', 'protect', '--with'];
    expect(await run(`${words}\n`, ...protect, 'passphrase')).toMatchObject({
      code: 0,
      out: expect.stringContaining('Credentials are protected by a passphrase.'),
    });
    const opened = await served(`${words}\n`);
    expect(opened).toMatchObject({ state: 'open', wantsPassphrase: false });
    const locked = await run('', 'vault', 'status');
    expect(locked.out).toMatch(/^The credentials are locked with a passphrase\..*\n/);
    expect(await run('wrong horse battery\n', ...protect, 'file')).toEqual({
      code: 1,
      out: 'The passphrase does not open the credentials. Give the one they were stored with.\n',
    });
    expect(await run(`${words}\n`, ...protect, 'file')).toMatchObject({
      code: 1,
      out: expect.stringMatching(/protected by a passphrase; this is weaker\..*Add --weaker/),
    });
    const agreed = await run(`${words}\n`, ...protect, 'file', '--weaker');
    expect(agreed).toMatchObject({
      code: 0,
      out: expect.stringContaining('file permissions only'),
    });
    const file = await readFile(join(folder, 'data', 'vault.json'), 'utf8');
    expect(JSON.parse(file).wraps).toMatchObject([{ backend: 'file-permissions' }]);
  },
  180_000,
);
