import { readFile } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import { Failure } from '../../contract/failure.ts';
import { createIsolation } from '../../processes/isolation.ts';
import { createLauncher } from '../../processes/launcher.ts';
import { findNodeBinary } from '../../processes/node-binary.ts';
import { createDocumentDesk } from '../../workbench/documents.ts';
import { oneLine } from './output.ts';

/**
 * The text of a file, or of standard input for `-` and nothing: as it stands there, or what can be read in a page, a
 * mail, a Word, Excel or PDF file. What there is to know about that goes to stderr.
 */
export async function readInput(file: string | undefined): Promise<string> {
  const { text, notes } = await read({ name: inputName(file), bytes: await readBytes(file) });
  for (const note of notes) process.stderr.write(oneLine(note));
  return text;
}

/** What messages call it. */
export function inputName(file: string | undefined): string {
  return file === undefined || file === '-' ? 'standard input' : file;
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

async function read(file: { readonly name: string; readonly bytes: Buffer }) {
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
  return 'it could not be opened';
}
