import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import path from 'node:path';
import { type Database, readDatabase } from './database.ts';
import { CorruptDatabase } from './decoder.ts';

export type Opened =
  | { readonly ok: true; readonly database: Database }
  | { readonly ok: false; readonly sentence: string };

const largestBytes = 2 ** 31 - 1;
const attempts = 3;

/**
 * Keeps the database that was asked for last in memory, for a process that serves many runs. Every call looks at
 * the file again: a replaced one is read anew, and one that changes while it is read is never used.
 */
export class HeldDatabase {
  private held: { readonly stamp: string; readonly opened: Opened } | null = null;

  async open(file: string, signal: AbortSignal): Promise<Opened> {
    const name = path.basename(file);
    try {
      for (let attempt = 0; attempt < attempts; attempt += 1) {
        const opened = await this.tryOpen(file, name, signal);
        if (opened !== 'changed') return opened;
      }
      return refused(`The database ${name} is being written right now. Run again in a moment.`);
    } catch (error) {
      signal.throwIfAborted();
      return refused(`The database ${name} cannot be opened: ${reasonOf(error)}`);
    }
  }

  private async tryOpen(
    file: string,
    name: string,
    signal: AbortSignal,
  ): Promise<Opened | 'changed'> {
    // Without O_NONBLOCK a named pipe would hold us until somebody writes to it.
    await using handle = await open(file, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    const stats = await handle.stat();
    if (!stats.isFile()) return refused(`${name} is not a file. Point at an .mmdb file.`);
    if (stats.size > largestBytes) return refused(`The database ${name} is larger than 2 GiB.`);
    const stamp = `${file}\0${await stampOf(handle)}`;
    if (this.held?.stamp === stamp) return this.held.opened;
    const bytes = await handle.readFile({ signal });
    // A stamp that is still the same says that nobody wrote while we read.
    if (stamp !== `${file}\0${await stampOf(handle)}` || bytes.length !== stats.size) {
      return 'changed';
    }
    const opened = read(bytes, name);
    this.held = opened.ok ? { stamp, opened } : null;
    return opened;
  }
}

function read(bytes: Buffer, name: string): Opened {
  try {
    return { ok: true, database: readDatabase(bytes) };
  } catch (error) {
    return refused(describeCorruption(name, error));
  }
}

/** A sentence for what a lookup threw; anything but corruption is a bug and is thrown on. */
export function describeCorruption(name: string, error: unknown): string {
  if (!(error instanceof CorruptDatabase)) throw error;
  return `The database ${name} is damaged or incomplete: ${error.message}. Replace the file.`;
}

async function stampOf(handle: FileHandle): Promise<string> {
  const { dev, ino, size, mtimeNs, ctimeNs } = await handle.stat({ bigint: true });
  return [dev, ino, size, mtimeNs, ctimeNs].join(' ');
}

function refused(sentence: string): Opened {
  return { ok: false, sentence };
}

function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  if (code === 'ENOENT') return 'there is no such file.';
  if (code === 'EACCES' || code === 'EPERM' || code === 'ERR_ACCESS_DENIED') {
    return 'this account may not read it.';
  }
  if (code === 'ENOTDIR' || code === 'ELOOP' || code === 'ENAMETOOLONG') {
    return 'the path is not valid.';
  }
  return typeof code === 'string' ? `the system says ${code}.` : 'it cannot be read.';
}
