import { expect, test } from 'vitest';
import { enricherCalled } from './fixtures/enricher.ts';
import { joinPlans, planRuns } from './plan.ts';

const now = '2026-11-20T09:05:00.000Z';
const said = (left: number) => ({
  limit: 50,
  left,
  saidAt: Date.parse(now) - 300_000,
  until: Date.parse('2026-11-21T00:00:00.000Z'),
});

test('the price says what would run, what is stored, what is skipped, and who is told', () => {
  const local = enricherCalled('Local');
  const source = enricherCalled('Source', {
    types: ['ipv4'],
    audience: 'third_party',
    maxTlp: 'green',
    hosts: ['api.example.com'],
  });
  const plan = planRuns({
    observables: [
      { type: 'ipv4', value: '198.51.100.7', tlp: 'green', internal: null },
      { type: 'ipv4', value: '10.0.0.1', tlp: 'green', internal: 'it is a private address' },
      { type: 'ipv4', value: '198.51.100.8', tlp: 'red', internal: null },
      { type: 'domain', value: 'a.example', tlp: 'green', internal: null },
    ],
    enrichers: [local, source, enricherCalled('Off', { enabled: false })],
    chosen: new Map([local, source].map(({ id, types }) => [id, types])),
    airGapped: false,
    now,
    quotas: new Map([[source.id, said(2)]]),
    fresh: new Map([
      [local.id, new Set([0, 1, 2])],
      [source.id, new Set([1, 2])],
    ]),
  });
  expect(
    plan.lines.map(({ title, chosen, applicable, runs, reused, skipped, quota }) => ({
      title,
      chosen,
      applicable,
      runs,
      reused,
      quota,
      skipped: skipped.map(({ reason, count }) => `${count} ${reason}`),
    })),
  ).toEqual([
    { title: 'Local', chosen: true, applicable: 4, runs: 1, reused: 3, quota: null, skipped: [] },
    {
      title: 'Source',
      chosen: true,
      applicable: 3,
      runs: 1,
      reused: 0,
      quota: '2 of 50 left (said by the source 5 min ago)',
      skipped: ['1 internal_value', '1 tlp'],
    },
  ]);
  expect({ ...plan, lines: [] }).toEqual({
    lines: [],
    runs: 2,
    hosts: ['api.example.com'],
    thirdPartyRequests: 1,
  });
});

test('what is not chosen costs nothing', () => {
  const source = enricherCalled('Source', { audience: 'own', hosts: ['misp.example'] });
  const plan = planRuns({
    observables: [{ type: 'ipv4', value: '198.51.100.7', tlp: null, internal: null }],
    enrichers: [source],
    chosen: new Map(),
    airGapped: false,
    now,
    quotas: new Map(),
    fresh: new Map(),
  });
  expect([plan.runs, plan.hosts, plan.lines[0]?.runs]).toEqual([0, [], 1]);
});

test('a plan made in parts is the plan of the whole, quotas included', () => {
  const source = enricherCalled('Source', {
    types: ['ipv4', 'domain'],
    audience: 'third_party',
    maxTlp: 'green',
    hosts: ['api.example.com'],
  });
  const observables = ['a', 'b', 'c', 'd'].map((name) => ({
    type: 'domain',
    value: `${name}.example.com`,
    tlp: name === 'a' ? ('red' as const) : null,
    internal: null,
  }));
  const shared = {
    enrichers: [enricherCalled('Local'), source],
    chosen: new Map([[source.id, source.types]]),
    airGapped: false,
    now,
    fresh: new Map(),
  };
  const quotasOf = (left: number) => new Map([[source.id, said(left)]]);
  const first = planRuns({
    ...shared,
    observables: observables.slice(0, 2),
    quotas: quotasOf(2),
  });
  const runs = first.lines.find(({ enricherId }) => enricherId === source.id)?.runs ?? 0;
  const second = planRuns({
    ...shared,
    observables: observables.slice(2),
    quotas: quotasOf(2 - runs),
  });
  const whole = planRuns({ ...shared, observables, quotas: quotasOf(2) });
  expect(joinPlans(first, second)).toEqual(whole);
});
