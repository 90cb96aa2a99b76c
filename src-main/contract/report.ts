import * as z from 'zod';
import { observableTypeSchema, tlpSchema } from './observable.ts';
import { itemKinds, verdictLevels } from './vocabulary.ts';

/**
 * The one model of a result. These are the shapes after `reports/` has parsed, bounded and cleaned what an
 * enricher gave; nothing downstream checks them again.
 */

export const scalarSchema = z.union([z.string(), z.number(), z.boolean(), z.null()]);
export type Scalar = z.infer<typeof scalarSchema>;

const itemSchema = z.strictObject({
  kind: z.enum(itemKinds),
  value: z.union([scalarSchema, z.array(z.lazy((): z.ZodType<Item> => itemSchema))]),
  label: z.string().optional(),
  /** `#rrggbb`, already checked */
  colour: z.string().optional(),
  background: z.string().optional(),
  /** in pixels */
  size: z.number().optional(),
  weight: z.enum(['normal', 'bold']).optional(),
  /** a Composite item only: one below the other instead of beside */
  lines: z.boolean().optional(),
});
export type Item = {
  kind: (typeof itemKinds)[number];
  value: Scalar | Item[];
  label?: string | undefined;
  colour?: string | undefined;
  background?: string | undefined;
  size?: number | undefined;
  weight?: 'normal' | 'bold' | undefined;
  lines?: boolean | undefined;
};

/** A bare value takes the kind of its column; an item says its own. */
export const cellSchema = z.union([scalarSchema, itemSchema]);
export type Cell = z.infer<typeof cellSchema>;

const columnSchema = z.strictObject({
  name: z.string(),
  kind: z.enum(itemKinds),
  /** `20%` or `120px` */
  width: z.string().optional(),
  /** times, ages, counters: left out when two results are compared */
  volatile: z.boolean().optional(),
});
export type Column = z.infer<typeof columnSchema>;

const refusalSchema = z.strictObject({ key: z.string(), sentence: z.string() });
export type Refusal = z.infer<typeof refusalSchema>;

/** Highcharts options that passed our allow-list: JSON only, no functions, no markup, no addresses. */
export type ChartOptions = { readonly [key: string]: ChartValue };
export type ChartValue = Scalar | readonly ChartValue[] | { readonly [key: string]: ChartValue };
const chartOptionsSchema = z.custom<ChartOptions>(
  (value) => typeof value === 'object' && value !== null,
);

const titleSchema = z.string().optional();

const widgetSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('text'), item: itemSchema, lineBreak: z.boolean() }),
  z.strictObject({ type: z.literal('markdown'), title: titleSchema, markdown: z.string() }),
  z.strictObject({
    type: z.literal('table'),
    title: titleSchema,
    columns: z.array(columnSchema),
    /** the first rows; the store holds the rest in chunks, and the reader pages them */
    rows: z.array(z.array(cellSchema)),
    rowCount: z.int(),
    /** names of the columns that identify a row, for comparison */
    key: z.array(z.string()).optional(),
  }),
  z.strictObject({
    type: z.literal('chart'),
    title: titleSchema,
    /** null: not drawn, `refused` stands in its place */
    options: chartOptionsSchema.nullable(),
    refused: z.array(refusalSchema),
  }),
  z.strictObject({ type: z.literal('json'), title: titleSchema, value: z.json() }),
  z.strictObject({ type: z.literal('badges'), title: titleSchema, items: z.array(itemSchema) }),
  z.strictObject({
    type: z.literal('geo'),
    title: titleSchema,
    points: z.array(
      z.strictObject({
        latitude: z.number().min(-90).max(90),
        longitude: z.number().min(-180).max(180),
        label: z.string().optional(),
        radiusKilometres: z.number().nonnegative().optional(),
      }),
    ),
    /** ISO 3166-1 alpha-2 */
    countries: z.array(z.string()),
  }),
  z.strictObject({ type: z.literal('rule') }),
]);
export type Widget = z.infer<typeof widgetSchema>;
export type TableWidget = Extract<Widget, { type: 'table' }>;
export type ChartWidget = Extract<Widget, { type: 'chart' }>;

export const verdictSchema = z.strictObject({
  level: z.enum(verdictLevels),
  /** short: `1 of 3 lists`, `known: EICAR test file` */
  sentence: z.string(),
  reason: z.string(),
});
export type Verdict = z.infer<typeof verdictSchema>;

export const tagSchema = z.strictObject({
  namespace: z.string(),
  predicate: z.string(),
  value: scalarSchema,
  level: z.enum(['info', 'safe', 'suspicious', 'malicious']),
});
export type Tag = z.infer<typeof tagSchema>;

export const messageSchema = z.strictObject({
  level: z.enum(['debug', 'info', 'warning', 'error']),
  text: z.string(),
});
export type Message = z.infer<typeof messageSchema>;

const relatedSchema = z.strictObject({
  type: observableTypeSchema,
  value: z.string(),
  relation: z.string().optional(),
  fields: z.record(z.string(), scalarSchema),
  marking: tlpSchema.optional(),
});
export type Related = z.infer<typeof relatedSchema>;

export const reportSchema = z.strictObject({
  title: z.string(),
  description: z.string().optional(),
  verdict: verdictSchema.optional(),
  widgets: z.array(widgetSchema),
  related: z.array(relatedSchema),
  facts: z.record(z.string(), scalarSchema),
  tags: z.array(tagSchema),
  marking: tlpSchema.optional(),
  messages: z.array(messageSchema),
  /** what had to be cut, refused or repaired, a sentence each */
  problems: z.array(z.string()),
});
export type Report = z.infer<typeof reportSchema>;

/** Rows past `reportLimits.inlineRows` of the table at index `widget`. */
export type TableRest = { readonly widget: number; readonly rows: readonly (readonly Cell[])[] };
