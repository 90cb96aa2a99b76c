import * as z from 'zod';

/** Results older than this, or past this size, are removed; null: kept. */
export const retentionSchema = z.strictObject({
  days: z.int().min(1).max(36_500).nullable(),
  /** of the data file that is in use */
  megabytes: z.int().min(1).max(10_000_000).nullable(),
});
export type Retention = z.infer<typeof retentionSchema>;

export const storeSizeSchema = z.strictObject({
  runs: z.int(),
  pinned: z.int(),
  usedBytes: z.int(),
  /** free within the file: used again before it grows, given back by compaction */
  freeBytes: z.int(),
});
export type StoreSize = z.infer<typeof storeSizeSchema>;

/** What a removal would take along; `bytes` is an estimate. */
export const wouldGoSchema = z.strictObject({ runs: z.int(), bytes: z.int() });
export type WouldGo = z.infer<typeof wouldGoSchema>;
