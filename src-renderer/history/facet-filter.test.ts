import { expect, test } from 'vitest';
import type { Facets, RunFilter } from '../../src-main/contract/search.ts';
import { choices, type FacetName, toggled } from './facet-filter.ts';

test('a click filters, another one takes it back, and filters of other kinds stay', () => {
  const one = toggled({}, 'type', 'domain');
  const two = toggled(one, 'outcome', 'ok');
  expect([one, two, toggled(two, 'type', 'url'), toggled(two, 'type', 'domain')]).toEqual([
    { type: 'domain' },
    { type: 'domain', outcome: 'ok' },
    { type: 'url', outcome: 'ok' },
    { outcome: 'ok' },
  ]);
});

const facets: Facets = {
  counted: 3,
  more: false,
  type: [
    { value: 'domain', count: 2 },
    { value: 'url', count: 1 },
  ],
  enricherId: [{ value: 'geo:lookup', count: 3 }],
  outcome: [{ value: 'ok', count: 3 }],
  level: [{ value: 'malicious', count: 1 }],
  tag: [],
  when: [{ value: '2026-11-21', count: 3 }],
};

test.each([
  ['values to choose from', 'type', {}, facets.type],
  ['nothing where all have the same', 'outcome', {}, []],
  ['one that only some have', 'level', {}, facets.level],
  ['nothing where there is none', 'tag', {}, []],
  ['what is chosen, and that all have it', 'outcome', { outcome: 'ok' }, facets.outcome],
  ['what is chosen, with no hits', 'tag', { tag: 'a:b=c' }, [{ value: 'a:b=c', count: 0 }]],
] satisfies [string, FacetName, RunFilter, unknown][])('%s', (_, name, filter, expected) => {
  expect(choices(facets, filter, name)).toEqual(expected);
});
