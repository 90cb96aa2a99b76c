import * as z from 'zod';
import { defangStyles } from './defang.ts';
import { tlpSchema } from './observable.ts';

/** How the analyst left the window (pane widths, chosen tabs), by names of the renderer's own. */
export const windowMemorySchema = z.record(z.string().max(100), z.string().max(1000));
export type WindowMemory = z.infer<typeof windowMemorySchema>;

/** What stands in the paste box and was not submitted: closing the window must not lose it. */
export const draftSchema = z.strictObject({
  text: z.string().max(5_000_000),
  title: z.string().max(200),
  caseReference: z.string().max(200),
  tlp: tlpSchema.nullable(),
});
export type KeptDraft = z.infer<typeof draftSchema>;

/** What belongs to the analyst's organisation: never sent to third parties by itself. */
const ownValuesSchema = z.strictObject({
  domains: z.array(z.string()),
  ranges: z.array(z.string()),
  mailSuffixes: z.array(z.string()),
});
export type OwnValues = z.infer<typeof ownValuesSchema>;

export const settingsSchema = z.strictObject({
  own: ownValuesSchema,
  /** false until the analyst has answered; asked before the first external run */
  ownConfirmed: z.boolean(),
  airGapped: z.boolean(),
  defaultTlp: tlpSchema.nullable(),
  theme: z.enum(['system', 'dark', 'light']),
  /** how values are shown, and written into tickets and exports */
  defangStyle: z.enum(defangStyles),
  /** enrichers that `Enrich` runs; null: those that start on paste */
  chosenEnrichers: z.array(z.string()).nullable(),
  /** enrichers at once */
  concurrency: z.int().min(1).max(32),
});
export type Settings = z.infer<typeof settingsSchema>;
export const settingsChangeSchema = settingsSchema.partial();
export type SettingsChange = z.infer<typeof settingsChangeSchema>;
