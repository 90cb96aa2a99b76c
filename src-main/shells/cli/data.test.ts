import { execFile } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import {
  findsOf,
  openTestStore,
  paste,
  runOnce,
  savedPaste,
  temporaryFolder,
} from '../../store/fixtures/test-store.ts';

const script = fileURLToPath(new URL('./main.ts', import.meta.url));

function run(
  folder: string,
  ...args: string[]
): Promise<{ code: unknown; stdout: string; stderr: string }> {
  const words = ['--no-warnings', script, '--data-dir', folder, ...args];
  return new Promise((resolve) => {
    execFile(process.execPath, words, { timeout: 60_000 }, (error, stdout, stderr) =>
      resolve({ code: error === null ? 0 : error.code, stdout, stderr }),
    );
  });
}

async function usedFolder(): Promise<string> {
  const folder = temporaryFolder();
  const store = await openTestStore({ folder });
  const { pasteId, observables } = await savedPaste(
    store,
    paste({ ...findsOf('domain:secret.example'), caseReference: 'INC-1' }),
  );
  await runOnce(store, observables[0]?.id ?? 0, { request: { pasteId } });
  await store.close();
  return folder;
}

test('a case is saved, removed once somebody says yes, and brought back', async () => {
  const folder = await usedFolder();
  const saved = join(temporaryFolder(), 'saved.tar');
  expect(await run(folder, 'backup', saved)).toMatchObject({ code: 0 });
  expect(await run(folder, 'purge', '--case', 'INC-1')).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(
      /^Would go: 1 paste, 1 value, 1 run, 1 kB\..*Nothing was removed/s,
    ),
  });
  const purged = await run(folder, 'purge', '--case', 'INC-1', '--yes');
  expect(purged.stdout).toMatch(/^Removed: 1 paste/);
  expect(purged.stdout).toContain(saved);
  expect(await run(folder, 'runs', 'list', '--json')).toMatchObject({ stdout: '[]\n' });
  expect(await run(folder, 'restore', saved)).toMatchObject({ code: 0 });
  const listed = await run(folder, 'runs', 'list', '--json');
  expect(JSON.parse(listed.stdout)).toMatchObject([{ observable: { value: 'secret.example' } }]);
  expect(await run(folder, 'purge')).toMatchObject({
    code: 2,
    stderr: 'Say one of --case, --paste and --value.\n',
  });
}, 120_000);

test('a damaged file is said to be so, and repaired when that is asked for', async () => {
  const folder = await usedFolder();
  expect(await run(folder, 'check')).toMatchObject({ code: 0, stdout: 'Nothing is damaged.\n' });
  const file = join(folder, 'flairbench.db');
  const bytes = readFileSync(file);
  bytes.fill(0xa5, bytes.length - 4096);
  writeFileSync(file, bytes);
  expect(await run(folder, 'check')).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('check --repair'),
  });
  const repaired = await run(folder, 'check', '--repair');
  expect(repaired).toMatchObject({
    code: 0,
    stdout: expect.stringContaining('Saved: 1 pastes, 1 runs'),
  });
  expect(existsSync((repaired.stdout.split('kept in ')[1] ?? '').trim())).toBe(true);
  expect(await run(folder, 'check')).toMatchObject({ code: 0 });
  expect(await run(folder, 'compact')).toMatchObject({ code: 0 });
}, 120_000);
