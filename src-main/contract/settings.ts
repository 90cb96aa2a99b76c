import * as z from 'zod';
import { retentionSchema } from './data.ts';
import { defangStyles } from './defang.ts';
import { networkSchema } from './network.ts';
import { tlpSchema } from './observable.ts';
import { findEditSchema } from './paste.ts';
import { listedFinds } from './vocabulary.ts';

/** How the analyst left the window (pane widths, chosen tabs), by names of the renderer's own. */
export const windowMemorySchema = z.record(z.string().max(100), z.string().max(1000));
export type WindowMemory = z.infer<typeof windowMemorySchema>;

/** What stands in the paste box and was not submitted: closing the window must not lose it. */
export const draftSchema = z.strictObject({
  text: z.string().max(5_000_000),
  title: z.string().max(200),
  caseReference: z.string().max(200),
  tlp: tlpSchema.nullable(),
  /** what was corrected in it; a draft of old has none */
  edits: z.array(findEditSchema).max(listedFinds).default([]),
});
export type KeptDraft = z.infer<typeof draftSchema>;

/** What belongs to the analyst's organisation: never sent to third parties by itself. */
export const ownValuesSchema = z.strictObject({
  domains: z.array(z.string()),
  ranges: z.array(z.string()),
  mailSuffixes: z.array(z.string()),
});
export type OwnValues = z.infer<typeof ownValuesSchema>;

/** What the lists are called; a sentence on an entry that is refused begins with it and a colon. */
export const ownValueLabels = {
  domains: 'Own domains',
  ranges: 'Own address ranges',
  mailSuffixes: 'Own mail suffixes',
} as const satisfies Readonly<Record<keyof OwnValues, string>>;

/** A type of observable that an admin defines: whole words that match a pattern (see observables/pattern-types.ts). */
export const patternTypeSchema = z.strictObject({
  name: z.string().max(100),
  /** for people; the name stands for it where it is missing */
  title: z.string().max(100).optional(),
  /** a regular expression of JavaScript, bounded: nothing in it repeats without end */
  pattern: z.string().max(1000),
  ignoreCase: z.boolean().optional(),
  /** a value that matches as a whole */
  example: z.string().max(300),
});
export type PatternType = z.infer<typeof patternTypeSchema>;

export const mostPatternTypes = 50;
const patternTypesSchema = z.array(patternTypeSchema).max(mostPatternTypes);

/** What keeps a definition from being taken; `index` is its place in the list. */
export const patternTypeProblemSchema = z.strictObject({
  index: z.int().nonnegative(),
  field: z.enum(['name', 'pattern', 'example']),
  sentence: z.string(),
});
export type PatternTypeProblem = z.infer<typeof patternTypeProblemSchema>;

/** Enrichers to run together, under a name: which of them for which type of observable. */
export const savedSetSchema = z.strictObject({
  name: z
    .string()
    .trim()
    .min(1, 'A set takes a name.')
    .max(60, 'The name of a set has at most 60 characters.'),
  /** with Ctrl+Shift, this digit chooses it */
  key: z.int().min(1).max(9).nullable(),
  /** ids of enrichers, by type */
  enrichers: z.record(z.string().max(100), z.array(z.string().max(400)).max(1000)),
});
export type SavedSet = z.infer<typeof savedSetSchema>;

export const mostSets = 100;

/** What `Enrich` runs: those ticked, a saved set, or (null) those that start on paste. */
export const chosenEnrichersSchema = z
  .union([z.array(z.string()).readonly(), z.strictObject({ set: z.string() })])
  .nullable();
export type ChosenEnrichers = z.infer<typeof chosenEnrichersSchema>;

export const settingsSchema = z.strictObject({
  own: ownValuesSchema,
  /** false until the analyst has answered; asked before the first external run */
  ownConfirmed: z.boolean(),
  airGapped: z.boolean(),
  defaultTlp: tlpSchema.nullable(),
  theme: z.enum(['system', 'dark', 'light']),
  /** how values are shown, and written into tickets and exports */
  defangStyle: z.enum(defangStyles),
  chosenEnrichers: chosenEnrichersSchema,
  sets: z.array(savedSetSchema).max(mostSets),
  patternTypes: patternTypesSchema,
  /** enrichers at once */
  concurrency: z.int().min(1).max(32),
  retention: retentionSchema,
  network: networkSchema,
});
export type Settings = z.infer<typeof settingsSchema>;
export const settingsChangeSchema = settingsSchema.partial();
export type SettingsChange = z.infer<typeof settingsChangeSchema>;
