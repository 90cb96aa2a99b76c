/** Where credentials are kept. One data key encrypts them all; a backend only wraps that key. */
export interface Vault {
  /** names present for a bundle, never values */
  names(appName: string): Promise<string[]>;
  read(appName: string): Promise<Readonly<Record<string, string>>>;
  write(appName: string, name: string, value: string | null): Promise<void>;
  /** what protects the key on this machine, in words an analyst understands */
  readonly protection: string;
}

/** Wraps and unwraps the data key; the name is recorded beside what it wrapped. */
export interface KeyBackend {
  /** `safe-storage-basic-text`: what Electron falls back to where the desktop keeps no secrets */
  readonly name:
    | 'safe-storage'
    | 'keyring'
    | 'passphrase'
    | 'safe-storage-basic-text'
    | 'file-permissions';
  wrap(key: Uint8Array): Promise<Uint8Array>;
  unwrap(wrapped: Uint8Array): Promise<Uint8Array>;
}
