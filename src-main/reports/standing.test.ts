import { expect, it } from 'vitest';
import type { Verdict } from '../contract/report.ts';
import { standingOf } from './standing.ts';

const opinion = (enricherTitle: string, level?: Verdict['level'], sentence = '') => ({
  enricherTitle,
  verdict: level === undefined ? undefined : { level, sentence, reason: '' },
});

it.each([
  ['no good run', [], null],
  ['no opinion', [opinion('Geo')], { level: 'unknown', sentence: 'nothing known', by: [] }],
  [
    'nothing found',
    [opinion('A', 'unknown', 'not listed'), opinion('Geo')],
    { level: 'unknown', sentence: 'nothing known', by: ['A'] },
  ],
  [
    'three of four, and one without an opinion',
    [
      opinion('A', 'malicious'),
      opinion('B', 'malicious'),
      opinion('C', 'unknown'),
      opinion('D', 'malicious'),
      opinion('Geo'),
    ],
    { level: 'malicious', sentence: '3 of 4 malicious', by: ['A', 'B', 'D'] },
  ],
  [
    'one of three',
    [opinion('A', 'suspicious'), opinion('B', 'known'), opinion('C', 'unknown')],
    { level: 'suspicious', sentence: '1 of 3 suspicious', by: ['A'] },
  ],
  [
    'the only opinion in its own words',
    [opinion('KEV', 'malicious', 'KEV, EPSS 0.94')],
    { level: 'malicious', sentence: 'malicious: KEV, EPSS 0.94', by: ['KEV'] },
  ],
  [
    'known',
    [opinion('NSRL', 'known', 'known: EICAR test file'), opinion('B', 'unknown')],
    { level: 'known', sentence: 'known: EICAR test file', by: ['NSRL'] },
  ],
  [
    'known twice',
    [opinion('A', 'known', 'Cloudflare'), opinion('B', 'known', 'x')],
    { level: 'known', sentence: 'known: Cloudflare, 1 more', by: ['A', 'B'] },
  ],
])('the standing of %s', (_name, opinions, expected) => {
  expect(standingOf(opinions)).toEqual(expected);
});
