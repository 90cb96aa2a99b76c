import * as z from 'zod';

/** What one message carries of a text: more would hold up what else the window and the host have to say. */
export const textPartLength = 262_144;

/** A text that a window shares with the host, as it is at one moment. */
const sharedTextSchema = z.strictObject({
  /** of the window's choosing */
  id: z.uuid(),
  revision: z.int().nonnegative(),
});
export type SharedText = z.infer<typeof sharedTextSchema>;

/** A text itself, or the one that is shared already. */
export const textSourceSchema = z.union([z.string(), sharedTextSchema]);
export type TextSource = z.infer<typeof textSourceSchema>;

/** `insert` in the place of `from`–`to`, in UTF-16 units. */
const textPartSchema = z.strictObject({
  from: z.int().nonnegative(),
  to: z.int().nonnegative(),
  insert: z.string().max(textPartLength),
});
export type TextPart = z.infer<typeof textPartSchema>;

/** From the revision `base` (null: nothing) to `revision`. */
export const textChangeSchema = sharedTextSchema.extend({
  base: z.int().nonnegative().nullable(),
  /** in order; all of them count in the text as it was at `base` */
  changes: z.array(textPartSchema).max(10_000),
});
export type TextChange = z.infer<typeof textChangeSchema>;
