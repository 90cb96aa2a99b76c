import { expect, test } from 'vitest';
import { filterOf, noFields } from './ledger-filter.ts';

const now = Date.parse('2026-11-20T12:00:00.000Z');

test.each([
  ['nothing chosen', {}, {}],
  ['spaces', { value: '  ', host: ' ' }, {}],
  [
    'a value and a host',
    { value: ' a[.]example ', host: 'b' },
    { value: 'a[.]example', host: 'b' },
  ],
  [
    'what was refused by one',
    { verdict: 'refused', enricher: 'a:b' },
    { verdict: 'refused', enricher: 'a:b' },
  ],
  ['the last week', { period: 'week' }, { since: '2026-11-13T12:00:00.000Z' }],
])('the ledger is asked by %s', (_name, fields, filter) => {
  expect(filterOf({ ...noFields, ...fields }, now)).toEqual(filter);
});
