import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Audience, Tlp } from '../contract/vocabulary.ts';
import type { InstalledBundle, InstalledEnricher } from './bundle.ts';
import { type MetadataProblem, parseMetadata, scriptOf } from './metadata.ts';
import type { Metadata, TransformMetadata } from './metadata-schema.ts';
import { mapScope } from './types.ts';

export const metadataFile = 'metadata.json';
const dayInSeconds = 86_400;
/** for sources outside that say nothing: a limit that is too low is asked about, one that is too high costs */
const unstatedQuota = { requests: 500, per: 'day' } as const;

const defaultMaxTlp: Readonly<Record<Audience, Tlp>> = {
  offline: 'red',
  own: 'red',
  third_party: 'green',
  publishes: 'clear',
};

/** Reads and checks metadata.json of a folder. */
export async function readMetadata(folder: string): Promise<ReturnType<typeof parseMetadata>> {
  let bytes: Buffer;
  try {
    bytes = await readFile(path.join(folder, metadataFile));
  } catch {
    return refused({ sentence: 'metadata.json is missing at the top of the bundle.' });
  }
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    return parseMetadata(text);
  } catch {
    return refused({ sentence: 'metadata.json is not UTF-8 text. Save it as UTF-8.' });
  }
}

function refused(problem: MetadataProblem): ReturnType<typeof parseMetadata> {
  return { ok: false, problems: [problem] };
}

/** Made when a bundle is installed or built; never taken from what was handed over. */
export const compiledFolder = 'compiled';

/** Where the compiled form of a script stands in a bundle's folder. */
export function compiledName(script: string): string {
  return path.join(compiledFolder, `${script.replace(/\.[^.]+$/, '')}.js`);
}

/** A bundle in the terms of the bench, with the defaults of what it leaves out. */
export function describeBundle(
  metadata: Metadata,
  place: { readonly folder: string; readonly hash: string; readonly builtIn: boolean },
): InstalledBundle {
  const bundle = {
    appName: metadata.app_name,
    title: metadata.title,
    version: metadata.version,
    author: metadata.author ?? '',
    dialect: metadata.sdk_type,
    builtIn: place.builtIn,
    hash: place.hash,
    folder: path.resolve(place.folder),
    credentials: byRank(metadata.credentials ?? []).map((credential) => ({
      name: credential.name,
      label: credential.label,
      description: credential.description ?? '',
      required: credential.required,
      sensitive: credential.sensitive,
      rank: credential.rank ?? null,
    })),
    settings: metadata.settings ?? [],
    volatile: metadata.volatile ?? [],
  };
  const enrichers = byRank(metadata.transforms).map((transform) =>
    describeEnricher(metadata, transform, bundle),
  );
  return { ...bundle, enrichers };
}

function describeEnricher(
  metadata: Metadata,
  transform: TransformMetadata,
  bundle: Omit<InstalledBundle, 'enrichers'>,
): InstalledEnricher {
  const conduct = { ...metadata, ...transform };
  const audience = conduct.audience ?? 'third_party';
  const staysInside = audience === 'offline' || audience === 'own';
  const { limits } = conduct;
  const id = `${metadata.app_name}:${transform.transform_name}`;
  return {
    id,
    name: transform.transform_name,
    title: transform.display_name ?? transform.transform_name,
    description: transform.description ?? metadata.description,
    bundle,
    module: path.join(bundle.folder, compiledName(scriptOf(transform))),
    ...mapScope([transform.entity_type].flat()),
    audience,
    effect: conduct.effect ?? 'read',
    changes: conduct.changes ?? null,
    active: conduct.active ?? false,
    hosts: conduct.hosts ?? [],
    resolves: conduct.resolves ?? false,
    limits: {
      concurrency: limits?.concurrency ?? null,
      rate: limits?.rate ?? null,
      quota: limits?.quota === undefined ? (staysInside ? null : unstatedQuota) : limits.quota,
      usage: limits?.usage ?? null,
    },
    limitScope: transform.limits === undefined ? metadata.app_name : id,
    maxTlp: conduct.max_tlp ?? defaultMaxTlp[audience],
    start:
      conduct.start ?? (audience === 'offline' && conduct.effect !== 'act' ? 'on-paste' : 'manual'),
    ttlSeconds: conduct.ttl ?? dayInSeconds,
    timeoutSeconds: conduct.timeout ?? 30,
    reuse: conduct.reuse ?? false,
    activation: transform.activation ?? false,
    sample: transform.sample_entity_value ?? null,
  };
}

/** Ranks count only where every entry has one; equal ranks keep their order. */
function byRank<T extends { readonly rank?: number | undefined }>(entries: readonly T[]): T[] {
  if (entries.some((entry) => entry.rank === undefined)) return [...entries];
  return entries.toSorted((one, other) => (one.rank ?? 0) - (other.rank ?? 0));
}
