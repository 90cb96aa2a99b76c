import * as z from 'zod';

/** All that the renderer may know of the shell it is on. */
export const capabilitiesSchema = z.strictObject({
  version: z.string(),
  shell: z.enum(['electron', 'loopback']),
  /** a signed-in client can make another one-time link */
  oneTimeLink: z.boolean(),
  /** what the start-up self-test proved on this machine */
  isolation: z.array(
    z.strictObject({
      capability: z.string(),
      state: z.enum(['enforced', 'advisory']),
      sentence: z.string(),
    }),
  ),
  dataFolder: z.string(),
});
export type Capabilities = z.infer<typeof capabilitiesSchema>;
