import * as z from 'zod';
import { observableTypeSchema, tlpSchema } from './observable.ts';
import { audiences, effects, starts } from './vocabulary.ts';

/** A setting an admin can change; secrets are credentials, not settings. */
export const settingFieldSchema = z.strictObject({
  name: z.string().regex(/^[a-z][A-Za-z0-9]{0,39}$/),
  label: z.string(),
  description: z.string().optional(),
  /**
   * `file`: a path on this machine that the enricher may read. `server`: the address of a server, which it may then
   * ask in place of the hosts it declares
   */
  type: z.enum(['text', 'number', 'boolean', 'file', 'choice', 'server']),
  choices: z.array(z.string()).optional(),
  default: z.union([z.string(), z.number(), z.boolean()]).optional(),
  /** of a number: the least and the most that it may be */
  minimum: z.number().optional(),
  maximum: z.number().optional(),
  /** without a value the enricher cannot run, and its `problem` says so */
  required: z.boolean().optional(),
});
export type SettingField = z.infer<typeof settingFieldSchema>;

export const settingValuesSchema = z.record(
  z.string(),
  z.union([z.string(), z.number(), z.boolean()]),
);
export type SettingValues = z.infer<typeof settingValuesSchema>;

const credentialFieldSchema = z.strictObject({
  name: z.string(),
  label: z.string(),
  description: z.string().optional(),
  required: z.boolean(),
  sensitive: z.boolean(),
  rank: z.int().optional(),
  /** whether the vault holds one; its value never leaves the host */
  present: z.boolean(),
});

export const enricherSchema = z.strictObject({
  /** `app_name:transform_name` */
  id: z.string(),
  title: z.string(),
  description: z.string(),
  bundle: z.strictObject({
    appName: z.string(),
    title: z.string(),
    version: z.string(),
    hash: z.string(),
    author: z.string(),
    dialect: z.string(),
    builtIn: z.boolean(),
  }),
  types: z.array(observableTypeSchema),
  /** scope names that map to nothing here: shown, never run */
  unknownTypes: z.array(z.string()),
  enabled: z.boolean(),
  audience: z.enum(audiences),
  effect: z.enum(effects),
  active: z.boolean(),
  /** all that it may ask: those it declares or its settings name, and those allowed besides */
  hosts: z.array(z.string()),
  /** those that an admin allowed besides */
  allowedHosts: z.array(z.string()),
  /** asks name servers */
  resolves: z.boolean(),
  quota: z.string().nullable(),
  maxTlp: tlpSchema,
  start: z.enum(starts),
  /** seconds */
  ttl: z.int(),
  /** seconds of the enricher's own time */
  timeout: z.int(),
  settings: z.array(settingFieldSchema),
  settingValues: settingValuesSchema,
  credentials: z.array(credentialFieldSchema),
  /** a sentence when it cannot run as it stands (`Not set yet: Database path.`) */
  problem: z.string().nullable(),
});
export type Enricher = z.infer<typeof enricherSchema>;

export const enricherChangeSchema = z.strictObject({
  enabled: z.boolean().optional(),
  start: z.enum(starts).optional(),
  maxTlp: tlpSchema.optional(),
  settingValues: settingValuesSchema.optional(),
  /** in place of those allowed before: `api.example.com`, `*.example.com`, with `:port`, with `http://` */
  allowedHosts: z.array(z.string().trim().min(1).max(300)).max(100).optional(),
});
export type EnricherChange = z.infer<typeof enricherChangeSchema>;

/** what the source said to a credential; its run is kept like any other */
export const credentialTestSchema = z.strictObject({
  outcome: z.enum(['works', 'failed', 'not_asked']),
  sentence: z.string(),
  /** null: a gate kept it from being asked */
  run: z.int().nullable(),
});
export type CredentialTest = z.infer<typeof credentialTestSchema>;
