import { expect, it } from 'vitest';
import { csvOf } from './table-csv.ts';

it.each([
  ['plain values', [['a', 1]], 'a,1'],
  ['quotes, commas and line breaks', [['say "hi", now', 'x\ny']], '"say ""hi"", now","x\ny"'],
  ['what a spreadsheet would run', [['=1+1', '@SUM(A1)']], "'=1+1,'@SUM(A1)"],
  ['negative numbers', [[-5, '-5']], '-5,-5'],
  ['missing cells', [['a']], 'a,'],
])('writes %s', (_name, rows, line) => {
  expect(csvOf(['x', 'y'], rows)).toBe(`x,y\r\n${line}\r\n`);
});
