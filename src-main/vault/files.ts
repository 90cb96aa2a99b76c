import { randomBytes } from 'node:crypto';
import { open, readFile, rename, rm, stat, utimes } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { Failure } from '../contract/failure.ts';

/** Readable by this user alone; after a crash either the old file is there or the new one. */
export async function writeAtomically(path: string, content: Uint8Array | string): Promise<void> {
  const unfinished = `${path}.${randomBytes(6).toString('hex')}.tmp`;
  try {
    const file = await open(unfinished, 'wx', 0o600);
    try {
      await file.writeFile(content);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(unfinished, path);
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  }
  await syncFolder(dirname(path));
}

export async function readIfThere(path: string): Promise<Buffer | null> {
  try {
    return await readFile(path);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null;
    throw error;
  }
}

/** Whoever holds the lock says so again and again: one this old belongs to a process that died. */
const abandonedMilliseconds = 10_000;
const signOfLifeMilliseconds = 2000;
const patienceMilliseconds = 15_000;
const pauseMilliseconds = 15;

/** Runs work while no other process does; the lock is a file that only one can create. */
export async function withLock<T>(path: string, work: () => Promise<T>): Promise<T> {
  await acquire(path);
  // A passphrase takes its time, and a keyring may ask a person.
  const life = setInterval(() => {
    const now = new Date();
    utimes(path, now, now).catch(() => {});
  }, signOfLifeMilliseconds);
  try {
    return await work();
  } finally {
    clearInterval(life);
    await rm(path, { force: true });
  }
}

async function acquire(path: string): Promise<void> {
  const start = performance.now();
  while (!(await create(path))) {
    if (performance.now() - start > patienceMilliseconds) {
      throw new Failure(
        'UNAVAILABLE',
        'Another Flairbench is busy with the credentials. Try again, or close the other one.',
      );
    }
    const lock = await stat(path).catch(() => null);
    const age = lock === null ? 0 : Math.abs(Date.now() - lock.mtimeMs);
    if (age > abandonedMilliseconds) await rm(path, { force: true });
    else await setTimeout(pauseMilliseconds);
  }
}

async function create(path: string): Promise<boolean> {
  try {
    await (await open(path, 'wx', 0o600)).close();
    return true;
  } catch (error) {
    // Windows says EPERM while a file of that name is being removed.
    if (codeOf(error) === 'EEXIST' || codeOf(error) === 'EPERM') return false;
    throw error;
  }
}

/** Makes the rename itself last; Windows has no such thing. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : null;
}
