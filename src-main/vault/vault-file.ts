import * as z from 'zod';
import { Failure } from '../contract/failure.ts';
import { readIfThere, writeAtomically } from './files.ts';

const base64 = z.base64().max(1024 * 1024);

/** Names are readable, values are not: what is missing can be said while the vault is locked. */
const vaultFileSchema = z.strictObject({
  format: z.literal(1),
  /** which backend wrapped the key */
  backend: z.enum([
    'safe-storage',
    'keyring',
    'passphrase',
    'safe-storage-basic-text',
    'file-permissions',
  ]),
  wrappedKey: base64,
  credentials: z
    .array(z.strictObject({ appName: z.string(), name: z.string(), sealed: base64 }))
    .max(100_000),
});
export type VaultFile = z.infer<typeof vaultFileSchema>;

/** Null where nothing was stored yet. */
export async function readVaultFile(path: string): Promise<VaultFile | null> {
  const content = await readIfThere(path);
  if (content === null) return null;
  try {
    return vaultFileSchema.parse(JSON.parse(content.toString('utf8')));
  } catch (cause) {
    throw new Failure(
      'VAULT_LOCKED',
      'The credential file vault.json is damaged. Put back a copy of it, or remove it and enter the credentials again.',
      { cause },
    );
  }
}

export async function writeVaultFile(path: string, file: VaultFile): Promise<void> {
  await writeAtomically(path, `${JSON.stringify(file, null, 1)}\n`);
}
