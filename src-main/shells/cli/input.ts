import { constants } from 'node:buffer';
import { readFile } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import { Failure } from '../../contract/failure.ts';
import { isBinary } from '../../contract/plain-text.ts';
import { decodeText } from '../../documents/decode-text.ts';
import { type DocumentKind, documentKind } from '../../documents/kind.ts';
import { createIsolation } from '../../processes/isolation.ts';
import { createLauncher } from '../../processes/launcher.ts';
import { findNodeBinary } from '../../processes/node-binary.ts';
import { createDocumentDesk } from '../../workbench/documents.ts';
import { oneLine } from './output.ts';

/**
 * The text of a file, or of standard input for `-` and nothing: as it stands there, at any size, or what can be read
 * in a page, a mail, a Word, Excel or PDF file. What comes over standard input is a page or a mail to nobody: it stays
 * as it is, so that places in it are places in what was piped. What there is to know goes to stderr.
 */
export async function readInput(file: string | undefined): Promise<string> {
  const name = inputName(file);
  const bytes = await readBytes(file);
  const asItStands = plainText(name, bytes, kindOf(name, bytes));
  if (asItStands !== null) return asItStands;
  const { text, notes } = await readDocument({ name, bytes });
  for (const note of notes) process.stderr.write(oneLine(note));
  return text;
}

/** The values on standard input, one a line; a document is none. */
export async function readLines(): Promise<string[]> {
  const name = inputName('-');
  const bytes = await readBytes('-');
  const text = plainText(name, bytes, kindOf(name, bytes));
  if (text === null) {
    throw new Failure(
      'BAD_INPUT',
      'Standard input is a file, not values one a line. Look what stands in it with extract.',
    );
  }
  const lines = text.split(/\r?\n/).map((line) => line.trim());
  return lines.filter((line) => line !== '');
}

/** What messages call it. */
export function inputName(file: string | undefined): string {
  return file === undefined || file === '-' ? 'standard input' : file;
}

/** What is piped is not taken for a page or a mail; null for what only the reader of documents has a sentence for. */
function kindOf(name: string, bytes: Buffer): DocumentKind | null {
  try {
    const kind = documentKind(bytes, name);
    return name === inputName('-') && (kind === 'html' || kind === 'mail') ? 'text' : kind;
  } catch (error) {
    if (error instanceof Failure) return null;
    throw error;
  }
}

function plainText(name: string, bytes: Buffer, kind: DocumentKind | null): string | null {
  if (kind !== 'text') return null;
  if (bytes.length >= constants.MAX_STRING_LENGTH) {
    throw new Failure('TOO_LARGE', `${name} is more than 512 MB of text. Split it at its lines.`);
  }
  const text = decodeText(bytes);
  return isBinary(text) ? null : text;
}

/** What stands in a file, or comes from standard input for `-` and nothing. */
export async function readBytes(file: string | undefined): Promise<Buffer> {
  if (file === undefined || file === '-') return buffer(process.stdin);
  try {
    return await readFile(file);
  } catch (error) {
    throw new Failure('NOT_FOUND', `${file} cannot be read: ${reasonOf(error)}.`, { cause: error });
  }
}

async function readDocument(file: { readonly name: string; readonly bytes: Buffer }) {
  const node = findNodeBinary({ ...process, environment: process.env });
  const options = { node, environment: process.env, platform: process.platform };
  const launcher = createLauncher({ ...options, isolation: createIsolation(options) });
  const abort = new AbortController();
  const interrupt = () => abort.abort();
  // The reader has a process group of its own: Ctrl+C does not reach it.
  process.once('SIGINT', interrupt);
  process.once('SIGTERM', interrupt);
  try {
    return await createDocumentDesk({ launcher }).read(file, abort.signal);
  } finally {
    process.off('SIGINT', interrupt);
    process.off('SIGTERM', interrupt);
  }
}

function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'ENOENT') return 'there is no such file';
  if (code === 'EISDIR') return 'it is a folder';
  if (code === 'EACCES') return 'it may not be read';
  if (code === 'ERR_FS_FILE_TOO_LARGE') return 'it is more than 2 GB; split it';
  return 'it could not be opened';
}
