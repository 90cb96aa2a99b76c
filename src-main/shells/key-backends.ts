import { filePermissionsBackend } from '../vault/file-permissions.ts';
import type { KeyBackend } from '../vault/vault.ts';

/** What shells without Electron's safeStorage can wrap the vault's key with. */
export function keyBackends(folder: string): KeyBackend[] {
  return [filePermissionsBackend(folder)];
}
