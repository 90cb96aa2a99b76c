import { expect, test } from 'vitest';
import type { OwnValues } from '../contract/settings.ts';
import { findObservables } from './find.ts';
import { nameMemory } from './name-memory.ts';

const none: OwnValues = { domains: [], ranges: [], mailSuffixes: [] };
const text = 'evil.com 1.2.3.4 https://evil.com/a joe@evil.com google.com';

test('a memory is asked by the own values of today, not by those of the text before', () => {
  const memory = nameMemory();
  const reasons = (own: OwnValues | undefined) =>
    findObservables(text, { memory, ...(own && { own }) }).finds.flatMap(
      ({ value, nestedIn, noise }) => (nestedIn === undefined ? [[value, noise]] : []),
    );
  const [host, address, page, mail] = ['evil.com', '1.2.3.4', 'https://evil.com/a', 'joe@evil.com'];
  const site = ['google.com', 'well-known site'];
  const nobodys = [
    [host, undefined],
    [address, undefined],
    [page, undefined],
    [mail, undefined],
    site,
  ];
  expect([
    reasons(undefined),
    reasons({ ...none, domains: ['evil.com'] }),
    reasons({ ...none, ranges: ['1.2.3.0/24'] }),
    reasons(undefined),
  ]).toEqual([
    nobodys,
    [
      [host, 'own domain evil.com'],
      [address, undefined],
      [page, 'own domain evil.com'],
      [mail, 'own domain evil.com'],
      site,
    ],
    [
      [host, undefined],
      [address, 'own range 1.2.3.0/24'],
      [page, undefined],
      [mail, undefined],
      site,
    ],
    nobodys,
  ]);
});
