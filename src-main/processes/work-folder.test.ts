import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createWorkFolders, removeWorkFolder } from './work-folder.ts';

let parent = '';
beforeEach(async () => {
  parent = await mkdtemp(join(tmpdir(), 'flairbench-test-'));
});
afterEach(() => rm(parent, { recursive: true }));

test('every folder is new, empty, and closed to others', async () => {
  const folders = createWorkFolders({ parent, now: Date.now });
  const [one, other] = [await folders.make(), await folders.make()];
  expect(one).not.toBe(other);
  expect([await readdir(one), ((await stat(one)).mode & 0o777).toString(8)]).toEqual([[], '700']);
});

test('a folder goes with all that is in it', async () => {
  const folder = await createWorkFolders({ parent, now: Date.now }).make();
  await mkdir(join(folder, 'deep'));
  await writeFile(join(folder, 'deep', 'file'), '');
  await removeWorkFolder(folder);
  expect(await readdir(parent)).toEqual([]);
});

test('what a dead host left behind an hour ago is removed; all else stays', async () => {
  const dead = spawnSync(process.execPath, ['--version']).pid;
  const abandoned = `flairbench-run-${dead}-abcdef`;
  const kept = [`flairbench-run-${process.pid}-abcdef`, 'flairbench-run-x', 'another'];
  for (const name of [abandoned, ...kept]) await mkdir(join(parent, name));
  const make = (hours: number) =>
    createWorkFolders({ parent, now: () => Date.now() + hours * 3_600_000 }).make();

  const young = basename(await make(0));
  const later = basename(await make(2));
  await vi.waitFor(async () =>
    expect((await readdir(parent)).toSorted()).toEqual([...kept, young, later].toSorted()),
  );
});
