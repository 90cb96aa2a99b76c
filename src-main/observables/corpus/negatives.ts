import { readFileSync } from 'node:fs';
import * as z from 'zod';
import { findObservables } from '../find.ts';

const negativeSchema = z.strictObject({
  report: z.string(),
  excerpt: z.string(),
  /** `type value`, the value as it would be found */
  absent: z.array(z.string()).min(1),
});
type Negative = z.infer<typeof negativeSchema>;

/** Excerpts of published reports, with what only looks like an observable in them. */
export function readNegatives(): readonly Negative[] {
  return readFileSync(new URL('negatives.jsonl', import.meta.url), 'utf8')
    .trim()
    .split('\n')
    .map((line) => negativeSchema.parse(JSON.parse(line)));
}

/** What is found in the excerpt all the same. */
export function wronglyFound({ excerpt, absent }: Negative): readonly string[] {
  const found = new Set(
    findObservables(excerpt).finds.map(({ type, value }) => `${type} ${value}`),
  );
  return absent.filter((key) => found.has(key));
}
