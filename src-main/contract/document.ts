import * as z from 'zod';

/** A file, read as a paste. */
export const documentSchema = z.strictObject({
  /** the file's name without its folder */
  title: z.string().max(200),
  /** a text file as it was written; of other formats what a person can read, with what was hidden in it */
  text: z.string(),
  /** sentences: what was left out, and what an analyst should know before trusting the text */
  notes: z.array(z.string().max(500)).max(10),
});
export type Document = z.infer<typeof documentSchema>;
