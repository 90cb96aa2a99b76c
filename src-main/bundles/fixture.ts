import * as z from 'zod';
import { settingValuesSchema } from '../contract/enricher.ts';

/**
 * What an enricher is tested with, offline: `source` of truth is fixtures.json beside metadata.json. `responses`
 * stand for the network; `expected` may leave out what does not matter.
 */

const refusedShape = {
  /** the broker's refusal instead of an answer */
  refused: z.strictObject({ reason: z.string(), sentence: z.string() }).optional(),
};

const fetchResponseSchema = z.strictObject({
  url: z.string(),
  method: z.string().default('GET'),
  status: z.int().default(200),
  headers: z.record(z.string(), z.string()).default({}),
  /** anything but a text is written as JSON */
  body: z.json().default(''),
  ...refusedShape,
});

const resolveResponseSchema = z.strictObject({
  name: z.string(),
  type: z.string(),
  status: z.enum(['ok', 'NXDOMAIN', 'NODATA']).default('ok'),
  records: z.array(z.string()).default([]),
  server: z.string().default('192.0.2.53:53'),
  ...refusedShape,
});

const fixtureSchema = z.strictObject({
  name: z.string(),
  /** transform_name; left out: the first */
  enricher: z.string().optional(),
  observable: z.strictObject({ type: z.string(), value: z.string() }),
  /** a setting of type `file` is relative to fixtures.json */
  settings: settingValuesSchema.default({}),
  credentials: z.record(z.string(), z.string()).default({}),
  fields: z.record(z.string(), z.string()).default({}),
  responses: z
    .strictObject({
      fetch: z.array(fetchResponseSchema).default([]),
      resolve: z.array(resolveResponseSchema).default([]),
    })
    .default({ fetch: [], resolve: [] }),
  expected: z.record(z.string(), z.json()),
});
export type Fixture = z.infer<typeof fixtureSchema>;

export const fixturesSchema = z.array(fixtureSchema).min(1).max(1000);
export const fixturesFile = 'fixtures.json';
