import { expect, test } from 'vitest';
import { csvRow } from './csv.ts';

const cells = [
  ['plain words', 'plain words'],
  ['a,b', '"a,b"'],
  ['say "so"', '"say ""so"""'],
  ['two\nlines', '"two\nlines"'],
  ['=cmd|calc', "'=cmd|calc"],
  ['@SUM(A1)', "'@SUM(A1)"],
  ['-5', '-5'],
  ['-5+cmd', "'-5+cmd"],
  ['\t=1', "'\t=1"],
] as const;
test.each(cells)('the cell %j is written %j', (cell, written) => {
  expect(csvRow([cell])).toBe(written);
});

test('cells are joined by commas', () => {
  expect(csvRow(['a', '', 'b'])).toBe('a,,b');
});
