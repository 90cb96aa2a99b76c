import * as z from 'zod';

/** What an analyst can have the credentials protected by. */
export const protections = ['keyring', 'passphrase', 'file'] as const;
export type Protection = (typeof protections)[number];

const passphraseSchema = z.string().min(1).max(1024);

export const vaultStatusSchema = z.strictObject({
  /** `empty`: nothing was stored yet */
  state: z.enum(['empty', 'open', 'locked']),
  /** what protects them here, or would, and what that is worth; where locked, how to open it */
  sentence: z.string(),
  /** a passphrase would open them, and none was given yet */
  wantsPassphrase: z.boolean(),
  ways: z.array(
    z.strictObject({
      with: z.enum(protections),
      /** what it is worth */
      sentence: z.string(),
      inUse: z.boolean(),
      /** choosing it has to be agreed to */
      weaker: z.boolean(),
      /** why it cannot be chosen here */
      problem: z.string().nullable(),
    }),
  ),
});
export type VaultStatus = z.infer<typeof vaultStatusSchema>;

export const protectSchema = z.strictObject({
  with: z.enum(protections),
  passphrase: passphraseSchema.optional(),
  /** the person was told that it is weaker than what protects them now, and agreed */
  weaker: z.boolean(),
});
export type Protect = z.infer<typeof protectSchema>;

export const unlockSchema = z.strictObject({ passphrase: passphraseSchema });
