import { lstat, mkdir, open, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { Failure } from '../contract/failure.ts';
import { readTar } from './read-tar.ts';
import { readZip } from './read-zip.ts';
import { createUnpacked, limits, type Unpacked } from './unpacked.ts';

const inflate = promisify(gunzip);

/**
 * Unpacks a tar, gzipped tar or zip (told by its first bytes, not by its name), or copies a folder, into `target`,
 * which must not exist yet. Every entry is checked before the first byte is written. Throws `Failure`
 * (BUNDLE_INVALID, TOO_LARGE) with a sentence; the caller drops `target` then.
 */
export async function unpack(source: string, target: string, signal: AbortSignal): Promise<void> {
  const unpacked = createUnpacked();
  const stats = await stat(source).catch((cause: unknown) => {
    throw new Failure('NOT_FOUND', 'There is no bundle at this path.', { cause });
  });
  if (stats.isDirectory()) await readFolder(source, unpacked);
  else if (stats.isFile()) await readArchive(source, stats.size, unpacked);
  else throw invalid('The bundle is neither a file nor a folder.');
  await mkdir(target, { recursive: true, mode: 0o700 });
  for (const [name, bytes] of unpacked.files()) {
    signal.throwIfAborted();
    const file = path.join(target, ...name.split('/'));
    await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
    await writeFile(file, bytes, { flag: 'wx', mode: 0o600 });
  }
}

async function readArchive(source: string, size: number, unpacked: Unpacked): Promise<void> {
  if (size > limits.bytes) {
    throw new Failure('TOO_LARGE', 'The bundle is larger than 64 MiB.');
  }
  const bytes = await readFile(source);
  const format = formatOf(bytes);
  if (format === 'zip') await readZip(bytes, unpacked);
  else if (format === 'gzip') await readTar(await inflateOnce(bytes), unpacked);
  else if (format === 'tar') await readTar(bytes, unpacked);
  else throw invalid(`The bundle is ${format}. Pack it as a tar, a gzipped tar or a zip.`);
}

/** Headers and padding come on top of what the files hold. */
const tarOverhead = limits.entries * 1024 + 64 * 1024;

async function inflateOnce(bytes: Buffer): Promise<Buffer> {
  const most = Math.min(limits.bytes + tarOverhead, bytes.length * limits.ratio);
  const inflated = await inflate(bytes, { maxOutputLength: most }).catch((cause: unknown) => {
    const code = cause instanceof Error && 'code' in cause ? cause.code : null;
    throw code === 'ERR_BUFFER_TOO_LARGE'
      ? new Failure('TOO_LARGE', 'The bundle unpacks to more than 64 MiB or 100 times its size.')
      : invalid('The bundle is damaged: its compressed data cannot be read.');
  });
  if (formatOf(inflated) !== 'tar') throw invalid('The bundle is compressed, but holds no tar.');
  return inflated;
}

function formatOf(bytes: Buffer): string {
  const starts = (...magic: number[]) => magic.every((byte, index) => bytes[index] === byte);
  if (starts(0x50, 0x4b, 0x03, 0x04)) return 'zip';
  if (starts(0x1f, 0x8b)) return 'gzip';
  if (starts(0x42, 0x5a, 0x68)) return 'packed with bzip2';
  if (starts(0xfd, 0x37, 0x7a, 0x58, 0x5a)) return 'packed with xz';
  if (starts(0x28, 0xb5, 0x2f, 0xfd)) return 'packed with zstd';
  return hasTarChecksum(bytes) ? 'tar' : 'no archive';
}

/** The old format has no magic, but every tar header carries the sum of its own bytes. */
function hasTarChecksum(bytes: Buffer): boolean {
  if (bytes.length < 512) return false;
  const header = bytes.subarray(0, 512);
  const stated = Number.parseInt(header.toString('latin1', 148, 156).replace(/[\0 ]+$/, ''), 8);
  const sum = header.reduce(
    (total, byte, index) => total + (index >= 148 && index < 156 ? 0x20 : byte),
    0,
  );
  return stated === sum;
}

async function readFolder(folder: string, unpacked: Unpacked): Promise<void> {
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const file = path.join(entry.parentPath, entry.name);
    const name = path.relative(folder, file).split(path.sep).join('/');
    // Version control and editors' folders are no part of a bundle.
    if (name.split('/').some((segment) => segment.startsWith('.'))) continue;
    if (entry.isDirectory()) {
      unpacked.addFolder(name);
    } else if (entry.isFile()) {
      unpacked.announce((await lstat(file)).size);
      await using handle = await open(file);
      unpacked.addFile(name, await handle.readFile());
    } else {
      unpacked.refuseKind(name);
    }
  }
}

function invalid(sentence: string): Failure {
  return new Failure('BUNDLE_INVALID', sentence);
}
