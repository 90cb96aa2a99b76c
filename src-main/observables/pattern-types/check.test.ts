import { array, assert, boolean, constantFrom, oneof, property, string } from 'fast-check';
import { expect, test } from 'vitest';
import type { PatternType } from '../../contract/settings.ts';
import { compilePatternTypes } from '../pattern-types.ts';
import { checkPatternTypes } from './check.ts';
import { placesOf } from './places.ts';
import { readPattern } from './tree.ts';
import { weightOf } from './weight.ts';

const ticket: PatternType = { name: 'ticket', pattern: 'INC-\\d{4,6}', example: 'INC-4471' };

const refusals = (definitions: readonly PatternType[]): string[] =>
  checkPatternTypes(definitions).map(
    ({ index, field, sentence }) => `${index} ${field}: ${sentence}`,
  );

const refused: readonly (readonly [pattern: string, sentence: string])[] = [
  // what would go on without end
  ['INC-\\d+', '"+" at 7 repeats without end: write {1,64} instead.'],
  ['INC-\\d*', '"*" at 7 repeats without end: write {0,64} instead.'],
  ['INC-\\d{4,}', '"{4,}" at 7 repeats without end: write {4,64} instead.'],
  ['INC-\\d{70,}', '"{70,}" at 7 repeats without end: write {70,256} instead.'],
  ['(?:a+)+', '"+" at 7 repeats without end: write {1,64} instead.'],
  [
    'x{1,257}',
    'A match could be 257 characters long, and 256 are allowed: make the repeats shorter.',
  ],
  [
    '(?:(?:x{1,100}){1,100}){1,100}',
    'A match could be 1,000,000 characters long, and 256 are allowed: make the repeats shorter.',
  ],
  // what matches nothing
  ['', 'The pattern matches the empty text too: at least one character has to be there.'],
  ['(?:INC)?', 'The pattern matches the empty text too: at least one character has to be there.'],
  ['INC|', 'The pattern matches the empty text too: at least one character has to be there.'],
  ['a(?:){2}', '"(?:){2}" at 2 repeats nothing.'],
  // what needs another kind of engine, or means nothing for whole words on one line
  ['(a)\\1', '"\\1" at 4 refers back to a group: write out what it stands for.'],
  ['(?<n>a)\\k<n>', '"\\k<n>" at 8 refers back to a group: write out what it stands for.'],
  [
    'INC(?=-)',
    '"(?=" at 4 looks ahead, which patterns here cannot: they see their own characters only.',
  ],
  [
    '(?<!x)INC',
    '"(?<!" at 1 looks back, which patterns here cannot: they see their own characters only.',
  ],
  [
    '^INC',
    '"^" at 1 is not needed: a match is always a whole word, wherever it stands. Leave it out.',
  ],
  [
    'INC$',
    '"$" at 4 is not needed: a match is always a whole word, wherever it stands. Leave it out.',
  ],
  ['\\bINC', '"\\b" at 1 is not needed: a match is always a whole word. Leave it out.'],
  ['a\\Bb', '"\\B" at 2 asks for the middle of a word, but a match is always a whole one.'],
  [
    'a{1,3}?',
    '"{1,3}?" at 2 asks for the shortest match, but the longest is always taken: leave its last "?" out.',
  ],
  [
    '(?i:inc)',
    '"(?i:" at 1 changes the rules within the pattern, which cannot be done: ignoring case holds for the whole of it.',
  ],
  ['a\\nb', '"\\n" at 2 is a line break: a match stands on one line.'],
  ['😀', '"😀" at 1 is outside the characters that a pattern can hold (up to U+FFFF).'],
  ['[a😀]', '"😀" at 3 is outside the characters that a pattern can hold (up to U+FFFF).'],
  // what is no pattern
  ['x(a(b)c', '"(" at 2 is never closed: write a backslash before it to mean the character.'],
  ['x[ab', '"[" at 2 is never closed: write a backslash before it to mean the character.'],
  ['ab)', '")" at 3 stands alone: write a backslash before it to mean the character.'],
  ['a{1', '"{1" at 2 stands alone: write a backslash before it to mean the character.'],
  ['ab**', '"*" at 4 has nothing before it that it could repeat.'],
  ['x{3}{2,1}', '"{2,1}" at 5 has nothing before it that it could repeat.'],
  ['a{2,1}', '"{2,1}" at 2 must name the smaller number first.'],
  ['x[z-a]', '"z-a" at 3 begins behind its end.'],
  ['[\\d-z]', '"\\d-z" at 2 is a range from or to a whole class.'],
  [
    'INC\\-1',
    '"\\-" at 4 is no escape that is known: a character that means nothing special needs no backslash.',
  ],
  [
    'INC\\',
    '"\\" at 4 is no escape that is known: a character that means nothing special needs no backslash.',
  ],
  ['\\p{Foo}', '"\\p{Foo}" at 1 is no property that Unicode knows.'],
  ['(?x)', '"(?" at 1 begins no group that is known: write (…), without a name.'],
];

test.each(refused)('the pattern %s is refused with the reason', (pattern, sentence) => {
  expect(refusals([{ ...ticket, pattern }])).toEqual([`0 pattern: ${sentence}`]);
});

test.each(['[ab]{0,64}a[ab]{64}', '.{1,100}a.{1,100}', '(?:[a-z]{1,9}[a-y]{1,9}){1,12}!'])(
  'the pattern %s is refused: it could run away',
  (pattern) => {
    expect(refusals([{ ...ticket, pattern }])).toEqual([
      expect.stringMatching(/^0 pattern: The pattern could run away: .+\.$/),
    ]);
  },
);

test.each([
  `(?:${'a|'.repeat(199)}a){1,256}`,
  `(?:${'a|'.repeat(399)}a){1,256}`,
  `(?:${'ab?|'.repeat(240)}a){1,128}`,
  `(?:${Array.from({ length: 150 }, (_, index) => `[a${String.fromCharCode(0x430 + index)}]`).join('|')})`,
])('the pattern %s is refused: it holds too much', (pattern) => {
  const sentence =
    'The pattern holds too much: each repeat counts all that is in it. Make its repeats shorter, or its alternatives fewer.';
  expect([
    refusals([{ ...ticket, pattern }]),
    compilePatternTypes([{ ...ticket, pattern }]).has(ticket.name),
  ]).toEqual([[`0 pattern: ${sentence}`], false]);
});

test('what a pattern weighs is what laying it out makes of it', () => {
  const patterns = ['(?:a?b?){3}c', '(?:ab|c?d){2,5}(?:e{0,3}|f)g?', 'x(?:y{0}z){1,4}', 'a{3}'];
  const laid = patterns.map((written) => {
    const read = readPattern(written);
    if (!read.ok) throw new Error(read.refusal.sentence);
    const pattern = { tree: read.tree, ignoreCase: false };
    const { takes, follow } = placesOf([pattern]);
    return [weightOf(pattern), takes.length + follow.flat().length];
  });
  expect(laid.map(([weight]) => weight)).toEqual(laid.map(([, size]) => size));
});

test.each([
  ['INC-\\d{4,6}', 'INC-4471'],
  ['host-[a-z]{2}\\d{3}\\.corp\\.example', 'host-ab123.corp.example'],
  ['(?:foo|four|five)-(?<number>\\d{1,3})', 'four-12'],
  ['case #?\\d{1,8}', 'case #12'],
  ['[A-Z]{2,10}-\\d{1,7}', 'PROJ-1'],
  ['[\\w.-]{1,63}@internal', 'a.b@internal'],
  ['\\p{L}{2,20}\\/\\d{4}', 'Größe/2026'],
  ['\\(x\\)[\\]\\-]', '(x)]'],
  ['[^\\s]{1,16}!', 'a-b!'],
  ['x{256}', 'x'.repeat(256)],
  ['(?:a?b?){3}c', 'abac'],
  [
    `(?:${Array.from({ length: 100 }, (_, index) => `word${index}`).join('|')})-\\d{1,6}`,
    'word7-1',
  ],
])('the pattern %s is taken', (pattern, example) => {
  expect(refusals([{ ...ticket, pattern, example }])).toEqual([]);
});

test.each([
  [
    { name: 'Ticket' },
    'name: A name begins with a letter and holds small letters, digits and hyphens, 40 at most: ticket, asset-tag.',
  ],
  [{ name: 'domain' }, 'name: "domain" is built in: choose another name.'],
  [{ example: ' ' }, 'example: Give an example: a value that matches.'],
  [{ example: 'INC-44' }, 'example: "INC-44" does not match the pattern as a whole.'],
  [{ example: 'see INC-4471' }, 'example: "see INC-4471" does not match the pattern as a whole.'],
])('a definition with %o is refused', (change, sentence) => {
  expect(refusals([{ ...ticket, ...change }])).toEqual([`0 ${sentence}`]);
});

test('a name stands once, and the problems say which definition they are of', () => {
  const other = { ...ticket, name: 'other', pattern: 'x+' };
  expect(refusals([ticket, ticket, other])).toEqual([
    '1 name: There is a type "ticket" already.',
    '2 pattern: "+" at 2 repeats without end: write {1,64} instead.',
  ]);
});

test('fifty types are taken together, and one more is refused', () => {
  const many = Array.from({ length: 51 }, (_, index) => ({
    name: `type-${index}`,
    pattern: `T${index}-[a-z0-9-]{1,200}`,
    example: `T${index}-x`,
  }));
  expect([refusals(many.slice(0, 50)), refusals(many)]).toEqual([
    [],
    ['50 name: There can be 50 types: remove one first.'],
  ]);
});

test('types that could run away together are refused, though each alone could not', () => {
  // Each counts another letter: together they would have to remember all the counts at once.
  const counting = [...'abcdefghij'].map((letter) => ({
    name: `many-${letter}`,
    pattern: `(?:[^${letter}]{0,9}${letter}){1,9}!`,
    example: `${letter}!`,
  }));
  expect([refusals(counting.slice(0, 1)), refusals(counting)]).toEqual([
    [],
    [expect.stringMatching(/^9 pattern: Together with the other types /)],
  ]);
});

test('every pattern is either taken or refused with sentences', () => {
  const piece = constantFrom(
    'a',
    '-',
    '\\d',
    '[a-z]',
    '.',
    '(',
    ')',
    '(?:',
    '|',
    '?',
    '*',
    '{1,3}',
    '{2}',
    '{',
    '}',
    '[',
    ']',
    '^',
    '\\',
    '\\p{L}',
    '\\b',
    '(?=',
    '(?<n>',
    '\\1',
    '\ud800',
    '😀',
    'é',
    '\\u',
    ' ',
  );
  const pattern = oneof(
    string({ unit: 'binary', maxLength: 40 }),
    array(piece, { maxLength: 16 }).map((pieces) => pieces.join('')),
  );
  assert(
    property(pattern, boolean(), (pattern, ignoreCase) => {
      const sentences = refusals([{ ...ticket, pattern, ignoreCase }]);
      for (const sentence of sentences) expect(sentence).toMatch(/^0 (?:pattern|example): .+\.$/su);
    }),
    { numRuns: 500 },
  );
});
