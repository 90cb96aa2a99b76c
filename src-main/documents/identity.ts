import { createHash } from 'node:crypto';
import { fileName } from './file-name.ts';

type NamedFile = { readonly name: string; readonly type?: string };

/**
 * A file as the lines by which it can be enriched: name, size and hashes. All that is ever done with an attachment.
 */
export function identity(label: string, file: NamedFile & { readonly bytes: Uint8Array }): string {
  const { bytes } = file;
  const hash = (algorithm: string) => createHash(algorithm).update(bytes).digest('hex');
  return [
    ...nameLines(label, file),
    `Size: ${bytes.length} bytes`,
    `MD5: ${hash('md5')}`,
    `SHA1: ${hash('sha1')}`,
    `SHA256: ${hash('sha256')}`,
  ].join('\n');
}

/** A file whose bytes are not certain: no hash is better than one that finds nothing, or another file. */
export function unhashed(label: string, file: NamedFile, reason: string): string {
  return [...nameLines(label, file), `Not hashed: ${reason}`].join('\n');
}

function nameLines(label: string, { name, type }: NamedFile): readonly string[] {
  const named = `${label}: ${fileName(name)}`;
  return type === undefined || type === '' ? [named] : [named, `Type: ${type.slice(0, 100)}`];
}
