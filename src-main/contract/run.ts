import * as z from 'zod';
import { observableSchema, tlpSchema } from './observable.ts';
import { messageSchema, reportSchema, verdictSchema } from './report.ts';
import { outcomes, requestStates, triggers } from './vocabulary.ts';

export const idSchema = z.int().positive();
/** `2026-11-20T09:46:00.000Z`: all times are UTC, in this one spelling, which also sorts. */
export const timeSchema = z.iso.datetime();

const storedObservableSchema = observableSchema.extend({ id: idSchema });

/** An outcome never stands alone: the code is for machines, the sentence for people. */
const outcomeShape = {
  outcome: z.enum(outcomes),
  reason: z.string(),
  sentence: z.string(),
};

export const runSummarySchema = z.strictObject({
  id: idSchema,
  enricherId: z.string(),
  enricherTitle: z.string(),
  bundleVersion: z.string(),
  observable: storedObservableSchema,
  ...outcomeShape,
  verdict: verdictSchema.optional(),
  trigger: z.enum(triggers),
  tlp: tlpSchema.nullable(),
  queuedAt: timeSchema,
  startedAt: timeSchema,
  endedAt: timeSchema,
  /** kept by retention */
  pinned: z.boolean(),
});
export type RunSummary = z.infer<typeof runSummarySchema>;

export const runDetailSchema = runSummarySchema.extend({
  bundleHash: z.string(),
  /** without secrets */
  settings: z.record(z.string(), z.json()),
  attempts: z.int(),
  /** `host:port` of everything this run contacted */
  hosts: z.array(z.string()),
  exitCode: z.int().nullable(),
  messages: z.array(messageSchema),
  report: reportSchema.nullable(),
});
export type RunDetail = z.infer<typeof runDetailSchema>;

/** Evidence only; `…Cut` says that more was printed than is kept. */
export const rawOutputSchema = z.strictObject({
  stdout: z.string(),
  stderr: z.string(),
  stdoutCut: z.boolean(),
  stderrCut: z.boolean(),
});
export type RawOutput = z.infer<typeof rawOutputSchema>;

/** A request ends as a run, a reused run, or a skip. */
export const requestSchema = z.strictObject({
  id: idSchema,
  pasteId: idSchema.nullable(),
  observableId: idSchema,
  enricherId: z.string(),
  state: z.enum(requestStates),
  waitingUntil: timeSchema.nullable(),
  /** set when done */
  outcome: z.enum(outcomes).nullable(),
  reason: z.string().nullable(),
  sentence: z.string().nullable(),
  runId: idSchema.nullable(),
  /** the run was already there and fresh */
  reused: z.boolean(),
  trigger: z.enum(triggers),
  createdAt: timeSchema,
});
export type EnrichmentRequest = z.infer<typeof requestSchema>;
