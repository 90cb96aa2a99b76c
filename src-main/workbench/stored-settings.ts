import { availableParallelism } from 'node:os';
import * as z from 'zod';
import { defaultDefangStyle } from '../contract/defang.ts';
import {
  mostPatternTypes,
  mostSets,
  type PatternType,
  patternTypeSchema,
  savedSetSchema,
  type Settings,
  settingsSchema,
} from '../contract/settings.ts';
import { ownValuesOfMachine } from './own-values.ts';

export type StoredSettings = {
  readonly settings: Settings;
  /** a sentence each for what could not be read */
  readonly problems: readonly string[];
  /** fields as they were stored, of which not everything could be read */
  readonly unread: Readonly<Record<string, unknown>>;
};

/** What a later version may have added is passed over, here as everywhere below. */
const laterPatternTypeSchema = z.object(patternTypeSchema.shape);
const text = z.string();

/**
 * The settings as a data folder keeps them, with the defaults of what it does not. Each field is read on its own:
 * one that cannot be read takes none of the others along, and where it protects, the protection stays on.
 */
export function readSettings(document: unknown): StoredSettings {
  const problems: string[] = [];
  const unread: Record<string, unknown> = {};
  let settings = defaults();
  for (const [name, stored] of Object.entries(fieldsOf(document))) {
    if (stored === undefined) continue;
    if (!isSetting(name)) {
      unread[name] = stored;
      continue;
    }
    const read = settingsSchema.shape[name].safeParse(stored);
    if (read.success) {
      settings = { ...settings, [name]: read.data };
      continue;
    }
    unread[name] = stored;
    const part = partOf(name, stored);
    settings = { ...settings, ...part.settings };
    problems.push(...part.problems);
  }
  // What was confirmed is not all there any more.
  if (Object.hasOwn(unread, 'own')) settings = { ...settings, ownConfirmed: false };
  return { settings, problems, unread };
}

type Part = { readonly settings: Partial<Settings>; readonly problems: readonly string[] };

function partOf(name: keyof Settings, stored: unknown): Part {
  switch (name) {
    case 'patternTypes':
      return readablePatternTypes(stored);
    case 'sets':
      return readableSets(stored);
    case 'own':
      return readableOwnValues(stored);
    case 'airGapped':
      return {
        settings: { airGapped: true },
        problems: ['The setting airGapped could not be read: the bench is air-gapped.'],
      };
    default:
      return {
        settings: {},
        problems: [`The setting ${name} could not be read: it is as if it was never set.`],
      };
  }
}

function readablePatternTypes(stored: unknown): Part {
  const problems: string[] = [];
  const patternTypes: PatternType[] = [];
  const entries: readonly unknown[] = Array.isArray(stored) ? stored : [];
  if (entries !== stored) problems.push('The types of your own could not be read.');
  for (const entry of entries) {
    const read = laterPatternTypeSchema.safeParse(entry);
    if (read.success && patternTypes.length < mostPatternTypes) patternTypes.push(read.data);
    else problems.push(`A type of your own could not be read: ${nameOf(entry)}. It is not used.`);
  }
  return { settings: { patternTypes }, problems };
}

function readableSets(stored: unknown): Part {
  const entries: readonly unknown[] = Array.isArray(stored) ? stored : [];
  const read = entries.map((entry) => savedSetSchema.safeParse(entry));
  const sets = read.flatMap(({ data }) => (data === undefined ? [] : [data]));
  return {
    settings: { sets: sets.slice(0, mostSets) },
    problems: ['Some of the saved sets could not be read: look at Settings.'],
  };
}

function nameOf(entry: unknown): string {
  const { name } = fieldsOf(entry);
  return typeof name === 'string' ? name.slice(0, 100) : 'one without a name';
}

/** An entry that cannot be read takes none of the others out of protection. */
function readableOwnValues(stored: unknown): Part {
  const { domains, ranges, mailSuffixes } = fieldsOf(stored);
  const guess = ownValuesOfMachine();
  const own = {
    domains: textsIn(domains) ?? guess.domains,
    ranges: textsIn(ranges) ?? guess.ranges,
    mailSuffixes: textsIn(mailSuffixes) ?? guess.mailSuffixes,
  };
  const isWhole = [domains, ranges, mailSuffixes].every(
    (list) => z.array(text).safeParse(list).success,
  );
  const problems = isWhole ? [] : ['Some of the own values could not be read: look at Settings.'];
  return { settings: { own }, problems };
}

function textsIn(list: unknown): string[] | null {
  return Array.isArray(list) ? list.filter((entry) => text.safeParse(entry).success) : null;
}

function fieldsOf(document: unknown): Readonly<Record<string, unknown>> {
  const read = z.record(z.string(), z.unknown()).safeParse(document);
  return read.success ? read.data : {};
}

const isSetting = (name: string): name is keyof Settings =>
  Object.hasOwn(settingsSchema.shape, name);

function defaults(): Settings {
  return {
    own: ownValuesOfMachine(),
    ownConfirmed: false,
    airGapped: false,
    defaultTlp: null,
    theme: 'system',
    defangStyle: defaultDefangStyle,
    chosenEnrichers: null,
    sets: [],
    patternTypes: [],
    concurrency: Math.max(2, availableParallelism()),
    retention: { days: null, megabytes: null },
    network: { proxy: 'system', proxyAddress: '', proxyExcept: '', caBundle: '' },
  };
}
