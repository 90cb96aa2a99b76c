import type { Enrich, Item, ReportInput } from '../../sdk/index.ts';
import {
  type Algorithm,
  algorithms,
  digest,
  type KnownContent,
  knownContent,
} from './known-contents.ts';

export const enrich: Enrich = (observable) => {
  const value = observable.value.toLowerCase();
  const algorithm = algorithms.find(({ bits }) => value.length === bits / 4);
  if (algorithm === undefined || !/^[0-9a-f]+$/.test(value)) {
    return { error: { reason: 'bad_value', sentence: 'This is no hash of a known length.' } };
  }
  return describe(value, algorithm, patternOf(value) ?? knownContent(algorithm, value));
};

/** A content we know, or a sentence on a value that no file has by chance. */
type Finding = KnownContent | string | null;

function describe(value: string, algorithm: Algorithm, finding: Finding): ReportInput {
  const content = finding === null || typeof finding === 'string' ? null : finding;
  const bytes = content?.bytes ?? null;
  return {
    title: 'Hash identity',
    ...(content === null
      ? {}
      : {
          verdict: {
            level: 'known',
            sentence: `known: ${content.name}`,
            reason: content.meaning,
          },
        }),
    widgets: [
      { type: 'badges', items: badges(algorithm, content) },
      { type: 'markdown', markdown: sentences(algorithm, finding) },
      {
        type: 'table',
        title: 'Forms',
        columns: ['Form', 'Value'],
        key: ['Form'],
        rows: forms(value),
      },
      ...(bytes === null ? [] : [otherHashes(bytes, algorithm)]),
    ],
    related:
      bytes === null
        ? []
        : algorithms
            .filter((other) => other !== algorithm)
            .map((other) => ({
              type: other.type,
              value: digest(other, bytes),
              relation: 'hash of the same content',
            })),
    facts: {
      'hash.algorithm': algorithm.name,
      'hash.bits': algorithm.bits,
      'hash.known': content?.name ?? null,
    },
  };
}

function badges(algorithm: Algorithm, content: KnownContent | null): Item[] {
  return [
    { label: 'Algorithm', value: algorithm.name },
    { label: 'Bits', value: algorithm.bits, kind: 'Integer' },
    ...(content === null ? [] : [{ label: 'Content', value: content.name }]),
  ];
}

const sameLength: Readonly<Record<Algorithm['type'], string>> = {
  md5: 'NTLM, MD4 and RIPEMD-128 values have the same length.',
  sha1: 'RIPEMD-160 values and Git object names have the same length.',
  sha256: 'SHA3-256, BLAKE2s and BLAKE3 values have the same length.',
  sha512: 'SHA3-512, BLAKE2b and Whirlpool values have the same length.',
};

function sentences(algorithm: Algorithm, finding: Finding): string {
  const length = `${algorithm.bits / 4} hexadecimal digits: **${algorithm.name}** by its length. ${sameLength[algorithm.type]}`;
  const weak =
    algorithm.type === 'md5' || algorithm.type === 'sha1'
      ? ` Two different files can be made with one ${algorithm.name}: ask for the SHA-256 before acting on it.`
      : '';
  if (finding === null) return `${length}${weak}\n\nThis is not the hash of a well-known content.`;
  if (typeof finding === 'string') return `${length}${weak}\n\n${finding}`;
  const what =
    finding.bytes === null
      ? `This is the **${finding.name}**.`
      : `This is the hash of **${finding.name}** (${finding.bytes.length} bytes).`;
  return `${length}${weak}\n\n${what} ${finding.meaning}`;
}

function forms(value: string): string[][] {
  const bytes = Buffer.from(value, 'hex');
  return [
    ['Lower case', value],
    ['Upper case', value.toUpperCase()],
    ['Pairs', (value.match(/../g) ?? []).join(':')],
    ['Base64', bytes.toString('base64')],
    ['Base64 URL', bytes.toString('base64url')],
  ];
}

function otherHashes(bytes: Buffer, algorithm: Algorithm) {
  return {
    type: 'table',
    title: 'The same content by other algorithms',
    columns: [{ name: 'Algorithm' }, { name: 'Hash', kind: 'Hash' }],
    key: ['Algorithm'],
    rows: algorithms
      .filter((other) => other !== algorithm)
      .map((other) => [other.name, digest(other, bytes)]),
  } as const;
}

function patternOf(value: string): string | null {
  if (/^(.)\1*$/.test(value)) return 'One digit repeated: a placeholder, not the hash of a file.';
  if ('0123456789abcdef'.repeat(8).startsWith(value)) {
    return 'Counting digits: a placeholder, not the hash of a file.';
  }
  return null;
}
