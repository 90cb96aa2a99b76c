import { buffer } from 'node:stream/consumers';
import { type Entry, fromBufferPromise } from 'yauzl';
import { Failure } from '../contract/failure.ts';
import { limits, type Unpacked } from './unpacked.ts';

const kindMask = 0o170000;
const kindFile = 0o100000;
const kindFolder = 0o040000;

/** Reads a whole zip that is in memory. Throws `Failure`. */
export async function readZip(bytes: Buffer, unpacked: Unpacked): Promise<void> {
  try {
    const zip = await fromBufferPromise(bytes, { strictFileNames: true });
    let total = 0;
    for await (const entry of zip.eachEntry()) {
      total += entry.uncompressedSize;
      if (total > bytes.length * limits.ratio) {
        throw new Failure('TOO_LARGE', 'The bundle unpacks to more than 100 times its size.');
      }
      if (kindOf(entry) === 'folder') {
        unpacked.addFolder(entry.fileName);
      } else if (kindOf(entry) === 'other' || !entry.canDecodeFileData()) {
        unpacked.refuseKind(entry.fileName);
      } else {
        unpacked.announce(entry.uncompressedSize);
        unpacked.addFile(entry.fileName, await buffer(await zip.openReadStreamPromise(entry)));
      }
    }
  } catch (error) {
    if (error instanceof Failure) throw error;
    throw new Failure('BUNDLE_INVALID', 'The bundle is damaged: its zip cannot be read.', {
      cause: error,
    });
  }
}

/** Unix systems write the kind of an entry into the upper half of its attributes. */
function kindOf(entry: Entry): 'file' | 'folder' | 'other' {
  const kind = (entry.externalFileAttributes >>> 16) & kindMask;
  if (entry.fileName.endsWith('/')) return kind === 0 || kind === kindFolder ? 'folder' : 'other';
  return kind === 0 || kind === kindFile ? 'file' : 'other';
}
