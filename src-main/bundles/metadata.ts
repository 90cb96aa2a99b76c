import type { z } from 'zod';
import {
  type Metadata,
  metadataSchema,
  type TransformMetadata,
  unknownKeys,
} from './metadata-schema.ts';
import { readStrictJson } from './strict-json.ts';

export type MetadataProblem = {
  readonly field?: string;
  readonly line?: number;
  readonly sentence: string;
};

/**
 * Reads the text of a metadata.json: the Anomali format, with our own fields beside it. Every problem is a
 * sentence that names its field. Nothing is read from disk: whether scripts and icons are there is asked later.
 */
export function parseMetadata(
  text: string,
):
  | { readonly ok: true; readonly metadata: Metadata }
  | { readonly ok: false; readonly problems: readonly MetadataProblem[] } {
  const json = readStrictJson(text);
  if (!json.ok) {
    const line = json.line === undefined ? {} : { line: json.line };
    return { ok: false, problems: [{ ...line, sentence: `metadata.json ${json.sentence}` }] };
  }
  const parsed = metadataSchema.safeParse(json.value);
  if (!parsed.success) return { ok: false, problems: parsed.error.issues.map(describeIssue) };
  const metadata = parsed.data;
  const problems = [
    ...generalProblems(metadata),
    ...(metadata.sdk_type === 'flairbench'
      ? ownProblems(metadata, json.value)
      : foreignProblems(metadata)),
  ];
  return problems.length === 0 ? { ok: true, metadata } : { ok: false, problems };
}

/** The script a transform runs and the words after it; `enrich.ts` where our dialect names none. */
export function scriptOf(transform: TransformMetadata): string {
  return (
    /^\s*("[^"]*"|'[^']*'|\S+)/
      .exec(transform.parameters ?? '')?.[1]
      ?.replace(/^["']|["']$/g, '') ?? 'enrich.ts'
  );
}

function generalProblems(metadata: Metadata): MetadataProblem[] {
  const problems = [
    ...repeated('credentials', 'name', metadata.credentials?.map((each) => each.name) ?? []),
    ...repeated(
      'transforms',
      'transform_name',
      metadata.transforms.map((each) => each.transform_name),
    ),
    ...repeated('settings', 'name', metadata.settings?.map((each) => each.name) ?? []),
  ];
  metadata.settings?.forEach((setting, index) => {
    // Either would open a way out of its walls that nobody was asked about.
    const opensWay = ['file', 'server'].includes(setting.type) || setting.name === 'resolver';
    if (opensWay && setting.default !== undefined) {
      const rest = 'must be left out: who sets it up says where it may look.';
      problems.push(problem(`settings[${index}].default`, rest));
    }
  });
  metadata.transforms.forEach((transform, index) => {
    const path = `transforms[${index}]`;
    if (transform.pivoting === true && transform.enrichment === true) {
      problems.push(
        problem(`${path}.pivoting`, 'and "enrichment" are both true: a transform is one of them.'),
      );
    }
    const effect = transform.effect ?? metadata.effect;
    const start = transform.start ?? metadata.start;
    if (effect === 'act' && start !== undefined && start !== 'manual') {
      problems.push(problem(`${path}.start`, 'must be manual: what acts runs by hand only.'));
    }
    const script = scriptOf(transform);
    if (!/^[A-Za-z0-9_-][A-Za-z0-9_.-]*$/.test(script)) {
      problems.push(
        problem(`${path}.parameters`, 'must begin with the name of a file in the source folder.'),
      );
    }
  });
  return problems;
}

/** A key that we do not know may be a limit that somebody relies on, so it is not passed over. */
function ownProblems(metadata: Metadata, value: unknown): MetadataProblem[] {
  const problems: MetadataProblem[] = [];
  const report = (field: string) => problems.push(problem(field, 'is not a field of this format.'));
  if (typeof value !== 'object' || value === null) return problems;
  unknownKeys('bundle', value).forEach(report);
  const transforms: unknown = 'transforms' in value ? value.transforms : [];
  if (!Array.isArray(transforms)) return problems;
  transforms.forEach((transform: unknown, index) => {
    if (typeof transform !== 'object' || transform === null) return;
    for (const key of unknownKeys('transform', transform)) report(`transforms[${index}].${key}`);
  });
  metadata.transforms.forEach((transform, index) => {
    const audience = transform.audience ?? metadata.audience;
    const hosts = transform.hosts ?? metadata.hosts ?? [];
    if (audience !== 'offline') return;
    const path = `transforms[${index}]`;
    if (hosts.length > 0) {
      problems.push(problem(`${path}.hosts`, 'must be empty where the audience is offline.'));
    }
    if (transform.resolves ?? metadata.resolves) {
      problems.push(problem(`${path}.resolves`, 'must be false where the audience is offline.'));
    }
  });
  return problems;
}

const tabLimit = 10;

function foreignProblems(metadata: Metadata): MetadataProblem[] {
  const problems: MetadataProblem[] = [];
  if (metadata.icons === undefined) problems.push(problem('icons', 'is missing.'));
  const tabs = new Map<string, number>();
  metadata.transforms.forEach((transform, index) => {
    const path = `transforms[${index}]`;
    const type = transform.entity_type;
    if (typeof type !== 'string') {
      problems.push(problem(`${path}.entity_type`, 'must be one name, not a list.'));
    } else if (transform.enrichment === true) {
      tabs.set(type, (tabs.get(type) ?? 0) + 1);
      if (tabs.get(type) === tabLimit + 1) {
        problems.push(
          problem(`${path}.entity_type`, `is the eleventh tab of ${type}: ten are allowed.`),
        );
      }
    }
    if (transform.parameters === undefined || transform.parameters.trim() === '') {
      problems.push(problem(`${path}.parameters`, 'is missing: it names the script.'));
    } else if (/[;&|<>`$\\\n\r]/.test(transform.parameters)) {
      problems.push(
        problem(`${path}.parameters`, 'holds shell syntax: it may hold a script and its words.'),
      );
    }
  });
  return problems;
}

function repeated(list: string, field: string, values: readonly string[]): MetadataProblem[] {
  return values.flatMap((value, index) =>
    values.indexOf(value) === index
      ? []
      : [problem(`${list}[${index}].${field}`, `is "${value}", which stands there already.`)],
  );
}

function problem(field: string, rest: string): MetadataProblem {
  return { field, sentence: `metadata.json: "${field}" ${rest}` };
}

function describeIssue(issue: z.core.$ZodIssue): MetadataProblem {
  const field = issue.path
    .map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`))
    .join('')
    .replace(/^\./, '');
  if (field === '') return { sentence: 'metadata.json must hold one JSON object.' };
  if (issue.input === undefined && issue.message.includes('received undefined')) {
    return problem(field, 'is missing.');
  }
  return problem(field, describeRest(issue));
}

function describeRest(issue: z.core.$ZodIssue): string {
  // Our own messages are whole sentences; those of the library are not.
  if (issue.message.endsWith('.')) return issue.message;
  switch (issue.code) {
    case 'invalid_type':
      return `must be ${typeNames[issue.expected] ?? issue.expected}.`;
    case 'invalid_union':
      return 'must be a text, or a list of texts.';
    case 'unrecognized_keys':
      return `has keys that are not known here: ${issue.keys.join(', ')}.`;
    case 'too_small':
      return `must be at least ${issue.minimum}.`;
    case 'too_big':
      return `must be at most ${issue.maximum}.`;
    default:
      return 'has a value that is not allowed here.';
  }
}

const typeNames: Readonly<Record<string, string>> = {
  string: 'a text',
  boolean: 'true or false',
  int: 'a whole number',
  number: 'a number',
  array: 'a list',
  object: 'an object',
};
