import { createHash } from 'node:crypto';
import { statSync } from 'node:fs';
import { isAbsolute } from 'node:path';
import type { InstalledEnricher } from '../bundles/bundle.ts';
import { isDeclaration } from '../broker/hosts.ts';
import { hostOfServer, hostsToAsk } from '../bundles/server-settings.ts';
import { scopeWith } from '../bundles/types.ts';
import type {
  Enricher,
  EnricherChange,
  SettingField,
  SettingValues,
} from '../contract/enricher.ts';
import { Failure } from '../contract/failure.ts';
import { quotaWords } from '../limits/limits.ts';
import type { ConfiguredEnricher } from '../runs/configured.ts';
import type { Vault } from '../vault/vault.ts';
import type { SettingsStore } from './settings.ts';

export type EnricherDesk = {
  readonly all: () => readonly ConfiguredEnricher[];
  readonly byId: (id: string) => ConfiguredEnricher | null;
  /** by id, or by the part behind the colon where only one enricher has it; Failure where there is none */
  readonly named: (name: string) => ConfiguredEnricher;
  readonly described: () => Promise<Enricher[]>;
  readonly change: (id: string, change: EnricherChange) => Promise<void>;
  readonly setCredential: (appName: string, name: string, value: string | null) => Promise<void>;
  readonly refresh: () => Promise<void>;
};

/** Joins what is installed with what was decided about it. */
export async function openEnricherDesk(options: {
  readonly installed: () => readonly InstalledEnricher[];
  readonly settings: Pick<SettingsStore, 'enricherChange' | 'changeEnricher'>;
  /** names of the types that an admin defined */
  readonly definedTypes: () => readonly string[];
  readonly vault: Pick<Vault, 'names' | 'read' | 'write'>;
}): Promise<EnricherDesk> {
  const { installed, settings, vault } = options;
  let configured: readonly ConfiguredEnricher[] = [];
  let present = new Map<string, readonly string[]>();

  /** Locked credentials are the trouble of those that need them: everything else goes on. */
  async function credentialsOf(appName: string) {
    try {
      const values = await vault.read(appName);
      return {
        names: Object.keys(values),
        identity: digest(Object.entries(values).sort().flat()),
      };
    } catch (error) {
      if (!(error instanceof Failure) || error.code !== 'VAULT_LOCKED') throw error;
      return { names: await vault.names(appName).catch(() => []), identity: 'locked' };
    }
  }

  async function refresh(): Promise<void> {
    present = new Map();
    const identities = new Map<string, string>();
    for (const { appName, credentials } of installed().map(({ bundle }) => bundle)) {
      if (present.has(appName) || credentials.length === 0) continue;
      const { names, identity } = await credentialsOf(appName);
      present.set(appName, names);
      identities.set(appName, identity);
    }
    const defined = options.definedTypes();
    configured = installed().map((enricher) => {
      const change = settings.enricherChange(enricher.id);
      const { appName, credentials } = enricher.bundle;
      const names = present.get(appName) ?? [];
      const settingValues = valuesOf(enricher, change);
      const { allowedHosts = [] } = change;
      return {
        ...enricher,
        ...scopeWith(defined, enricher),
        hosts: [
          ...hostsToAsk(enricher.hosts, enricher.bundle.settings, settingValues),
          ...allowedHosts,
        ],
        allowedHosts,
        enabled: change.enabled ?? true,
        start: change.start ?? enricher.start,
        maxTlp: change.maxTlp ?? enricher.maxTlp,
        settingValues,
        missingSettings: enricher.bundle.settings
          .filter(({ required, name }) => required === true && (settingValues[name] ?? '') === '')
          .map(({ label }) => label),
        missingCredentials: credentials
          .filter(({ name, required }) => required && !names.includes(name))
          .map(({ label }) => label),
        credentialIdentity: identities.get(appName) ?? '',
      };
    });
  }

  function byId(id: string): ConfiguredEnricher | null {
    return configured.find((enricher) => enricher.id === id) ?? null;
  }

  await refresh();
  return {
    all: () => configured,
    byId,
    named(name) {
      const exact = byId(name);
      if (exact !== null) return exact;
      const matching = configured.filter((enricher) => enricher.name === name);
      const [only] = matching;
      if (matching.length === 1 && only !== undefined) return only;
      const known = configured.map((enricher) => enricher.name).join(', ');
      throw new Failure(
        'NOT_FOUND',
        matching.length === 0
          ? `There is no enricher "${name}". Installed are: ${known}.`
          : `More than one bundle has an enricher "${name}": ${matching.map(({ id }) => id).join(', ')}.`,
      );
    },
    described: async () => configured.map((enricher) => describe(enricher, present)),
    async change(id, change) {
      const enricher = byId(id);
      if (enricher === null) throw new Failure('NOT_FOUND', 'That enricher is not installed.');
      checkValues(enricher, change.settingValues ?? {});
      checkHosts(change.allowedHosts ?? []);
      await settings.changeEnricher(id, change);
      await refresh();
    },
    async setCredential(appName, name, value) {
      const bundle = installed().find((enricher) => enricher.bundle.appName === appName)?.bundle;
      if (bundle?.credentials.some((credential) => credential.name === name) !== true) {
        throw new Failure('NOT_FOUND', 'That bundle has no credential of this name.');
      }
      await vault.write(appName, name, value);
      await refresh();
    },
    refresh,
  };
}

function digest(parts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}

function valuesOf(enricher: InstalledEnricher, change: EnricherChange): SettingValues {
  const values: SettingValues = {};
  for (const field of enricher.bundle.settings) {
    const value = change.settingValues?.[field.name] ?? field.default;
    if (value !== undefined) values[field.name] = value;
  }
  return values;
}

function checkHosts(hosts: readonly string[]): void {
  const wrong = hosts.find((host) => !isDeclaration(host));
  if (wrong === undefined) return;
  throw new Failure(
    'BAD_INPUT',
    `"${wrong}" is no host. Write api.example.com, *.example.com or host:8443.`,
  );
}

function checkValues(enricher: InstalledEnricher, values: SettingValues): void {
  for (const [name, value] of Object.entries(values)) {
    const field = enricher.bundle.settings.find((candidate) => candidate.name === name);
    if (field === undefined) {
      throw new Failure('BAD_INPUT', `${enricher.title} has no setting "${name}".`);
    }
    const wanted =
      field.type === 'number' ? 'number' : field.type === 'boolean' ? 'boolean' : 'string';
    if (typeof value !== wanted) {
      throw new Failure('BAD_INPUT', `${field.label} takes a ${wanted}.`);
    }
    if (typeof value === 'number' && !isWithin(value, field)) {
      throw new Failure('BAD_INPUT', `${field.label} ${boundWords(field)}.`);
    }
    if (field.type === 'choice' && !(field.choices ?? []).includes(String(value))) {
      throw new Failure('BAD_INPUT', `${field.label} is one of ${field.choices?.join(', ')}.`);
    }
    if (field.type === 'file' && value !== '' && !isFile(String(value))) {
      throw new Failure(
        'BAD_INPUT',
        `${field.label}: there is no file ${value}. Give its whole path.`,
      );
    }
    if (field.type === 'server' && value !== '' && hostOfServer(String(value)) === null) {
      throw new Failure(
        'BAD_INPUT',
        `${field.label} takes an address like https://server.example.com, without a password.`,
      );
    }
  }
}

function isWithin(value: number, { minimum, maximum }: SettingField): boolean {
  return value >= (minimum ?? -Infinity) && value <= (maximum ?? Infinity);
}

function boundWords({ minimum, maximum }: SettingField): string {
  if (minimum === undefined) return `is at most ${maximum}`;
  return maximum === undefined ? `is at least ${minimum}` : `is from ${minimum} to ${maximum}`;
}

/** An admin's own path: asked once, when it is set. */
function isFile(path: string): boolean {
  return isAbsolute(path) && statSync(path, { throwIfNoEntry: false })?.isFile() === true;
}

function problemOf(enricher: ConfiguredEnricher): string | null {
  if (enricher.missingCredentials.length > 0) {
    return `Not set yet: ${enricher.missingCredentials.join(', ')}.`;
  }
  if (enricher.missingSettings.length > 0) {
    return `Not set yet: ${enricher.missingSettings.join(', ')}.`;
  }
  return enricher.types.length === 0
    ? 'It takes no type that is known here, so it never runs.'
    : null;
}

function describe(
  enricher: ConfiguredEnricher,
  present: ReadonlyMap<string, readonly string[]>,
): Enricher {
  const { bundle } = enricher;
  const names = present.get(bundle.appName) ?? [];
  return {
    id: enricher.id,
    title: enricher.title,
    description: enricher.description,
    bundle: {
      appName: bundle.appName,
      title: bundle.title,
      version: bundle.version,
      hash: bundle.hash,
      author: bundle.author,
      dialect: bundle.dialect,
      builtIn: bundle.builtIn,
    },
    types: [...enricher.types],
    unknownTypes: [...enricher.unknownTypes],
    enabled: enricher.enabled,
    audience: enricher.audience,
    effect: enricher.effect,
    active: enricher.active,
    hosts: [...enricher.hosts],
    allowedHosts: [...enricher.allowedHosts],
    resolves: enricher.resolves,
    quota: enricher.limits.quota === null ? null : quotaWords(enricher.limits.quota),
    maxTlp: enricher.maxTlp,
    start: enricher.start,
    ttl: enricher.ttlSeconds,
    timeout: enricher.timeoutSeconds,
    settings: [...bundle.settings],
    settingValues: enricher.settingValues,
    credentials: bundle.credentials.map(({ rank, ...credential }) => ({
      ...credential,
      ...(rank === null ? {} : { rank }),
      present: names.includes(credential.name),
    })),
    problem: problemOf(enricher),
  };
}
