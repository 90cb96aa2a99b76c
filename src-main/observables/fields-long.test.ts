import { expect, test } from 'vitest';
import { fieldsOf } from './fields.ts';
import { findObservables } from './find.ts';
import { filled, hostileTexts } from './fixtures/hostile.ts';

const long = 100_000;
const units = [
  'a=',
  'a=,',
  'a=[',
  ' a="',
  `a='b"`,
  '{"',
  '{"a":',
  '{"a":{',
  '{"a":[',
  '{ ',
  '"a":',
  '"a":"',
  '"a":"\\',
  'a,b\n',
  '"x,',
  ':\t',
  '\na:\t',
  "<Data Name='a'>",
  '<a b c',
  'CEF:0|',
  ' a=1.2.3.4',
  'a:// ',
  '#\n',
  '#fields\ta\n',
  'From: a\n',
  `${' '.repeat(30)}=`,
  `${'k'.repeat(80)}=`,
  '\\"',
  '{"a":"{\\"b',
];
const built: readonly (readonly [string, string])[] = [
  ...units.map((unit) => [JSON.stringify(unit), filled(unit, long)] as const),
  ['a key that is too long', `{"${filled('k', long)}":{"a":"1.2.3.4"}}`],
  ['values under a long key', `{"${filled('k', long / 4)}":[${filled('"1.2.3.4",', long)}`],
  ['one long string', `{"a":"${filled('1.2.3.4 ', long)}"}`],
  [
    'one long string in a string',
    JSON.stringify({ a: JSON.stringify({ b: filled('1.2.3.4\n', long) }) }),
  ],
  ['a table of quotes', `a,b\n${filled('""', long)}`],
  ['a table of open quotes', `a,b\n${filled('"x,', long)}`],
  ['a table of one row', `a,b\n${filled('1.2.3.4,', long)}`],
];

test.each([...built, ...hostileTexts(long)])('reads %s alike, in order or at once', (_, text) => {
  const [fields, strings] = [fieldsOf(text), fieldsOf(text)];
  const last = text.length - 1;
  for (let offset = 0; offset < last; offset += 8) {
    fields.at(offset);
    strings.depthAt(offset);
  }
  expect([fields.at(last), strings.depthAt(last)]).toEqual([
    fieldsOf(text).at(last),
    fieldsOf(text).depthAt(last),
  ]);
});

test('a field keeps across the blocks that a large text is read in', () => {
  const filler = Array.from({ length: 12_000 }, (_, index) => ({
    n: index,
    url: `http://evil.com/${index}`,
    p: `C:\\a\\${index}.exe`,
  }));
  const document = { first: filler, deep: { ip: '1.2.3.4' }, last: [{ host: 'evil.ru' }] };
  for (const indent of [0, 2]) {
    const { finds } = findObservables(JSON.stringify(document, null, indent));
    const urls = finds.filter(({ type }) => type === 'url');
    const files = finds.filter(({ type }) => type === 'filename');
    expect([urls, files].map((kind) => kind.map(({ value }) => value))).toEqual([
      filler.map(({ url }) => url),
      filler.map(({ p }) => p),
    ]);
    expect(new Set(urls.map(({ field }) => field))).toEqual(new Set(['first.url']));
    expect(finds.slice(-2).map(({ value, field }) => [value, field])).toEqual([
      ['1.2.3.4', 'deep.ip'],
      ['evil.ru', 'last.host'],
    ]);
  }
});
