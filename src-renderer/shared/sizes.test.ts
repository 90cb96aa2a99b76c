import { expect, test } from 'vitest';
import { sizeWords } from './sizes.ts';

test.each([
  [0, '0 kB'],
  [340_400, '340 kB'],
  [999_600, '1.0 MB'],
  [2_100_000, '2.1 MB'],
  [9_960_000, '10 MB'],
  [12_000_000_000, '12 GB'],
  [5e15, '5000 TB'],
])('%s bytes are %s', (bytes, words) => {
  expect(sizeWords(bytes)).toBe(words);
});
