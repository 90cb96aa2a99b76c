import type { Message, Related, Scalar, Tag, Verdict } from '../contract/report.ts';
import { parseTlp } from '../contract/tlp.ts';
import { verdictLevels } from '../contract/vocabulary.ts';
import { canonicalValue } from '../observables/canonical.ts';
import { parseScalar } from './item.ts';
import { listLimits, textLimits } from './limits.ts';
import { type Problems, quoted } from './problems.ts';
import { isInheritedName, isRecord, member, type UnknownRecord } from './record.ts';
import { cleanLine, cleanText, cleanValue } from './text.ts';

const reassuring = /^(?:is |it is |looks )?(?:safe|clean|benign|harmless|not malicious)\W*$/i;

/** The short judgement. There is no level "safe": what claims it is shown as `unknown`. */
export function parseVerdict(input: unknown, problems: Problems): Verdict | null {
  if (input === undefined || input === null) return null;
  if (!isRecord(input)) {
    problems.add('The verdict is no object; it was left out.');
    return null;
  }
  const named = member(input, 'level');
  const level = verdictLevels.find((known) => known === named) ?? 'unknown';
  if (level !== named)
    problems.add(`The verdict level ${quoted(named)} does not exist; it is shown as unknown.`);
  const sentence = lineOf(member(input, 'sentence'), textLimits.verdictSentence);
  const plain = level === 'unknown' ? 'nothing known' : level;
  return {
    level,
    sentence: sentence === '' || reassuring.test(sentence) ? plain : sentence,
    reason: lineOf(member(input, 'reason'), textLimits.verdictReason),
  };
}

/** Flat: a name and a scalar each. */
export function parseFacts(input: unknown, problems: Problems): Record<string, Scalar> {
  const facts: Record<string, Scalar> = {};
  if (input === undefined || input === null) return facts;
  if (!isRecord(input)) {
    problems.add('The facts are no object; they were left out.');
    return facts;
  }
  return fieldsOf(input, listLimits.facts, 'fact', problems);
}

function fieldsOf(
  input: UnknownRecord,
  most: number,
  noun: string,
  problems: Problems,
): Record<string, Scalar> {
  const fields: Record<string, Scalar> = {};
  let count = 0;
  for (const [key, value] of Object.entries(input)) {
    if (count >= most) {
      problems.add(`There are more than ${most} ${noun}s; the rest were left out.`);
      break;
    }
    const name = cleanLine(key, textLimits.factName);
    if (name === '' || isInheritedName(name)) {
      problems.add(`The ${noun} ${quoted(key)} has a name that cannot be used; it was left out.`);
    } else if (typeof value === 'object' && value !== null) {
      problems.add(`The ${noun} ${quoted(key)} is no plain value; it was left out.`);
    } else {
      fields[name] = parseScalar(value, textLimits.factValue, problems);
      count += 1;
    }
  }
  return fields;
}

const tagLevels = ['info', 'safe', 'suspicious', 'malicious'] as const;

export function parseTags(input: unknown, problems: Problems): Tag[] {
  return records(input, 'tag', listLimits.tags, problems).map((tag) => ({
    namespace: lineOf(member(tag, 'namespace'), textLimits.factName),
    predicate: lineOf(member(tag, 'predicate'), textLimits.factName),
    value: parseScalar(member(tag, 'value'), textLimits.label, problems),
    level: tagLevels.find((level) => level === member(tag, 'level')) ?? 'info',
  }));
}

export type RelatedContext = {
  /** the bench's name of a foreign type (`IPv4-Addr`), or null where it has none */
  readonly typeNamed?: (name: string) => string | null;
};

/** Values to go on with. What is no value of its type is left out: a click would enrich it. */
export function parseRelated(
  input: unknown,
  context: RelatedContext,
  problems: Problems,
): Related[] {
  const list: Related[] = [];
  let characters = 0;
  for (const entry of records(input, 'related value', listLimits.related, problems)) {
    const related = relatedOf(entry, context, problems);
    if (related === null) continue;
    characters += charactersOf(related);
    if (characters > listLimits.relatedCharacters) {
      problems.add(`The related values are too large; the first ${list.length} are kept.`);
      break;
    }
    list.push(related);
  }
  return list;
}

function charactersOf(related: Related): number {
  let characters = related.value.length + 80;
  for (const [name, value] of Object.entries(related.fields))
    characters += name.length + (typeof value === 'string' ? value.length : 20);
  return characters;
}

function relatedOf(
  entry: UnknownRecord,
  context: RelatedContext,
  problems: Problems,
): Related | null {
  const named = member(entry, 'type');
  const type = typeof named === 'string' ? typeOf(named, context) : null;
  if (type === null) {
    problems.add(`The type ${quoted(named)} of a related value is not known; it was left out.`);
    return null;
  }
  const given = member(entry, 'value');
  const written = typeof given === 'number' ? String(given) : given;
  const clean = typeof written === 'string' ? cleanValue(written).trim() : '';
  const value =
    clean === '' || clean.length > textLimits.related ? null : canonicalValue(type, clean);
  if (value === null) {
    problems.add(`A related value, ${quoted(written)}, is no ${type}; it was left out.`);
    return null;
  }
  const relation = lineOf(member(entry, 'relation'), textLimits.factName);
  const fields = member(entry, 'fields');
  const marking = markingOf(member(entry, 'marking'));
  return {
    type,
    value,
    ...(relation !== '' && { relation }),
    fields: isRecord(fields) ? fieldsOf(fields, listLimits.relatedFields, 'field', problems) : {},
    ...(marking !== null && { marking }),
  };
}

function typeOf(name: string, context: RelatedContext): string | null {
  const type = context.typeNamed ? context.typeNamed(name) : name.trim().toLowerCase();
  return type !== null && /^[a-z][a-z0-9-]{0,39}$/.test(type) ? type : null;
}

export function markingOf(input: unknown): ReturnType<typeof parseTlp> {
  return typeof input === 'string' && input.length < 60 ? parseTlp(input) : null;
}

const messageLevels = ['debug', 'info', 'warning', 'error'] as const;

export function parseMessages(input: unknown, problems: Problems): Message[] {
  return records(input, 'message', listLimits.messages, problems).map((message) => {
    const text = member(message, 'text');
    return {
      level: messageLevels.find((level) => level === member(message, 'level')) ?? 'info',
      text: typeof text === 'string' ? cleanText(text, textLimits.message) : '',
    };
  });
}

function records(
  input: unknown,
  noun: string,
  most: number,
  problems: Problems,
): readonly UnknownRecord[] {
  if (input === undefined || input === null) return [];
  if (!Array.isArray(input)) {
    problems.add(`The ${noun}s are no list; they were left out.`);
    return [];
  }
  if (input.length > most)
    problems.add(`There are ${input.length} ${noun}s; the first ${most} are kept.`);
  const kept = input.slice(0, most).filter(isRecord);
  if (kept.length < Math.min(most, input.length))
    problems.add(`A ${noun} that is no object was left out.`);
  return kept;
}

export function lineOf(value: unknown, limit: number): string {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return typeof value === 'string' ? cleanLine(value, limit) : '';
}
