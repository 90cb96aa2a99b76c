import { Parser, type ReadEntry } from 'tar';
import { Failure } from '../contract/failure.ts';
import type { Unpacked } from './unpacked.ts';

/** Reads a whole tar that is in memory and not compressed any more. Throws `Failure`. */
export async function readTar(bytes: Buffer, unpacked: Unpacked): Promise<void> {
  let failure: unknown = null;
  const attempt = (work: () => void) => {
    try {
      if (failure === null) work();
    } catch (error) {
      failure = error;
    }
  };
  await new Promise<void>((resolve, reject) => {
    const parser = new Parser({
      brotli: false,
      zstd: false,
      onwarn: (code, message) => {
        // Informative ones tell of headers that every reader passes over.
        if (code !== 'TAR_ENTRY_INFO') attempt(() => refuse(message));
      },
    });
    const take = (entry: ReadEntry) => takeEntry(entry, unpacked, attempt);
    parser.on('entry', take);
    // Kinds that the library passes over are refused all the same.
    parser.on('ignoredEntry', take);
    parser.on('end', resolve);
    parser.on('error', reject);
    parser.end(bytes);
  });
  if (failure !== null) throw failure;
}

function refuse(message: string | Error): never {
  const text = typeof message === 'string' ? message : message.message;
  throw new Failure('BUNDLE_INVALID', `The bundle is damaged: ${text}.`);
}

function takeEntry(
  entry: ReadEntry,
  unpacked: Unpacked,
  attempt: (work: () => void) => void,
): void {
  const chunks: Buffer[] = [];
  attempt(() => {
    if (entry.type === 'Directory') unpacked.addFolder(entry.path);
    else if (isFile(entry.type)) unpacked.announce(entry.size);
    else unpacked.refuseKind(entry.path);
  });
  entry.on('data', (chunk: Buffer) => chunks.push(chunk));
  entry.on('end', () => {
    if (isFile(entry.type)) {
      attempt(() => unpacked.addFile(entry.path, Buffer.concat(chunks)));
    }
  });
  entry.resume();
}

function isFile(type: ReadEntry['type']): boolean {
  return type === 'File' || type === 'OldFile' || type === 'ContiguousFile';
}
