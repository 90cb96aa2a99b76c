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

/** What is removed for good: pastes by their case or number, or a value wherever it stands. */
export const purgeTargetSchema = z.union([
  z.strictObject({ caseReference: z.string().min(1).max(200) }),
  z.strictObject({ pasteId: z.int().positive() }),
  z.strictObject({ value: z.string().min(3).max(65_536) }),
]);
export type PurgeTarget = z.infer<typeof purgeTargetSchema>;

export const purgeCountsSchema = z.strictObject({
  /** that go, or, for a value, whose text loses it */
  pastes: z.int(),
  observables: z.int(),
  runs: z.int(),
  ledgerEntries: z.int(),
  /** compressed, as they are stored */
  bytes: z.int(),
  /** kept documents that hold the value and stay, because they say what may leave: to be changed by hand */
  heldBySettings: z.boolean(),
  /** results of other values, and what they printed, were not read yet: those that mention the value go as well */
  mentionsUnread: z.boolean(),
  /** files that may still hold what is removed here */
  backups: z.array(z.string()),
});
export type PurgeCounts = z.infer<typeof purgeCountsSchema>;

export const knownBackupSchema = z.strictObject({
  /** its path when it was made */
  file: z.string(),
  time: z.string(),
  bytes: z.int(),
});
export type KnownBackup = z.infer<typeof knownBackupSchema>;

/** `0 kB`, `340 kB`, `2.1 MB`. */
export function bytesInWords(bytes: number): string {
  return bytes < 1_000_000 ? `${Math.ceil(bytes / 1000)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
}

export function isNothing(counts: PurgeCounts): boolean {
  const { pastes, observables, runs, ledgerEntries, mentionsUnread } = counts;
  return pastes + observables + runs + ledgerEntries === 0 && !mentionsUnread;
}

const mentions = 'results of other values that mention it are found while it is removed';

/** One line: what goes, before it goes or after it went. */
export function purgeSentence(counts: PurgeCounts): string {
  const { pastes, observables, runs, ledgerEntries, bytes, mentionsUnread } = counts;
  const parts = [
    [pastes, 'paste', 'pastes'],
    [observables, 'value', 'values'],
    [runs, 'run', 'runs'],
  ] as const;
  const named = parts
    .filter(([count]) => count > 0)
    .map(([count, one, many]) => `${count.toLocaleString('en')} ${count === 1 ? one : many}`);
  if (isNothing(counts)) return 'Nothing of this is stored.';
  if (named.length === 0 && mentionsUnread) return `It stands nowhere by itself; ${mentions}.`;
  const ledger = ledgerEntries === 0 ? '' : '; the ledger keeps a keyed hash';
  const unread = mentionsUnread ? `; ${mentions}` : '';
  return `${[...named, bytesInWords(bytes)].join(', ')}${ledger}${unread}.`;
}
