import { filePermissionsBackend } from '../vault/file-permissions.ts';
import { keyringBackend } from '../vault/keyring.ts';
import type { KeyBackend } from '../vault/vault.ts';

/** What shells without Electron's safeStorage can wrap the vault's key with; the first that works protects a new vault. */
export function keyBackends(folder: string): KeyBackend[] {
  return [keyringBackend(), filePermissionsBackend(folder)];
}
