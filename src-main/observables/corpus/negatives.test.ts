import { expect, test } from 'vitest';
import { readNegatives, wronglyFound } from './negatives.ts';

test.each(
  readNegatives().map(
    (negative) => [negative.report, JSON.stringify(negative.excerpt), negative] as const,
  ),
)('%s: what only looks like an observable is not found in %s', (_report, _excerpt, negative) => {
  expect(wronglyFound(negative)).toEqual([]);
});
