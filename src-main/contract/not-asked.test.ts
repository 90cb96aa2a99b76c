import { expect, test } from 'vitest';
import { notAskedWords } from './not-asked.ts';
import { skipReasons } from './vocabulary.ts';

test.each([
  ['nothing where all were asked', 4, [], null],
  [
    'each reason once, in the order of the gates',
    12,
    ['air_gapped', 'tlp', 'credential', 'tlp'],
    '4 of 12 were not asked: no credential, TLP, offline',
  ],
  ['one in the singular', 6, ['active_not_chosen'], '1 of 6 was not asked: not ticked'],
  ['a reason of a later version as it is', 2, ['too_late'], '1 of 2 was not asked: too late'],
])('who was not asked: %s', (_name, total, reasons, words) => {
  expect(notAskedWords(total, reasons)).toBe(words);
});

test('every gate has words of its own', () => {
  const all = skipReasons.map((reason) => notAskedWords(1, [reason])?.split(': ')[1]);
  expect(new Set(all).size).toBe(skipReasons.length);
  expect(all.filter((text) => text?.includes('_'))).toEqual([]);
});
