import { expect, test } from 'vitest';
import { headlineOf } from './headline.ts';
import { parseReport } from './parse-report.ts';

const badges = {
  type: 'badges',
  items: [{ label: 'Country', value: 'Germany (DE)' }, { value: 'anycast' }, { value: '' }],
};
const verdict = { level: 'known', sentence: 'known: EICAR test file', reason: 'in the list' };

test.each([
  ['its verdict before all else', { verdict, widgets: [badges] }, 'known: EICAR test file'],
  ['its first badges', { widgets: [{ type: 'rule' }, badges] }, 'Country Germany (DE) · anycast'],
  [
    'no link among its badges',
    {
      widgets: [
        {
          type: 'badges',
          items: [
            { kind: 'Link', label: 'At the registry', value: 'https://rdap.example/ip/1' },
            { label: 'Registered', value: '2015-01-01' },
          ],
        },
      ],
    },
    'Registered 2015-01-01',
  ],
  [
    'its description',
    { description: 'Answered by 192.0.2.1', widgets: [] },
    'Answered by 192.0.2.1',
  ],
  ['nothing', { widgets: [] }, null],
])('the headline of a result is %s', (_name, input, headline) => {
  expect(headlineOf(parseReport(input, { title: 'Any' }).report)).toBe(headline);
});
