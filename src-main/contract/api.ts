import { eventIterator, oc } from '@orpc/contract';
import * as z from 'zod';
import { capabilitiesSchema } from './capabilities.ts';
import { comparisonSchema } from './comparison.ts';
import {
  knownBackupSchema,
  purgeCountsSchema,
  purgeTargetSchema,
  retentionSchema,
  storeSizeSchema,
  wouldGoSchema,
} from './data.ts';
import { textForms } from './defang.ts';
import { againOnlySchema, againSchema } from './again.ts';
import { documentSchema } from './document.ts';
import { credentialTestSchema, enricherChangeSchema, enricherSchema } from './enricher.ts';
import { workbenchEventSchema } from './events.ts';
import { failureCodes } from './failure.ts';
import { tlpSchema } from './observable.ts';
import {
  extractionSchema,
  findEditSchema,
  flairPaneSchema,
  observableRowSchema,
  pasteSchema,
  pasteSummarySchema,
  planSchema,
} from './paste.ts';
import { ledgerFilterSchema, ledgerRowSchema } from './ledger.ts';
import { linkAnswerSchema } from './link.ts';
import { cellSchema } from './report.ts';
import { idSchema, rawOutputSchema, runDetailSchema, runSummarySchema } from './run.ts';
import { facetsSchema, runFilterSchema, runOrders } from './search.ts';
import {
  chosenEnrichersSchema,
  draftSchema,
  mostPatternTypes,
  patternTypeProblemSchema,
  patternTypeSchema,
  settingsChangeSchema,
  settingsSchema,
  windowMemorySchema,
} from './settings.ts';
import { textChangeSchema, textSourceSchema } from './text.ts';
import { queueProgressSchema } from './progress.ts';
import { networkStatusSchema, proxyCredentialsSchema } from './network.ts';
import { protectSchema, unlockSchema, vaultStatusSchema } from './vault.ts';
import { listedFinds } from './vocabulary.ts';

/**
 * Everything a window can ask. Outputs are not validated again on the way out (they were parsed where they
 * entered); their schemas are here for the types, so `z.custom` stands for the large ones.
 */

const errors = Object.fromEntries(
  Object.entries(failureCodes).map(([code, status]) => [code, { status }]),
) as { [code in keyof typeof failureCodes]: { status: number } };

const procedure = oc.errors(errors);

/** The type of a schema, without paying for a second parse. */
function typed<S extends z.ZodType>(_schema: S) {
  return z.custom<z.infer<S>>(() => true);
}

const page = { offset: z.int().nonnegative(), limit: z.int().min(1).max(1000) };
const text = textSourceSchema;
const runSearchSchema = runFilterSchema.extend({
  observableId: idSchema.optional(),
  /** words to look for in reports; what is typed is quoted, never search syntax */
  words: z.string().max(1000).optional(),
});
const ids = z.array(idSchema).min(1).max(10_000);
/** One for each value that a window lists, at most. */
const findEdits = z.array(findEditSchema).max(listedFinds);
const textForm = z.enum(textForms);
const nothing = z.void();

export const api = {
  capabilities: procedure.output(typed(capabilitiesSchema)),
  events: procedure.output(eventIterator(typed(workbenchEventSchema))),
  oneTimeLink: procedure.output(z.string()),

  documents: {
    /** a file as it was dropped; how large it may be is answered with a sentence */
    read: procedure.input(z.file()).output(typed(documentSchema)),
  },
  /** a text that is shared is sent once, and then only what changes in it */
  changeText: procedure.input(textChangeSchema).output(nothing),
  extract: procedure.input(z.strictObject({ text })).output(typed(extractionSchema)),
  /** a page of the finds of a reading, as in contract/pages.ts */
  finds: procedure
    .input(z.strictObject({ reading: z.uuid(), page: z.int().nonnegative() }))
    .output(z.string()),
  /** the text with each find that is not left out in this form */
  rewrite: procedure
    .input(z.strictObject({ text, edits: findEdits, form: textForm }))
    .output(z.string()),
  plan: procedure
    .input(
      z.strictObject({
        text,
        edits: findEdits,
        tlp: tlpSchema.nullable(),
        /** null: those of the settings */
        enrichers: chosenEnrichersSchema,
        includeNoise: z.boolean(),
      }),
    )
    .output(typed(planSchema)),

  pastes: {
    rewrite: procedure.input(z.strictObject({ id: idSchema, form: textForm })).output(z.string()),
    submit: procedure
      .input(
        z.strictObject({
          text,
          edits: findEdits,
          tlp: tlpSchema.nullable(),
          title: z.string().max(200),
          caseReference: z.string().max(200),
          enrichers: chosenEnrichersSchema,
          includeNoise: z.boolean(),
        }),
      )
      .output(z.strictObject({ pasteId: idSchema, requests: z.int() })),
    list: procedure
      .input(z.strictObject({ ...page }))
      .output(typed(z.strictObject({ rows: z.array(pasteSummarySchema), total: z.int() }))),
    get: procedure.input(z.strictObject({ id: idSchema })).output(typed(pasteSchema)),
    /** leaves values out of a paste, takes them back, or gives them another type; by what they were found as */
    correct: procedure.input(z.strictObject({ id: idSchema, edits: findEdits })).output(nothing),
    update: procedure
      .input(
        z.strictObject({
          id: idSchema,
          title: z.string().max(200).optional(),
          caseReference: z.string().max(200).optional(),
          tlp: tlpSchema.optional(),
          /** lowering a marking is an explicit click */
          lower: z.boolean().optional(),
        }),
      )
      .output(nothing),
  },

  observables: {
    list: procedure
      .input(
        z.strictObject({
          pasteId: idSchema,
          ...page,
          filter: z.string().max(1000),
          /** leaves out noise that no source calls malicious or suspicious */
          hideNoise: z.boolean(),
          sort: z.enum(['position', 'type', 'value', 'verdict', 'seenBefore']),
          descending: z.boolean(),
        }),
      )
      .output(
        typed(
          z.strictObject({
            rows: z.array(observableRowSchema),
            total: z.int(),
            /** how many rows `hideNoise` leaves out, or would */
            noise: z.int(),
            /** by type, of the whole paste */
            counts: z.record(z.string(), z.int()),
          }),
        ),
      ),
    flair: procedure
      .input(z.strictObject({ observableId: idSchema, pasteId: idSchema.nullable() }))
      .output(typed(flairPaneSchema)),
  },

  runs: {
    get: procedure.input(z.strictObject({ id: idSchema })).output(typed(runDetailSchema)),
    raw: procedure.input(z.strictObject({ id: idSchema })).output(typed(rawOutputSchema)),
    table: procedure
      .input(
        z.strictObject({
          id: idSchema,
          /** index in `report.widgets` */
          widget: z.int().nonnegative(),
          ...page,
          sort: z
            .strictObject({ column: z.int().nonnegative(), descending: z.boolean() })
            .nullable(),
          filter: z.string().max(1000),
        }),
      )
      .output(typed(z.strictObject({ rows: z.array(z.array(cellSchema)), total: z.int() }))),
    list: procedure
      .input(runSearchSchema.extend({ ...page, order: z.enum(runOrders).optional() }))
      .output(typed(z.strictObject({ rows: z.array(runSummarySchema), total: z.int() }))),
    /** of the newest of the runs that are found: how many are what */
    facets: procedure.input(runSearchSchema).output(typed(facetsSchema)),
    compare: procedure
      .input(z.strictObject({ before: idSchema, after: idSchema }))
      .output(typed(comparisonSchema)),
    /** a pinned run is kept whatever retention says */
    pin: procedure.input(z.strictObject({ id: idSchema, pinned: z.boolean() })).output(nothing),
    again: procedure
      .input(
        z.strictObject({
          observableIds: ids,
          pasteId: idSchema.nullable(),
          /** null: all that apply and are chosen */
          enrichers: chosenEnrichersSchema,
          trigger: z.enum(['manual', 'rerun', 'open']),
          /** of what was asked before, this only; results that are fresh are not shown instead */
          only: againOnlySchema.optional(),
          /** what the analyst said yes to */
          agreed: z.array(z.enum(['many', 'act'])).optional(),
        }),
      )
      .output(typed(againSchema)),
    cancel: procedure
      .input(
        z.strictObject({
          requestIds: ids.optional(),
          pasteId: idSchema.optional(),
          observableIds: ids.optional(),
          enricherId: z.string().optional(),
        }),
      )
      .output(z.strictObject({ cancelled: z.int() })),
  },

  queue: {
    /** null: of everything */
    progress: procedure
      .input(z.strictObject({ pasteId: idSchema.nullable() }))
      .output(typed(queueProgressSchema)),
    /** what is queued of the value that is looked at comes first */
    prefer: procedure.input(z.strictObject({ observableId: idSchema })).output(nothing),
    resume: procedure.output(z.strictObject({ resumed: z.int() })),
    /** lets skipped requests that said when they could be asked wait until then */
    resumeThen: procedure
      .input(z.strictObject({ requestIds: ids }))
      .output(z.strictObject({ resumed: z.int() })),
    discard: procedure.output(z.strictObject({ discarded: z.int() })),
  },

  enrichers: {
    /** a sentence for every bundle that is there and cannot be used */
    problems: procedure.output(z.array(z.string())),
    list: procedure.output(typed(z.array(enricherSchema))),
    change: procedure
      .input(z.strictObject({ id: z.string(), change: enricherChangeSchema }))
      .output(nothing),
    /** asks the source about the sample value of the bundle, with what the vault holds */
    testCredential: procedure
      .input(z.strictObject({ appName: z.string() }))
      .output(typed(credentialTestSchema)),
    /** `value` null forgets it; values go in and never come out */
    setCredential: procedure
      .input(
        z.strictObject({
          appName: z.string(),
          name: z.string(),
          value: z.string().max(65_536).nullable(),
        }),
      )
      .output(nothing),
  },

  settings: {
    get: procedure.output(typed(settingsSchema)),
    change: procedure.input(settingsChangeSchema).output(nothing),
    /** what keeps these definitions from being taken; empty when all can be */
    checkPatternTypes: procedure
      .input(z.strictObject({ patternTypes: z.array(patternTypeSchema).max(mostPatternTypes + 1) }))
      .output(typed(z.array(patternTypeProblemSchema))),
  },

  network: {
    status: procedure.output(typed(networkStatusSchema)),
    /** the user name and password of the proxy; null forgets them. They go in and never come out. */
    setCredentials: procedure.input(proxyCredentialsSchema.nullable()).output(nothing),
  },

  /** what protects the credentials; nothing of them comes out */
  vault: {
    status: procedure.output(typed(vaultStatusSchema)),
    /** NEEDS_CONSENT where it is weaker than what protects them now */
    protect: procedure.input(protectSchema).output(nothing),
    /** for as long as the host lives */
    unlock: procedure.input(unlockSchema).output(nothing),
  },

  data: {
    size: procedure.output(typed(storeSizeSchema)),
    /** what this retention would remove, if it were set */
    wouldGo: procedure.input(retentionSchema).output(typed(wouldGoSchema)),
    wouldPurge: procedure.input(purgeTargetSchema).output(typed(purgeCountsSchema)),
    /** for good: not to be brought back */
    purge: procedure.input(purgeTargetSchema).output(typed(purgeCountsSchema)),
    /** a sentence for each thing that is damaged */
    check: procedure.output(z.array(z.string())),
    backups: procedure.output(typed(z.array(knownBackupSchema))),
    /** into the folder of backups */
    backUp: procedure.output(typed(knownBackupSchema)),
    compact: procedure.output(z.strictObject({ freedBytes: z.int() })),
  },

  /** over loopback the browser forgets: each start is another origin to it */
  windowMemory: {
    get: procedure.output(typed(windowMemorySchema)),
    keep: procedure.input(windowMemorySchema).output(nothing),
  },

  draft: {
    get: procedure.output(typed(draftSchema.nullable())),
    keep: procedure.input(draftSchema.extend({ text }).nullable()).output(nothing),
  },

  /** newest first; a value that is typed defanged is found, too */
  ledger: procedure
    .input(ledgerFilterSchema.extend(page))
    .output(typed(z.strictObject({ rows: z.array(ledgerRowSchema), total: z.int() }))),
  /** before an address is opened outside: the gate, and the entry in the ledger */
  openLink: procedure
    .input(z.strictObject({ address: z.string().max(65_536), run: idSchema, anyway: z.boolean() }))
    .output(typed(linkAnswerSchema)),
};
export type Api = typeof api;
