import * as z from 'zod';
import { idSchema } from './run.ts';

/** What changed, never the change itself: the renderer asks for what it shows. Gathered over some 50 ms. */
export const workbenchEventSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('pastes'), ids: z.array(idSchema) }),
  z.strictObject({ type: z.literal('observables'), ids: z.array(idSchema) }),
  z.strictObject({ type: z.literal('queue') }),
  z.strictObject({ type: z.literal('enrichers') }),
  z.strictObject({ type: z.literal('settings') }),
  /** something the host could not do by itself: shown, and in the log */
  z.strictObject({ type: z.literal('failure'), sentence: z.string() }),
  /** another process wrote to the same data folder */
  z.strictObject({ type: z.literal('everything') }),
]);
export type WorkbenchEvent = z.infer<typeof workbenchEventSchema>;
