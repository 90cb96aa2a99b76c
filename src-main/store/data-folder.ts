import { constants } from 'node:fs';
import { access, mkdir, open, readFile, realpath, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { Failure } from '../contract/failure.ts';
import { mountTypeOf, networkFileSystem } from './network-file-systems.ts';
import { databaseName, failureOf, storeFailure } from './store-failures.ts';

/**
 * Makes the folder (for its owner alone) where it is missing and gives the path of the data file in it.
 * Fails with STORE_NETWORK_FOLDER or STORE_READ_ONLY before anything is opened.
 */
export async function prepareDataFolder(folder: string): Promise<string> {
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await refuseNetwork(await realpath(folder));
    const file = join(folder, databaseName);
    await access(folder, constants.W_OK);
    // SQLite gives its other files the rights of this one, whatever the folder's were before.
    await (await open(file, 'a', 0o600)).close();
    for (const name of [file, `${file}-wal`, `${file}-shm`]) await refuseReadOnly(name);
    return file;
  } catch (error) {
    throw storeFailure(error);
  }
}

async function refuseNetwork(path: string): Promise<void> {
  const { type } = await statfs(path);
  const mounts = await readFile('/proc/self/mountinfo', 'utf8').catch(() => '');
  const share = process.platform === 'win32' && path.startsWith('\\\\') ? 'a network share' : null;
  const kind = share ?? networkFileSystem({ type, name: mountTypeOf(path, mounts) });
  if (kind === null) return;
  throw new Failure(
    'STORE_NETWORK_FOLDER',
    `The data folder lies on a network file system (${kind}), where the data file would get damaged. Choose a folder on a local disk.`,
  );
}

async function refuseReadOnly(file: string): Promise<void> {
  try {
    await access(file, constants.W_OK);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return;
    throw failureOf('STORE_READ_ONLY', error);
  }
}
