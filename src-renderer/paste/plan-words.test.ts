import { expect, it } from 'vitest';
import type { PlanLine } from '../../src-main/contract/paste.ts';
import { leavesTheHouse, planWords, tellsWords, toldHosts } from './plan-words.ts';

const line: PlanLine = {
  enricherId: 'a:a',
  title: 'Geo',
  audience: 'offline',
  active: false,
  chosen: true,
  applicable: 12,
  runs: 12,
  reused: 2,
  skipped: [],
  hosts: [],
  quota: null,
};
const dns: PlanLine = { ...line, title: 'DNS', audience: 'third_party', runs: 3, reused: 0 };

it('names the price of the chosen enrichers and who is told', () => {
  const lines = [
    line,
    { ...dns, hosts: ['x', 'name servers'], quota: 'at most 30 of 412 left (by our count)' },
    { ...dns, title: 'RDAP', hosts: ['y'], chosen: false },
    { ...dns, title: 'Idle', hosts: ['z'], runs: 0 },
  ];
  const plan = { lines, runs: 15, hosts: ['name servers', 'x'], thirdPartyRequests: 3 };
  expect([planWords(plan), tellsWords(plan)]).toEqual([
    'offline 12 · DNS 3 (at most 30 of 412 left) · 2 still fresh',
    'tells 2 hosts',
  ]);
});

it('counts those of a long list apart, as a run asks a few of them', () => {
  const registries = Array.from({ length: 372 }, (_, index) => `rdap.nic.example${index}`);
  const rdap: PlanLine = { ...dns, title: 'RDAP', hosts: registries };
  const told = (lines: PlanLine[]) => {
    const plan = { lines, runs: 3, hosts: registries, thirdPartyRequests: 3 };
    return [tellsWords(plan), toldHosts(plan, (host) => host.replaceAll('.', '[.]'))];
  };
  expect([told([rdap]), told([{ ...dns, hosts: ['api.example'] }, rdap])]).toEqual([
    ['RDAP tells some of 372 hosts', 'some of 372 hosts of RDAP'],
    ['tells 1 host · RDAP tells some of 372 hosts', 'api[.]example, some of 372 hosts of RDAP'],
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
