import * as z from 'zod';
import { observableSchema, tlpSchema } from './observable.ts';
import { idSchema, timeSchema } from './run.ts';

/**
 * A request of the broker's own, a question to a name server, a tunnel (of which only host, port, bytes and time are
 * known; it is there as `opened` before its first byte, and again when it is over), or a link that was opened outside.
 */
export const ledgerKinds = ['request', 'question', 'tunnel', 'link'] as const;
export const ledgerVerdicts = ['allowed', 'refused'] as const;

const ledgerEntrySchema = z.strictObject({
  time: timeSchema,
  kind: z.enum(ledgerKinds),
  run: idSchema.nullable(),
  enricher: z.string(),
  observable: observableSchema.nullable(),
  tlp: tlpSchema.nullable(),
  host: z.string(),
  port: z.int(),
  bytesOut: z.int(),
  bytesIn: z.int(),
  verdict: z.enum(ledgerVerdicts),
  reason: z.string(),
});
export type LedgerEntry = z.infer<typeof ledgerEntrySchema>;

export const ledgerRowSchema = ledgerEntrySchema.extend({ id: idSchema });
export type LedgerRow = z.infer<typeof ledgerRowSchema>;

/** All that is given has to hold. */
export const ledgerFilterSchema = z.strictObject({
  /** as it stands in the ledger: canonical */
  value: z.string().max(65_536).optional(),
  host: z.string().max(255).optional(),
  enricher: z.string().max(400).optional(),
  verdict: z.enum(ledgerVerdicts).optional(),
  kind: z.enum(ledgerKinds).optional(),
  run: idSchema.optional(),
  /** from this time on, and up to that */
  since: timeSchema.optional(),
  until: timeSchema.optional(),
  /** older than this entry: the way through a long ledger that does not count from the start */
  before: idSchema.optional(),
});
export type LedgerFilter = z.infer<typeof ledgerFilterSchema>;
