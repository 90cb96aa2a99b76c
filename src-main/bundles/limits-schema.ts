import * as z from 'zod';

const headerName = z
  .string()
  .max(100, 'is longer than 100 characters.')
  .regex(/^[A-Za-z0-9-]+$/, 'must be the name of a header.');
const jsonPath = z
  .string()
  .max(200, 'is longer than 200 characters.')
  .regex(/^[^.\s]+(\.[^.\s]+)*$/, 'must be a path of names with dots, like data.quota.left.');
const count = z.int('must be a whole number.').positive('must be more than 0.').max(1_000_000_000);

const usageHeaders = z.strictObject({
  limit: headerName.optional(),
  left: headerName.optional(),
  /** seconds from now, seconds since 1970, or a date */
  reset: headerName.optional(),
});
const usageEndpoint = z.strictObject({
  url: z
    .url({ protocol: /^https?$/, error: 'must be an http or https address.' })
    .max(2000)
    // Hosts are written down and asked for by name: a credential must not be part of one.
    .refine((url) => !/[{}]/.test(URL.parse(url)?.host ?? '{')),
  headers: z.record(headerName, z.string().max(2000)).optional(),
  limit: jsonPath.optional(),
  used: jsonPath.optional(),
  left: jsonPath.optional(),
});

/** What the source allows, as metadata.json says it; `quota: null` is a source that counts nothing. */
export const limitsSchema = z.strictObject({
  concurrency: count.max(100, 'must be at most 100.').optional(),
  rate: z
    .strictObject({
      // As many times are kept as tokens are out.
      requests: count.max(1000, 'must be at most 1000: say it for a shorter time.'),
      seconds: z.number('must be a number.').positive('must be more than 0.').max(86_400),
    })
    .optional(),
  quota: z
    .strictObject({
      requests: count,
      per: z.enum(['day', 'month'], 'must be day or month.'),
    })
    .nullable()
    .optional(),
  usage: z
    .union(
      [usageHeaders, usageEndpoint],
      'must name headers, or an address and what to read there.',
    )
    .optional(),
});
