import * as z from 'zod';
import { Failure } from '../contract/failure.ts';
import { readIfThere, writeAtomically } from './files.ts';

const base64 = z.base64().max(1024 * 1024);

/** which backend wrapped the key */
const backend = z.enum([
  'safe-storage',
  'keyring',
  'passphrase',
  'safe-storage-basic-text',
  'file-permissions',
]);
const wrap = { backend, wrappedKey: base64 };

/** Names are readable, values are not: what is missing can be said while the vault is locked. */
const credentials = z
  .array(z.strictObject({ appName: z.string(), name: z.string(), sealed: base64 }))
  .max(100_000);

const vaultFileSchema = z.strictObject({
  format: z.literal(2),
  /** the same data key, once for each backend that can give it back */
  wraps: z.array(z.strictObject(wrap)).min(1).max(backend.options.length),
  credentials,
});
export type VaultFile = z.infer<typeof vaultFileSchema>;

/** Held one wrap of the key; becomes format 2 at the next change. */
const firstFormatSchema = z.strictObject({ format: z.literal(1), ...wrap, credentials });

const anyFormat = z.union([
  vaultFileSchema,
  firstFormatSchema.transform(
    ({ backend, wrappedKey, credentials }): VaultFile => ({
      format: 2,
      wraps: [{ backend, wrappedKey }],
      credentials,
    }),
  ),
]);

/** Null where nothing was stored yet. */
export async function readVaultFile(path: string): Promise<VaultFile | null> {
  const content = await readIfThere(path);
  if (content === null) return null;
  try {
    return anyFormat.parse(JSON.parse(content.toString('utf8')));
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
