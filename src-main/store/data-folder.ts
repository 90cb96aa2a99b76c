import {
  accessSync,
  closeSync,
  constants,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  realpathSync,
  statfsSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { Failure } from '../contract/failure.ts';
import { mountTypeOf, networkFileSystem } from './network-file-systems.ts';
import { databaseName, failureOf, storeFailure } from './store-failures.ts';

/**
 * Makes the folder (for its owner alone) where it is missing and gives the path of the data file in it.
 * Fails with STORE_NETWORK_FOLDER or STORE_READ_ONLY before anything is opened. A few calls at the start of the
 * process, and synchronous: waiting in turn behind the code that is being loaded takes a hundred times as long.
 */
export function prepareDataFolder(folder: string): string {
  try {
    makeFolder(resolve(folder));
    refuseNetwork(realpathSync(folder));
    const file = join(folder, databaseName);
    accessSync(folder, constants.W_OK);
    // SQLite gives its other files the rights of this one, whatever the folder's were before.
    closeSync(openSync(file, 'a', 0o600));
    for (const name of [file, `${file}-wal`, `${file}-shm`]) refuseReadOnly(name);
    return file;
  } catch (error) {
    throw storeFailure(error);
  }
}

/** Node's own `recursive` never ends under a parent that is there and takes no folders, as /proc is. */
function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  makeFolder(dirname(folder));
  try {
    mkdirSync(folder, { mode: 0o700 });
  } catch (error) {
    // Another process made it meanwhile.
    if (!existsSync(folder)) throw error;
  }
}

function refuseNetwork(path: string): void {
  const { type } = statfsSync(path);
  const share = process.platform === 'win32' && path.startsWith('\\\\') ? 'a network share' : null;
  const kind = share ?? networkFileSystem({ type, name: mountTypeOf(path, mountTable()) });
  if (kind === null) return;
  throw new Failure(
    'STORE_NETWORK_FOLDER',
    `The data folder lies on a network file system (${kind}), where the data file would get damaged. Choose a folder on a local disk.`,
  );
}

function mountTable(): string {
  try {
    return readFileSync('/proc/self/mountinfo', 'utf8');
  } catch {
    // Only Linux has it.
    return '';
  }
}

function refuseReadOnly(file: string): void {
  try {
    accessSync(file, constants.W_OK);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return;
    throw failureOf('STORE_READ_ONLY', error);
  }
}
