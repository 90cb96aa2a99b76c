import { array, assert, constantFrom, property } from 'fast-check';
import { expect, test } from 'vitest';
import type { PatternType } from '../contract/settings.ts';
import { canonicalValue } from './canonical.ts';
import { findObservables } from './find.ts';
import { identifyObservable } from './identify.ts';
import { compilePatternTypes } from './pattern-types.ts';

const definitions: readonly PatternType[] = [
  { name: 'ticket', pattern: 'INC-\\d{4,6}', example: 'INC-4471', ignoreCase: true },
  {
    name: 'asset',
    pattern: 'host-[a-z]{2}\\d{3}\\.corp\\.example',
    example: 'host-ab123.corp.example',
  },
  { name: 'case', pattern: 'case [A-Z]?\\d{1,6}', example: 'case 12' },
  { name: 'site', pattern: 'host-[a-z]{2}', example: 'host-ab' },
];
const patternTypes = compilePatternTypes(definitions);

/** Type and value of what stands on its own, and of what is nested behind a `>`. */
function found(text: string): readonly string[] {
  return findObservables(text, { patternTypes }).finds.map(
    ({ type, value, nestedIn }) => `${nestedIn === undefined ? '' : '> '}${type} ${value}`,
  );
}

test.each<[about: string, text: string, expected: readonly string[]]>([
  ['stands among words', 'see INC-4471, please', ['ticket inc-4471']],
  ['is no part of a longer word', 'xINC-4471 INC-4471b INC-12345678 éINC-4471 INC-4471é', []],
  [
    'may stand between marks',
    '_INC-4471_ (INC-4472)/INC-4473.',
    ['ticket inc-4471', 'ticket inc-4472', 'ticket inc-4473'],
  ],
  ['stands in a script without spaces', '票INC-4471已', ['ticket inc-4471']],
  ['may hold a space, but never goes on past its line', 'case 12 and case\n12', ['case case 12']],
  ['is read refanged', 'host-ab123[.]corp[.]example', ['asset host-ab123.corp.example']],
  ['is as long as it can be', 'INC-123456', ['ticket inc-123456']],
  [
    'of the longer type wins',
    'host-ab123.corp.example host-ab',
    ['asset host-ab123.corp.example', 'site host-ab'],
  ],
  [
    'wins over what lies in it',
    'case 1 host-ab123.corp.example',
    ['case case 1', 'asset host-ab123.corp.example'],
  ],
  [
    'stands on its own beside the larger find that it is part of',
    'https://tickets.example.com/INC-4471 8.8.4.4',
    [
      'url https://tickets.example.com/INC-4471',
      '> domain tickets.example.com',
      'ticket inc-4471',
      'ipv4 8.8.4.4',
    ],
  ],
  [
    'takes the place of what is nested in the larger find',
    'https://host-ab123.corp.example/x a@host-ab123.corp.example',
    [
      'url https://host-ab123.corp.example/x',
      'asset host-ab123.corp.example',
      'email a@host-ab123.corp.example',
      'asset host-ab123.corp.example',
    ],
  ],
  ['stands beside what it only touches', 'case 9.9.9.9', ['case case 9', 'ipv4 9.9.9.9']],
])('a match %s', (_about, text, expected) => {
  expect(found(text)).toEqual(expected);
});

test('a match says why it is one, where it stands, and is never noise', () => {
  const text = 'log=host-ab123[.]corp[.]example';
  const own = { domains: ['corp.example'], ranges: [], mailSuffixes: [] };
  expect(findObservables(text, { own, patternTypes }).finds).toEqual([
    {
      type: 'asset',
      value: 'host-ab123.corp.example',
      text: 'host-ab123[.]corp[.]example',
      start: 4,
      end: 31,
      why: 'matches the type asset, refanged',
      field: 'log',
    },
  ]);
});

test.each([
  ['ticket', ' Inc-4471 ', 'inc-4471'],
  ['ticket', 'INC-44', null],
  ['ticket', 'INC-4471 and more', null],
  ['asset', 'host-ab123[.]corp.example', 'host-ab123.corp.example'],
  ['domain', 'host-ab123.corp.example', 'host-ab123.corp.example'],
  ['gone', 'defined no more', 'defined no more'],
])('as a %s the canonical value of "%s" is %o', (type, text, value) => {
  expect(canonicalValue(type, text, patternTypes)).toBe(value);
});

test.each([
  ['INC-4471', { type: 'ticket', value: 'inc-4471' }],
  ['"INC-4471"', { type: 'ticket', value: 'inc-4471' }],
  ['host-ab123[.]corp[.]example', { type: 'asset', value: 'host-ab123.corp.example' }],
  ['https://evil.example/INC-4471', { type: 'url', value: 'https://evil.example/INC-4471' }],
  ['evil.com', { type: 'domain', value: 'evil.com' }],
])('%s alone is identified as %o', (text, observable) => {
  expect(identifyObservable(text, patternTypes)).toEqual(observable);
});

test('definitions that would be refused are passed over', () => {
  const broken = { name: 'broken', pattern: '(', example: '' };
  expect(compilePatternTypes([broken, ...definitions]).find('INC-4471')).toMatchObject([
    { type: 'ticket' },
  ]);
});

test('whatever the text is, finds stand where they say, in order, and a value keeps its type', () => {
  const piece = constantFrom(
    'INC-4471',
    'inc-',
    '44',
    'host-ab',
    '123',
    '[.]',
    '.corp.example',
    'case 1',
    'https://',
    '/',
    ' ',
    '\n',
    '@',
    '-',
    '\u200b',
    '例',
    'é',
    '\ud800',
    'ſ',
    '\u212a',
    '"',
    ',',
    'evil.com',
    '{"a":"',
    '"}',
  );
  const text = array(piece, { maxLength: 40 }).map((pieces) => pieces.join(''));
  assert(
    property(text, (text) => {
      const { finds } = findObservables(text, { patternTypes });
      const matches = finds.filter(({ type }) => patternTypes.has(type));
      expect(finds.map(({ start, end }) => text.slice(start, end))).toEqual(
        finds.map((find) => find.text),
      );
      expect(matches.map(({ type, value }) => canonicalValue(type, value, patternTypes))).toEqual(
        matches.map(({ value }) => value),
      );
      expect(matches.map(({ start }) => start)).toEqual(
        matches.map(({ start }) => start).toSorted((a, b) => a - b),
      );
      finds.forEach(({ nestedIn = -1 }, index) => expect(nestedIn).toBeLessThan(index));
    }),
    { numRuns: 1000 },
  );
});

test('a hostile text costs no more with fifty types than with one, and grows as it does', () => {
  // Nearly matches from everywhere: the last letter but one is never there.
  const greedy = (index: number): PatternType => ({
    name: `greedy-${index}`,
    pattern: `[a-p-]{1,${250 - index}}[x-z][a-p]`,
    example: 'azb',
  });
  const looks = (count: number, length: number): number => {
    const types = compilePatternTypes(Array.from({ length: count }, (_, index) => greedy(index)));
    const text = 'a-'.repeat(length / 2);
    types.find(text);
    const before = process.cpuUsage();
    expect(types.find(text)).toEqual([]);
    return process.cpuUsage(before).user;
  };
  const once = looks(1, 100_000);
  // Steps would be fifty times as many, or sixteen: there is room for a busy machine.
  expect([looks(50, 100_000) < 10 * once, looks(1, 400_000) < 10 * once]).toEqual([true, true]);
});
