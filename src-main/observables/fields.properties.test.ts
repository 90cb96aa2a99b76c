import {
  array,
  assert,
  boolean,
  constantFrom,
  dictionary,
  letrec,
  oneof,
  property,
  record,
  string,
  stringMatching,
  tuple,
} from 'fast-check';
import { expect, test } from 'vitest';
import { fieldsOf } from './fields.ts';
import { findObservables } from './find.ts';

/** The same texts every time; change it to look for others. */
const seed = 1;

const key = oneof(
  stringMatching(/^[a-zA-Z_][\w .@-]{0,11}$/),
  string({ minLength: 1, maxLength: 6 }),
);
const noise = oneof(
  string({ maxLength: 12 }),
  constantFrom('a "b": c', '{"x":', 'k=v', '\\', 'C:\\new', ''),
);
type Json = string | boolean | null | Json[] | { [name: string]: Json };
const { json } = letrec<{ json: Json }>((tie) => ({
  json: oneof(
    { maxDepth: 4, withCrossShrink: true },
    noise,
    boolean(),
    constantFrom(null),
    array(tie('json'), { maxLength: 3 }),
    dictionary(key, tie('json'), { maxKeys: 3 }),
  ),
}));

const marker = 'mark-0e5d.example';

/** A document with a marker somewhere, and the path to it. */
const marked = tuple(
  array(tuple(oneof(key, constantFrom(null)), json, json), { minLength: 1, maxLength: 5 }),
  noise,
  noise,
).map(([steps, before, after]) => {
  let document: Json = `${before} ${marker} ${after}`;
  const path: string[] = [];
  for (const [name, one, other] of steps) {
    if (name === null) document = [one, document, other];
    else {
      document = { 'a before': one, [name]: document, 'z after': other };
      path.unshift(name);
    }
  }
  return { document: { root: document }, path: ['root', ...path].join('.') };
});

/** Pretty, minified, with escapes that need not be, in the ways that programs write. */
const written = record({
  indent: constantFrom(0, 1, 2, 4, '\t'),
  escapes: boolean(),
  returns: boolean(),
});

test('a value of a JSON document has the path that leads to it, however it is written', () => {
  assert(
    property(
      marked,
      written,
      constantFrom('', '\ufeff', '<134>Nov 21 host app: ', 'Seen:\n\n'),
      ({ document, path }, style, before) => {
        let text = JSON.stringify(document, null, style.indent);
        if (style.escapes) text = text.replaceAll('/', '\\/').replaceAll(/[^\0-\x7f]/gu, escapeAll);
        if (style.returns) text = text.replaceAll('\n', '\r\n');
        const given = before + text;
        const shown = /\p{Cc}/u.test(path) ? null : path;
        expect(fieldsOf(given).at(given.indexOf(marker))).toBe(shown);
      },
    ),
    { numRuns: 2000, seed },
  );
});

function escapeAll(characters: string): string {
  return Array.from(
    { length: characters.length },
    (_, at) => `\\u${characters.charCodeAt(at).toString(16).padStart(4, '0')}`,
  ).join('');
}

test('each line of NDJSON stands for itself, though the one before is cut off anywhere in its values', () => {
  assert(
    property(marked, marked, (one, other) => {
      const first = JSON.stringify(one.document);
      const second = JSON.stringify(other.document);
      const cut = first.slice(0, first.indexOf(marker) + marker.length);
      const given = `${cut}\n${second}\n`;
      const fields = fieldsOf(given);
      const shown = [one.path, other.path].map((path) => (/\p{Cc}/u.test(path) ? null : path));
      expect([fields.at(given.indexOf(marker)), fields.at(given.lastIndexOf(marker))]).toEqual(
        shown,
      );
    }),
    { numRuns: 1000, seed },
  );
});

const delimiter = constantFrom(',', '\t', ';', '|');
const cell = oneof(
  stringMatching(/^[a-z0-9 ]{0,8}$/),
  constantFrom('a,b', 'c;d', 'e\tf', 'g|h', 'i"j', 'k\nl', 'm\r\nn', '"', '12'),
);

test('a value of a table has the name of its column, however cells are quoted', () => {
  const names = ['time', 'src ip', 'dns.question.name', 'c-ip', 'Notes (free)'];
  const row = array(cell, { minLength: names.length, maxLength: names.length });
  assert(
    property(
      array(row, { minLength: 1, maxLength: 6 }),
      constantFrom(0, 1, 2, 3, 4),
      delimiter,
      boolean(),
      constantFrom('\n', '\r\n'),
      (rows, column, mark, always, end) => {
        const last = rows.at(-1) ?? [];
        last[column] = `${last[column]} ${marker}`;
        const quoted = (text: string): string =>
          always || /["\n\r]/u.test(text) || text.includes(mark)
            ? `"${text.replaceAll('"', '""')}"`
            : text;
        const given = [names, ...rows].map((cells) => cells.map(quoted).join(mark) + end).join('');
        expect(fieldsOf(given).at(given.indexOf(marker))).toBe(names[column]);
      },
    ),
    { numRuns: 1000, seed },
  );
});

test('prose has no fields', () => {
  const word = constantFrom(
    'the',
    'actor',
    'used',
    'evil.com',
    '1.2.3.4',
    'hxxp://evil[.]com/a?b=c&ip=1.2.3.4',
    'joe@evil.com',
    'C2',
    '"quoted"',
    "'so'",
    '(see',
    'below)',
    '- item',
    'Note:',
    'a/b',
    '<b>',
    '[1]',
    '{x}',
    'e.g.',
    '50%',
    '#1',
  );
  const between = constantFrom(' ', ', ', '; ', '. ', '\n', ':\n', ' | ', '\n\n');
  assert(
    property(array(tuple(word, between), { maxLength: 40 }), (words) => {
      const { finds } = findObservables(words.flat().join(''));
      expect(finds.filter(({ field }) => field !== undefined)).toEqual([]);
    }),
    { numRuns: 2000, seed },
  );
});

const piece = constantFrom(
  '{',
  '}',
  '[',
  ']',
  '"',
  "'",
  ':',
  ',',
  '=',
  ' ',
  '\n',
  '\\',
  '\\"',
  '\t',
  '|',
  ';',
  '<',
  '>',
  '&',
  '#fields',
  'CEF:0|',
  'From: ',
  '://',
  'a',
  'key',
  '1.2.3.4',
  '{"a":',
  '"b":"',
  '\ufeff',
  'sep=;',
  '\0',
  '\ud800',
  '/',
  '?',
);

test('never throws, and tells the same whether asked often or once', () => {
  assert(
    property(array(piece, { maxLength: 40 }), (pieces) => {
      const text = pieces.join('');
      const often = fieldsOf(text);
      const answers = Array.from({ length: text.length }, (_, offset) => [
        often.at(offset),
        text[offset],
      ]);
      for (const [offset, [answer, unit]] of answers.entries()) {
        if (unit === '1') expect(fieldsOf(text).at(offset)).toBe(answer);
        expect(answer === null || (answer !== '' && (answer?.length ?? 0) <= 256)).toBe(true);
      }
    }),
    { numRuns: 3000, seed },
  );
});
