import { createHash } from 'node:crypto';
import { fileName } from './file-name.ts';

/**
 * A file as the lines by which it can be enriched: name, size and hashes. All that is ever done with an attachment.
 */
export function identity(
  label: string,
  file: { readonly name: string; readonly bytes: Uint8Array; readonly type?: string },
): string {
  const { name, bytes, type } = file;
  const hash = (algorithm: string) => createHash(algorithm).update(bytes).digest('hex');
  return [
    `${label}: ${fileName(name)}`,
    ...(type === undefined || type === '' ? [] : [`Type: ${type.slice(0, 100)}`]),
    `Size: ${bytes.length} bytes`,
    `MD5: ${hash('md5')}`,
    `SHA1: ${hash('sha1')}`,
    `SHA256: ${hash('sha256')}`,
  ].join('\n');
}
