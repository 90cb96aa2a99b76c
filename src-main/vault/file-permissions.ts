import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readIfThere, writeOnce } from './files.ts';
import { open, seal } from './sealed.ts';
import type { KeyBackend } from './vault.ts';

/** Names what is sealed, so that it opens as nothing else. */
const context = 'flairbench vault key';

/** A random key in `vault.key` beside the vault: whoever can read the folder can read the credentials. */
export function filePermissionsBackend(folder: string): KeyBackend {
  const path = join(folder, 'vault.key');
  return {
    name: 'file-permissions',
    problem: async () => null,
    async wrap(key) {
      // A key that is there may be wrapping what a backup holds: it is kept.
      const wrappingKey = (await readIfThere(path)) ?? (await writeOnce(path, randomBytes(32)));
      return seal(wrappingKey, key, context);
    },
    unwrap: async (wrapped) => open(await readFile(path), wrapped, context),
  };
}
