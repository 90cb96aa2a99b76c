import { expect, test } from 'vitest';
import { type PurgeCounts, purgeSentence } from './data.ts';

const none: PurgeCounts = {
  pastes: 0,
  observables: 0,
  runs: 0,
  ledgerEntries: 0,
  bytes: 0,
  heldBySettings: false,
  mentionsUnread: false,
  backups: [],
};

test.each([
  [{}, 'Nothing of this is stored.'],
  [
    { pastes: 12, observables: 1, runs: 3400, ledgerEntries: 2, bytes: 2_100_000 },
    '12 pastes, 1 value, 3,400 runs, 2.1 MB; the ledger keeps a keyed hash.',
  ],
  [{ runs: 1, bytes: 300 }, '1 run, 1 kB.'],
  [
    { runs: 1, bytes: 300, mentionsUnread: true },
    '1 run, 1 kB; results of other values that mention it are found while it is removed.',
  ],
  [
    { mentionsUnread: true },
    'It stands nowhere by itself; results of other values that mention it are found while it is removed.',
  ],
])('%o is said in one line', (part, sentence) => {
  expect(purgeSentence({ ...none, ...part })).toBe(sentence);
});
