import { expect, it } from 'vitest';
import type { Find } from '../../src-main/contract/observable.ts';
import type { FindEdit } from '../../src-main/contract/paste.ts';
import { distinctFinds, findsByType, willRun } from './distinct-finds.ts';
import { lookIn } from './find-look.ts';

const find = (type: string, value: string, start: number, rest: Partial<Find> = {}): Find => ({
  type,
  value,
  text: value,
  start,
  end: start + value.length,
  why: 'looks so',
  ...rest,
});

const finds = [
  find('url', 'https://evil.example:8443/a', 0, { port: 8443 }),
  find('domain', 'evil.example', 8, { nestedIn: 0, port: 8443 }),
  find('domain', 'other.example', 40, { field: 'dns.question.name' }),
  find('domain', 'other.example', 60, { port: 53, field: 'dns.answers.name' }),
  find('domain', 'google.com', 80, { noise: 'top site' }),
  find('md5', 'd41d8cd98f00b204e9800998ecf8427e', 100, { noise: 'empty file' }),
];
const url = { type: 'url', value: 'https://evil.example:8443/a' };
const google = { type: 'domain', value: 'google.com' };
const host = { type: 'domain', value: 'evil.example' };

it('lists a value once, with what was found of it anywhere', () => {
  expect(distinctFinds(finds, []).get('domain other.example')).toEqual({
    type: 'domain',
    value: 'other.example',
    asType: 'domain',
    dropped: false,
    include: undefined,
    noise: null,
    nested: false,
    why: 'looks so',
    field: 'dns.question.name, dns.answers.name',
    ports: [53],
    count: 2,
  });
});

it('runs what a link wrapper leads to', () => {
  const wrapper = find('url', 'https://l.example/?u=https://evil.example/', 0, {
    noise: 'link wrapper',
  });
  const why = 'inside the link wrapper';
  const link = find('url', 'https://evil.example/', 21, { nestedIn: 0, why });
  const known = [...distinctFinds([wrapper, link], []).values()];
  expect(known.map((one) => willRun(one, false))).toEqual([false, true]);
});

it('says of a value that stands alone somewhere why it is one there', () => {
  const inside = find('ipv4', '45.1.2.3', 7, { nestedIn: 0, why: 'host of the URL' });
  const alone = find('ipv4', '45.1.2.3', 70, { why: 'four numbers' });
  const known = distinctFinds([...finds.slice(0, 1), inside, alone], []).get('ipv4 45.1.2.3');
  expect(known).toMatchObject({ nested: false, why: 'four numbers' });
});

it.each<[string, FindEdit[], boolean, string[]]>([
  ['what stands alone and is no noise', [], false, ['url', 'other.example']],
  ['noise, if all of it is wanted', [], true, ['url', 'other.example', 'google.com', 'md5']],
  [
    'one noise value that is ticked',
    [{ ...google, include: true }],
    false,
    ['url', 'other.example', 'google.com'],
  ],
  [
    'one nested value that is ticked',
    [{ ...host, include: true }],
    false,
    ['url', 'evil.example', 'other.example'],
  ],
  [
    'the host of a URL that is left out',
    [{ ...url, drop: true }],
    false,
    ['evil.example', 'other.example'],
  ],
  ['nothing that is unticked', [{ ...url, include: false }], false, ['other.example']],
  [
    'what is no noise as the other type',
    [{ ...google, asType: 'nsrecord' }],
    false,
    ['url', 'other.example', 'google.com'],
  ],
])('runs %s', (_name, edits, includeNoise, expected) => {
  const running = [...distinctFinds(finds, edits).values()].filter((one) =>
    willRun(one, includeNoise),
  );
  const nameOf = ({ type, value }: { type: string; value: string }) =>
    type === 'domain' ? value : type;
  expect(running.map(nameOf)).toEqual(expected);
});

it.each<[string, FindEdit[], { includeNoise: boolean; showNoise: boolean }, unknown[]]>([
  [
    'what runs, and apart from it what stands inside another',
    [],
    { includeNoise: false, showNoise: true },
    [
      ['url', 1, 1, 0, ['https://evil.example:8443/a']],
      ['domain', 1, 1, 1, ['other.example', 'evil.example', 'google.com']],
      ['md5', 0, 0, 0, ['d41d8cd98f00b204e9800998ecf8427e']],
    ],
  ],
  [
    'no noise that was put away, unless it runs',
    [{ ...google, include: true }],
    { includeNoise: false, showNoise: false },
    [
      ['url', 1, 1, 0, ['https://evil.example:8443/a']],
      ['domain', 2, 2, 1, ['other.example', 'evil.example', 'google.com']],
    ],
  ],
  [
    'what is left out among what would run, under its corrected type',
    [
      { type: 'domain', value: 'other.example', drop: true },
      { ...url, asType: 'filename' },
    ],
    { includeNoise: false, showNoise: false },
    [
      ['filename', 1, 1, 0, ['https://evil.example:8443/a']],
      ['domain', 0, 1, 1, ['other.example', 'evil.example']],
    ],
  ],
])('counts by type %s', (_name, edits, options, expected) => {
  expect(
    findsByType([...distinctFinds(finds, edits).values()], options).map((ofType) => [
      ofType.type,
      ofType.toRun,
      ofType.candidates,
      ofType.inside,
      ofType.finds.map(({ value }) => value),
    ]),
  ).toEqual(expected);
});

it('draws a find as it was corrected, and as it will run', () => {
  const distinct = distinctFinds(finds, [
    { ...url, drop: true },
    { type: 'domain', value: 'other.example', asType: 'filename' },
  ]);
  expect(finds.map((one) => lookIn(distinct, one, false))).toEqual([
    { type: 'url', standing: 'dropped' },
    { type: 'domain', standing: 'runs' },
    { type: 'filename', standing: 'runs' },
    { type: 'filename', standing: 'runs' },
    { type: 'domain', standing: 'listed' },
    { type: 'md5', standing: 'listed' },
  ]);
});
