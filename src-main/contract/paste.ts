import * as z from 'zod';
import { observableSchema, observableTypeSchema, tlpSchema } from './observable.ts';
import { tagSchema } from './report.ts';
import { idSchema, requestSchema, runSummarySchema, timeSchema } from './run.ts';
import { audiences, outcomes, requestStates, skipReasons, verdictLevels } from './vocabulary.ts';

/** What the analyst corrected before running, by (type, value) as found. */
export const findEditSchema = z.strictObject({
  type: observableTypeSchema,
  value: z.string(),
  drop: z.boolean().optional(),
  asType: observableTypeSchema.optional(),
  /** ticked or not by hand; without it noise and what was read out of another find are listed and not run */
  include: z.boolean().optional(),
});
export type FindEdit = z.infer<typeof findEditSchema>;

export const extractionSchema = z.strictObject({
  /** the pages of one reading belong together; settings that change make another reading of the same text */
  reading: z.uuid(),
  /** of finds that a window lists: asked for one by one, since a long message holds a window up */
  pages: z.int(),
  /** distinct values by type */
  counts: z.record(z.string(), z.int()),
  /** more finds stand in the text than are listed */
  cut: z.boolean(),
});
export type Extraction = z.infer<typeof extractionSchema>;

const progressSchema = z.strictObject({
  total: z.int(),
  done: z.int(),
  running: z.int(),
  queued: z.int(),
  waiting: z.int(),
  /** left over from an earlier session; they run only when asked for */
  resumable: z.int(),
  /** those of them that ran when it ended */
  interrupted: z.int(),
});
export type Progress = z.infer<typeof progressSchema>;

export const pasteSummarySchema = z.strictObject({
  id: idSchema,
  title: z.string(),
  caseReference: z.string(),
  tlp: tlpSchema.nullable(),
  createdAt: timeSchema,
  observables: z.int(),
  characters: z.int(),
  verdict: z.enum(verdictLevels).nullable(),
});
export type PasteSummary = z.infer<typeof pasteSummarySchema>;

export const pasteSchema = pasteSummarySchema.extend({
  text: z.string(),
  /** pages, as in contract/pages.ts */
  finds: z.array(z.string()),
  /** what the analyst corrected in them */
  edits: z.array(findEditSchema),
  progress: progressSchema,
});
export type Paste = z.infer<typeof pasteSchema>;

/** One mark in the grid: the newest state of one enricher on one observable. */
const markSchema = z.strictObject({
  enricherId: z.string(),
  state: z.enum(requestStates),
  outcome: z.enum(outcomes).nullable(),
  /** tooltip */
  sentence: z.string(),
});
export type Mark = z.infer<typeof markSchema>;

/** The worst level among the newest `ok` runs, and which enrichers said so. No invented score. */
const standingSchema = z.strictObject({
  level: z.enum(verdictLevels),
  /** `3 of 4 malicious`, `known: EICAR test file`, `nothing known` */
  sentence: z.string(),
  by: z.array(z.string()),
});
export type Standing = z.infer<typeof standingSchema>;

export const observableRowSchema = z.strictObject({
  id: idSchema,
  type: observableTypeSchema,
  value: z.string(),
  defanged: z.string(),
  noise: z.string().nullable(),
  nested: z.boolean(),
  field: z.string().nullable(),
  /** what made it one where it stands first; '' for pastes of old */
  why: z.string(),
  standing: standingSchema.nullable(),
  tags: z.array(tagSchema),
  marks: z.array(markSchema),
  /** in how many other pastes it stands */
  seenBefore: z.int(),
});
export type ObservableRow = z.infer<typeof observableRowSchema>;

/** One tab of the flair pane. */
const tabSchema = z.strictObject({
  enricherId: z.string(),
  title: z.string(),
  badge: z
    .enum([
      'new',
      'unchanged',
      'changed',
      'stale',
      'error',
      'skipped',
      'running',
      'queued',
      'waiting',
    ])
    .nullable(),
  /** the newest request, if it ended as no run, or has not ended */
  request: requestSchema.nullable(),
  /** what is shown: the newest good run, else the newest of any outcome */
  run: runSummarySchema.nullable(),
  /** a newer run that went wrong and does not hide the good one */
  failedSince: runSummarySchema.nullable(),
  runCount: z.int(),
});
export type Tab = z.infer<typeof tabSchema>;

export const flairPaneSchema = z.strictObject({
  observable: observableSchema.extend({ id: idSchema, defanged: z.string() }),
  /** the highest of every paste it stands in */
  tlp: tlpSchema.nullable(),
  firstSeen: timeSchema,
  lastSeen: timeSchema,
  pastes: z.int(),
  standing: standingSchema.nullable(),
  tags: z.array(tagSchema),
  tabs: z.array(tabSchema),
  /** applicable enrichers that were not asked, and why */
  notAsked: z.array(
    z.strictObject({
      enricherId: z.string(),
      title: z.string(),
      reason: z.string(),
      sentence: z.string(),
      /** it was skipped for a limit that ends: it can be told to wait until then */
      resume: z.strictObject({ requestId: idSchema, at: timeSchema }).nullable(),
    }),
  ),
});
export type FlairPane = z.infer<typeof flairPaneSchema>;

/** The price before the click, one line per enricher. */
const planLineSchema = z.strictObject({
  enricherId: z.string(),
  title: z.string(),
  audience: z.enum(audiences),
  active: z.boolean(),
  chosen: z.boolean(),
  /** observables of its types */
  applicable: z.int(),
  /** of these: would run now, would be shown from a fresh result, would be skipped */
  runs: z.int(),
  reused: z.int(),
  skipped: z.array(
    z.strictObject({ reason: z.enum(skipReasons), sentence: z.string(), count: z.int() }),
  ),
  hosts: z.array(z.string()),
  quota: z.string().nullable(),
});
export type PlanLine = z.infer<typeof planLineSchema>;

export const planSchema = z.strictObject({
  lines: z.array(planLineSchema),
  /** over the chosen lines */
  runs: z.int(),
  hosts: z.array(z.string()),
  /** requests to third parties; more than 100 ask once more */
  thirdPartyRequests: z.int(),
});
export type Plan = z.infer<typeof planSchema>;
