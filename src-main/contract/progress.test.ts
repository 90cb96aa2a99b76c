import { expect, test } from 'vitest';
import { progressWords } from './progress.ts';

const now = Date.parse('2026-11-20T08:00:00.000Z');
const counts = { total: 120, done: 34, endsAt: null, waitsFor: null };
const waitsFor = (until: string) => ({ title: 'AbuseIPDB', until });

test.each([
  [{}, '34 of 120 done'],
  [{ endsAt: '2026-11-20T08:00:20.000Z' }, '34 of 120 done · less than a minute left'],
  [{ endsAt: '2026-11-20T07:59:00.000Z' }, '34 of 120 done · less than a minute left'],
  [{ endsAt: '2026-11-20T08:02:10.000Z' }, '34 of 120 done · about 2 min left'],
  [{ endsAt: '2026-11-20T11:10:00.000Z' }, '34 of 120 done · about 3 h left'],
  [
    { endsAt: '2026-11-20T09:05:00.000Z', waitsFor: waitsFor('2026-11-20T09:00:00.000Z') },
    '34 of 120 done · waiting for AbuseIPDB until 09:00 UTC',
  ],
  [
    { waitsFor: waitsFor('2026-11-21T09:00:00.000Z') },
    '34 of 120 done · waiting for AbuseIPDB until 2026-11-21 09:00 UTC',
  ],
])('progress of %j', (part, words) => {
  expect(progressWords({ ...counts, ...part }, now)).toBe(words);
});
