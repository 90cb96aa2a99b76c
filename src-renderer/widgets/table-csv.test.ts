import { expect, it } from 'vitest';
import { csvOf } from './table-csv.ts';

it.each([
  ['plain values', [['a', 1]], 'a,1'],
  ['quotes, commas and line breaks', [['say "hi", now', 'x\ny']], '"say ""hi"", now","x\ny"'],
  ['what a spreadsheet would run', [['=1+1', '@SUM(A1)']], "'=1+1,'@SUM(A1)"],
  ['negative numbers', [[-5, '-5']], '-5,-5'],
  ['missing cells', [['a']], 'a,'],
])('writes %s', (_name, rows, line) => {
  const columns = [
    { name: 'x', kind: 'String' },
    { name: 'y', kind: 'String' },
  ] as const;
  expect(csvOf(columns, rows, null)).toBe(`x,y\r\n${line}\r\n`);
});

it.each([
  [null, 'https://evil.com/a.b'],
  ['brackets', 'hxxps://evil[.]com/a.b'],
] as const)('writes observables in the style %s', (style, url) => {
  expect(csvOf([{ name: 'Address', kind: 'URL' }], [['https://evil.com/a.b']], style)).toBe(
    `Address\r\n${url}\r\n`,
  );
});
