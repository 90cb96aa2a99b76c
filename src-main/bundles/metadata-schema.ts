import * as z from 'zod';
import { settingFieldSchema } from '../contract/enricher.ts';
import { parseTlp } from '../contract/tlp.ts';
import { audiences, effects, starts } from '../contract/vocabulary.ts';
import { limitsSchema } from './limits-schema.ts';

/** Messages complete a sentence that begins with the quoted name of the field. */

const text = z.string().max(10_000, 'is longer than 10,000 characters.');
const name = z
  .string()
  .trim()
  .min(1, 'is empty.')
  .max(200, 'is longer than 200 characters.')
  // Format characters can make one name look like another.
  .regex(/^[^\p{C}\p{Zl}\p{Zp}]*$/u, 'holds control or invisible characters.');

/** Also a folder name on every system, so nothing that Windows reserves. */
const appName = z
  .string()
  .max(120, 'is longer than 120 characters.')
  .regex(
    /^[A-Za-z0-9][A-Za-z0-9_-]*(\.[A-Za-z0-9][A-Za-z0-9_-]*)+$/,
    'must be a reversed domain name in plain letters, like com.example.my-enricher.',
  )
  .regex(/^(?!(con|prn|aux|nul|com\d|lpt\d)\.)/i, 'begins with a name that Windows reserves.');

const version = z
  .string()
  .max(100)
  .regex(
    /^(0|[1-9]\d{0,8})\.(0|[1-9]\d{0,8})\.(0|[1-9]\d{0,8})(-[0-9A-Za-z.-]+)?(\+[0-9A-Za-z.-]+)?$/,
    'must be three numbers with dots, like 1.0.0 or 1.0.0-beta.',
  );

/** A file of the bundle, by name; an address here would make somebody fetch it. */
const fileName = z
  .string()
  .max(200)
  .regex(/^[A-Za-z0-9_.-]+( [A-Za-z0-9_.-]+)*$/, 'must be the name of a file in the bundle.')
  .refine((value) => !value.startsWith('.'), 'must be the name of a file in the bundle.');

/** As the broker reads them: `http://` where plain HTTP is meant, a wildcard, a port. */
const hosts = z
  .array(
    z
      .string()
      .regex(
        /^(http:\/\/)?(\*\.)?([A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)*|\[[0-9A-Fa-f:.]+\])(:\d{1,5})?$/,
        'must be a host name like api.example.com, *.example.com or api.example.com:8443.',
      ),
  )
  .max(1000, 'has more than 1,000 entries.');

const tlp = z.string().transform((value, context) => {
  const parsed = parseTlp(value);
  if (parsed !== null) return parsed;
  context.addIssue({
    code: 'custom',
    message: 'must be clear, green, amber, amber+strict or red.',
  });
  return z.NEVER;
});

/** What our dialect says beside the Anomali format, for the bundle or for one transform. */
const conduct = {
  hosts: hosts.optional(),
  audience: z.enum(audiences, `must be one of ${audiences.join(', ')}.`).optional(),
  effect: z.enum(effects, `must be one of ${effects.join(', ')}.`).optional(),
  /** what an `act` changes, as it is asked before: "adds the address to the block list" */
  changes: text.min(1, 'is empty.').optional(),
  active: z.boolean().optional(),
  /** asks name servers */
  resolves: z.boolean().optional(),
  limits: limitsSchema.optional(),
  max_tlp: tlp.optional(),
  start: z.enum(starts, `must be one of ${starts.join(', ')}.`).optional(),
  /** seconds */
  ttl: z.int('must be whole seconds.').min(0).max(31_536_000).optional(),
  /** seconds */
  timeout: z.int('must be whole seconds.').min(1).max(600).optional(),
  reuse: z.boolean().optional(),
};

const credential = z.object({
  name: z
    .string()
    .regex(
      /^[A-Za-z][A-Za-z0-9_.-]{0,63}$/,
      'must begin with a letter and hold only letters, digits, _, . and -.',
    ),
  label: name,
  description: text.optional(),
  required: z.boolean(),
  sensitive: z.boolean(),
  rank: z.int('must be a whole number.').optional(),
});

const transform = z.object({
  transform_name: name.refine((value) => !value.includes(':'), 'must not hold a colon.'),
  display_name: name.optional(),
  description: text.optional(),
  author: text.optional(),
  parameters: text.optional(),
  /** a list only in our own dialect */
  entity_type: z.union([name, z.array(name).min(1, 'is empty.')]),
  pivoting: z.boolean().optional(),
  enrichment: z.boolean().optional(),
  rank: z.int('must be a whole number.').optional(),
  activation: z.boolean().optional(),
  sample_entity_value: text.optional(),
  ...conduct,
});

const dialects = ['anomali', 'flairbench', 'maltego', 'opencti', 'scot'] as const;

export const metadataSchema = z.object({
  title: name,
  transform_set_name: name.optional(),
  description: text.min(1, 'is empty.'),
  icons: z.object({ icon_display: fileName, icon_thumbnail: fileName }).optional(),
  sdk_type: z.enum(dialects, `must be one of ${dialects.join(', ')}.`),
  app_name: appName,
  version,
  author: text.optional(),
  long_description: text.optional(),
  license: text.optional(),
  source_url: text.optional(),
  is_python3: z.boolean().optional(),
  update_creds: z.boolean().optional(),
  credentials: z.array(credential).max(50, 'has more than 50 entries.').optional(),
  transforms: z.array(transform).min(1, 'is empty.').max(200, 'has more than 200 entries.'),
  settings: z.array(settingFieldSchema).max(50, 'has more than 50 entries.').optional(),
  /** facts and columns that comparison leaves out */
  volatile: z.array(name).max(200, 'has more than 200 entries.').optional(),
  /** npm files that the build copies into `data/`; built-in bundles only */
  data: z.array(z.string().regex(/^[A-Za-z0-9@_][A-Za-z0-9@_./-]*$/)).optional(),
  ...conduct,
});
export type Metadata = z.infer<typeof metadataSchema>;
export type TransformMetadata = Metadata['transforms'][number];

const shapes = { bundle: metadataSchema.shape, transform: transform.shape };
/** Keys that neither the Anomali format nor ours has, by the shape they stand in. */
export function unknownKeys(shape: keyof typeof shapes, value: object): readonly string[] {
  return Object.keys(value).filter((key) => !Object.hasOwn(shapes[shape], key));
}
