import { buffer } from 'node:stream/consumers';
import { type Entry, fromBufferPromise } from 'yauzl';
import { Failure } from '../contract/failure.ts';
import { damagedOffice } from './damaged.ts';

/** The parts of an Office file, unpacked one by one, when they are asked for, in memory. */
export interface Archive {
  readonly names: readonly string[];
  /** unpacks while it is read; nothing where there is no such part */
  stream(name: string): AsyncGenerator<Buffer>;
  bytes(name: string): Promise<Buffer>;
}

const mostParts = 10_000;
const mostBytes = 512 * 1024 * 1024;
/** Tables of repeated cells reach 100:1; a bomb of zeros a thousand. */
const steepest = 250;
const alwaysAllowed = 4 * 1024 * 1024;

export async function openArchive(packed: Buffer): Promise<Archive> {
  const entries = new Map<string, Entry>();
  const zip = await fromBufferPromise(packed).catch(damagedOffice);
  if (zip.entryCount > mostParts) throw tooLarge();
  let read = 0;
  try {
    for await (const entry of zip.eachEntry()) {
      if (entry.isEncrypted()) throw locked();
      // Of two parts with one name no program says which it takes: the first, as Office does.
      if (!entries.has(entry.fileName)) entries.set(entry.fileName, entry);
    }
  } catch (error) {
    damagedOffice(error);
  }

  /** Counted as it comes out: what a zip states of its sizes is its author's word. */
  async function* stream(name: string): AsyncGenerator<Buffer> {
    const entry = entries.get(name);
    if (entry === undefined) return;
    try {
      const unpacked: AsyncIterable<Buffer> = await zip.openReadStreamPromise(entry);
      for await (const chunk of unpacked) {
        read += chunk.length;
        if (read > mostBytes || (read > alwaysAllowed && read > packed.length * steepest)) {
          throw tooLarge();
        }
        yield chunk;
      }
    } catch (error) {
      damagedOffice(error);
    }
  }

  return {
    names: [...entries.keys()],
    stream,
    bytes: (name) => buffer(stream(name)),
  };
}

function tooLarge(): Failure {
  return new Failure(
    'TOO_LARGE',
    'This file unpacks to far more than a document holds. It may be made to exhaust whoever opens it; it was not read.',
  );
}

function locked(): Failure {
  return new Failure(
    'BAD_INPUT',
    'This file is protected by a password. Save a copy without one, and take that.',
  );
}
