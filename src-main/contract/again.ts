import * as z from 'zod';
import { observableSchema } from './observable.ts';
import { ownValuesSchema } from './settings.ts';

/** Of what was asked before, what to ask again. */
export const againOnlySchema = z.discriminatedUnion('what', [
  z.strictObject({ what: z.literal('failed') }),
  /** whose newest good result is older than this */
  z.strictObject({ what: z.literal('older'), seconds: z.int().positive().max(3_200_000_000) }),
]);
export type AgainOnly = z.infer<typeof againOnlySchema>;

/** What has to be asked before anything leaves the house or is changed elsewhere. */
const sendQuestionSchema = z.discriminatedUnion('about', [
  z.strictObject({ about: z.literal('own'), own: ownValuesSchema }),
  z.strictObject({ about: z.literal('many'), requests: z.int(), hosts: z.array(z.string()) }),
  /** `change`: what it will change, in a sentence of the enricher's own or a plain one */
  z.strictObject({
    about: z.literal('act'),
    title: z.string(),
    change: z.string(),
    observable: observableSchema,
  }),
]);
export type SendQuestion = z.infer<typeof sendQuestionSchema>;

/** While there is a question nothing was queued. */
export const againSchema = z.strictObject({
  requests: z.int(),
  question: sendQuestionSchema.nullable(),
});
export type Again = z.infer<typeof againSchema>;
