import * as z from 'zod';
import type { Tag } from './report.ts';
import { outcomes, verdictLevels } from './vocabulary.ts';

/** All that is given has to hold. Times are those at which runs ended. */
export const runFilterSchema = z.strictObject({
  type: z.string().max(100).optional(),
  enricherId: z.string().max(400).optional(),
  outcome: z.enum(outcomes).optional(),
  level: z.enum(verdictLevels).optional(),
  /** as `tagName` writes it */
  tag: z.string().max(10_000).optional(),
  /** a day, `2026-11-21`, or a month, `2026-11`, in UTC */
  when: z
    .string()
    .regex(/^\d{4}-\d\d(-\d\d)?$/)
    .optional(),
});
export type RunFilter = z.infer<typeof runFilterSchema>;

/** `match`: the best of the newest hits first, by how often the words stand in a report and how rare they are. */
export const runOrders = ['newest', 'match'] as const;
export type RunOrder = (typeof runOrders)[number];

const facetSchema = z.array(z.strictObject({ value: z.string(), count: z.int() }));

/** How many of the newest hits have what, the most frequent first, days and months the newest first. */
export const facetsSchema = z.strictObject({
  /** of how many hits these are the counts */
  counted: z.int(),
  /** there are older hits, which are not counted */
  more: z.boolean(),
  type: facetSchema,
  enricherId: facetSchema,
  outcome: facetSchema,
  level: facetSchema,
  tag: facetSchema,
  /** days, or months where the hits reach over more than a month */
  when: facetSchema,
});
export type Facets = z.infer<typeof facetsSchema>;

export function tagName({ namespace, predicate, value }: Omit<Tag, 'level'>): string {
  return `${namespace}:${predicate}=${value}`;
}
