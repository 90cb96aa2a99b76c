import { Failure } from '../contract/failure.ts';
import { open, seal } from './sealed.ts';
import type { VaultFile } from './vault-file.ts';

export type Entry = VaultFile['credentials'][number];
type Place = Pick<Entry, 'appName' | 'name'>;

export function sealEntry({ appName, name }: Place, value: string, key: Uint8Array): Entry {
  const sealed = seal(key, Buffer.from(value), contextOf({ appName, name }));
  return { appName, name, sealed: sealed.toString('base64') };
}

export function openEntry(entry: Entry, key: Uint8Array): string {
  try {
    return open(key, Buffer.from(entry.sealed, 'base64'), contextOf(entry)).toString('utf8');
  } catch (cause) {
    throw new Failure(
      'VAULT_LOCKED',
      `The credential ${entry.name} of ${entry.appName} was changed from outside. Enter it again.`,
      { cause },
    );
  }
}

/** Bound to bundle and name: an entry moved to another place does not open there. */
function contextOf({ appName, name }: Place): string {
  return JSON.stringify([appName, name]);
}
