import type { Protect, VaultStatus } from '../contract/vault.ts';

/**
 * Where credentials are kept. One data key encrypts them all; it lies in the vault once for each backend that wraps
 * it, so that window and command line share it. It is as strong as the weakest of them.
 */
export interface Vault {
  /** names present for a bundle, never values */
  names(appName: string): Promise<string[]>;
  read(appName: string): Promise<Readonly<Record<string, string>>>;
  write(appName: string, name: string, value: string | null): Promise<void>;
  status(): Promise<VaultStatus>;
  /** cheap: nothing is asked but the file */
  wantsPassphrase(): Promise<boolean>;
  /** opens it for as long as this process lives */
  unlock(passphrase: string): Promise<void>;
  /** encrypts everything anew: what was taken from it before opens nothing of it. NEEDS_CONSENT for what is weaker. */
  protect(choice: Protect): Promise<void>;
}

export type BackendName =
  | 'safe-storage'
  | 'keyring'
  | 'passphrase'
  /** what Electron falls back to where the desktop keeps no secrets */
  | 'safe-storage-basic-text'
  | 'file-permissions';

/** Wraps and unwraps the data key; the name is recorded beside what it wrapped. */
export interface KeyBackend {
  readonly name: BackendName;
  /** a sentence why it cannot be used here and now */
  problem(): Promise<string | null>;
  wrap(key: Uint8Array): Promise<Uint8Array>;
  unwrap(wrapped: Uint8Array): Promise<Uint8Array>;
}
