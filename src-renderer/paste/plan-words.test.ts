import { expect, it } from 'vitest';
import { leavesTheHouse, planWords, tellsWords } from './plan-words.ts';

const line = {
  enricherId: 'a:a',
  title: 'Geo',
  audience: 'offline' as const,
  active: false,
  chosen: true,
  applicable: 12,
  runs: 12,
  reused: 2,
  skipped: [],
  hosts: [],
  quota: null,
};
const dns = { ...line, title: 'DNS', audience: 'third_party' as const, runs: 3, reused: 0 };

it('names the price of the chosen enrichers and who is told', () => {
  const lines = [
    line,
    { ...dns, quota: 'at most 30 of 412 left (by our count)' },
    { ...dns, title: 'RDAP', chosen: false },
  ];
  const plan = { lines, runs: 15, hosts: ['1.1.1.1:53', 'x:1'], thirdPartyRequests: 3 };
  expect([planWords(plan), tellsWords(plan)]).toEqual([
    'offline 12 · DNS 3 (at most 30 of 412 left) · 2 still fresh',
    'tells 2 hosts',
  ]);
});

it('says that nobody is told', () => {
  const plan = { lines: [{ ...line, reused: 0 }], runs: 12, hosts: [], thirdPartyRequests: 0 };
  expect([planWords(plan), tellsWords(plan)]).toEqual(['offline 12', 'tells nobody']);
});

it.each([
  { name: 'offline only', lines: [line], expected: false },
  { name: 'a third party', lines: [line, dns], expected: true },
  { name: 'a third party that has nothing to do', lines: [{ ...dns, runs: 0 }], expected: false },
])('knows whether values leave the house: $name', ({ lines, expected }) => {
  expect(leavesTheHouse({ lines, runs: 0, hosts: [], thirdPartyRequests: 0 })).toBe(expected);
});
