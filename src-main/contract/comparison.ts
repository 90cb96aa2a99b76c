import * as z from 'zod';
import { cellSchema, scalarSchema } from './report.ts';
import { idSchema } from './run.ts';

const cellListSchema = z.array(cellSchema);

/** Two runs of one enricher; what is volatile is left out. */
export const comparisonSchema = z.strictObject({
  before: idSchema,
  after: idSchema,
  unchanged: z.boolean(),
  /** `2 facts changed, 3 rows new` */
  sentence: z.string(),
  facts: z.array(
    z.strictObject({
      name: z.string(),
      before: scalarSchema.optional(),
      after: scalarSchema.optional(),
    }),
  ),
  tables: z.array(
    z.strictObject({
      title: z.string(),
      columns: z.array(z.string()),
      added: z.array(cellListSchema),
      removed: z.array(cellListSchema),
      changed: z.array(z.strictObject({ before: cellListSchema, after: cellListSchema })),
    }),
  ),
  /** other widgets that differ, by title or type */
  widgets: z.array(z.string()),
});
export type Comparison = z.infer<typeof comparisonSchema>;
