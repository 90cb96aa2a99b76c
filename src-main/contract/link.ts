import * as z from 'zod';

/** Whether an address may be opened outside; where not, why, and whether an explicit click still may. */
export const linkAnswerSchema = z.strictObject({
  opens: z.boolean(),
  sentence: z.string().nullable(),
  mayAnyway: z.boolean(),
});
export type LinkAnswer = z.infer<typeof linkAnswerSchema>;
