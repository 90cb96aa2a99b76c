import { randomBytes } from 'node:crypto';
import { link, open, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { Failure } from '../contract/failure.ts';

/** Readable by this user alone; after a crash either the old file is there or the new one. */
export async function writeAtomically(path: string, content: Uint8Array | string): Promise<void> {
  await written(path, content, (unfinished) => rename(unfinished, path));
}

/** The same for a file that is not there yet, and gives what is there then: the first one to write it wins. */
export async function writeOnce(path: string, content: Uint8Array): Promise<Buffer> {
  await written(path, content, async (unfinished) => {
    await link(unfinished, path).catch((error: unknown) => {
      if (codeOf(error) !== 'EEXIST') throw error;
    });
    await rm(unfinished, { force: true });
  });
  return readFile(path);
}

async function written(
  path: string,
  content: Uint8Array | string,
  putInPlace: (unfinished: string) => Promise<void>,
): Promise<void> {
  const unfinished = `${path}.${randomBytes(6).toString('hex')}.tmp`;
  try {
    const file = await open(unfinished, 'wx', 0o600);
    try {
      await file.writeFile(content);
      await file.sync();
    } finally {
      await file.close();
    }
    await putInPlace(unfinished);
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

/**
 * Runs work while no other process does; the lock is a file that only one can create. `checkHeld` is for just before
 * something is written: a process that slept may find that its lock was taken for abandoned.
 */
export async function withLock<T>(
  path: string,
  work: (checkHeld: () => Promise<void>) => Promise<T>,
): Promise<T> {
  const holder = randomBytes(16).toString('hex');
  await acquire(path, holder);
  const isHeld = async () => (await readIfThere(path))?.toString() === holder;
  // A passphrase takes its time, and a keyring may ask a person.
  const life = setInterval(() => {
    const now = new Date();
    utimes(path, now, now).catch(() => {});
  }, signOfLifeMilliseconds);
  try {
    return await work(async () => {
      if (!(await isHeld())) throw busy();
    });
  } finally {
    clearInterval(life);
    if (await isHeld()) await rm(path, { force: true });
  }
}

async function acquire(path: string, holder: string): Promise<void> {
  const start = performance.now();
  while (!(await create(path, holder))) {
    if (performance.now() - start > patienceMilliseconds) throw busy();
    if (await isAbandoned(path)) await removeAbandoned(path);
    else await setTimeout(pauseMilliseconds);
  }
}

function busy(): Failure {
  return new Failure(
    'UNAVAILABLE',
    'Another Flairbench is busy with the credentials. Try again, or close the other one.',
  );
}

async function isAbandoned(path: string): Promise<boolean> {
  const lock = await stat(path).catch(() => null);
  return lock !== null && Math.abs(Date.now() - lock.mtimeMs) > abandonedMilliseconds;
}

/** One at a time, each after a look of its own: the lock that is there now may be that of whoever was here before. */
async function removeAbandoned(path: string): Promise<void> {
  const remover = `${path}.removal`;
  if (!(await create(remover, ''))) {
    if (await isAbandoned(remover)) await rm(remover, { force: true });
    await setTimeout(pauseMilliseconds);
    return;
  }
  try {
    if (await isAbandoned(path)) await rm(path, { force: true });
  } finally {
    await rm(remover, { force: true });
  }
}

async function create(path: string, content: string): Promise<boolean> {
  try {
    await writeFile(path, content, { flag: 'wx', mode: 0o600 });
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
