import { expect, test } from 'vitest';
import { asKept } from './ledger.ts';

test.each([
  ['hxxps://Evil[.]com/a', 'https://evil.com/a'],
  ['evil[.]com', 'evil.com'],
  ['2001:DB8::1', '2001:db8::1'],
  [' no value of a type ', 'no value of a type'],
])('%s is looked for in the ledger as %s', (typed, kept) => {
  expect(asKept({ value: typed, host: 'API[.]example.org' })).toEqual({
    value: kept,
    host: 'api.example.org',
  });
});
