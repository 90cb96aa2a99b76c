import { expect, test } from 'vitest';
import type { Find } from './observable.ts';
import { openFinds, openValuePage, packFinds, packValues, pageLength } from './pages.ts';

const host: Find = {
  type: 'domain',
  value: 'a.example',
  text: 'a.example',
  start: 7,
  end: 16,
  why: 'host',
};

test.each<[string, Find[]]>([
  ['nothing', []],
  ['a find with nothing but what all have', [host]],
  [
    'one with everything',
    [
      {
        ...host,
        text: 'a[.]example',
        end: 18,
        nestedIn: 0,
        noise: 'example domain',
        field: 'dns.name',
        port: 53,
      },
    ],
  ],
  [
    'the first index, the first port, and no words',
    [{ ...host, nestedIn: 0, port: 1, why: '', field: '' }],
  ],
  [
    'a lone surrogate and a name of every object',
    [{ ...host, value: '__proto__', text: '\ud800' }],
  ],
])('%s comes out as it went in', (_what, finds) => {
  expect(openFinds(packFinds(finds))).toEqual(finds);
});

test('a long list goes in pages and keeps its order', () => {
  const finds = Array.from({ length: 2 * pageLength + 1 }, (_, start) => ({
    ...host,
    start,
    nestedIn: start,
  }));
  const pages = packFinds(finds);
  expect([pages.length, openFinds(pages)]).toEqual([3, finds]);
});

test('values go likewise', () => {
  const values = Array.from({ length: pageLength + 1 }, (_, index) => ({
    type: 'domain',
    value: `${index}.example`,
  }));
  expect(packValues(values).flatMap(openValuePage)).toEqual(values);
});
