import { execFileSync } from 'node:child_process';
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, sep } from 'node:path';
import { expect, test } from 'vitest';
import { findNodeBinary, outsideArchive } from './node-binary.ts';

const running = {
  environment: {},
  platform: process.platform,
  versions: process.versions,
  execPath: '/where/this/runs',
};
const electron = { ...process.versions, electron: '45.0.0' };

test('the binary that was installed with us is found and is Node 24', () => {
  const binary = findNodeBinary(running);
  expect(execFileSync(binary, ['--version'], { encoding: 'utf8' })).toMatch(/^v24\./);
});

test('the packaged app names its own', () => {
  expect(findNodeBinary({ ...running, environment: { FLAIRBENCH_NODE: '/app/node' } })).toBe(
    '/app/node',
  );
});

test('without the package the Node we run on serves, but never Electron', () => {
  expect(findNodeBinary({ ...running, from: '/nonexistent' })).toBe('/where/this/runs');
  expect(() => findNodeBinary({ ...running, versions: electron, from: '/nonexistent' })).toThrow(
    'Install Flairbench again.',
  );
});

test('inside the archive of the app it is looked for where it is unpacked', async () => {
  const app = await mkdtemp(join(tmpdir(), 'flairbench-app-'));
  const folder = join(app, 'app.asar.unpacked', 'node_modules', 'node', 'bin');
  const binary = join(folder, process.platform === 'win32' ? 'node.exe' : 'node');
  await mkdir(folder, { recursive: true });
  await writeFile(binary, '');
  await chmod(binary, 0o755);
  const from = join(app, 'app.asar', 'dist', 'host');
  expect(findNodeBinary({ ...running, versions: electron, from })).toBe(binary);
  await rm(app, { recursive: true });
});

test('only the archive itself is stepped out of', () => {
  const path = (name: string) => ['', 'opt', name, 'runner.js'].join(sep);
  expect([outsideArchive(path('app.asar')), outsideArchive(path('app.asar.old'))]).toEqual([
    path('app.asar.unpacked'),
    path('app.asar.old'),
  ]);
});
