import { expect, test } from 'vitest';
import { type OwnValues, ownValueLabels } from '../contract/settings.ts';
import { canonicalOwnValues } from './own-values.ts';

const none = { domains: [], ranges: [], mailSuffixes: [] };

test('every way of writing a value becomes the one that is kept', () => {
  expect(
    canonicalOwnValues({
      domains: [' CORP.example. ', '*.corp.example', '.corp.example', '', 'Bücher.example', 'lan'],
      ranges: ['203.0.113.9/24', '198.51.100.7', '2A00:0:0::1/32', '10.0.0.0/8', '203.0.113.0/24'],
      mailSuffixes: ['@corp.example', '*@mail.corp.example'],
    }),
  ).toEqual({
    domains: ['corp.example', 'xn--bcher-kva.example', 'lan'],
    ranges: ['203.0.113.0/24', '198.51.100.7/32', '2a00::/32', '10.0.0.0/8'],
    mailSuffixes: ['corp.example', 'mail.corp.example'],
  });
});

test.each<[kind: keyof OwnValues, entry: string, complaint: string]>([
  ['domains', 'corp example', 'is no domain: write it like corp.example'],
  ['domains', 'https://corp.example/', 'is no domain: write it like corp.example'],
  ['domains', '999.1.1.1', 'is no domain: write it like corp.example'],
  ['domains', '203.0.113.9', 'is an address, not a domain: put it under the address ranges'],
  ['domains', '203.0.113.0/24', 'is an address, not a domain: put it under the address ranges'],
  ['domains', 'com', 'is a public suffix: everybody registers names under it'],
  ['domains', '*.co.uk', 'is a public suffix: everybody registers names under it'],
  ['mailSuffixes', 'joe@corp.example', 'is no mail suffix: write what follows the @'],
  ['mailSuffixes', '@com', 'is a public suffix: everybody registers names under it'],
  ['ranges', '999.1.1.1/33', 'is no address range: write it like 203.0.113.0/24'],
  ['ranges', '203.0.113.0/33', 'is no address range: write it like 203.0.113.0/24'],
  ['ranges', '203.0.113.1-9', 'is no address range: write it like 203.0.113.0/24'],
  ['ranges', 'corp.example', 'is no address range: write it like 203.0.113.0/24'],
  ['ranges', '0.0.0.0/0', 'is too wide to be one organisation’s'],
  ['ranges', '::/0', 'is too wide to be one organisation’s'],
])('among the %s, %s is refused: it %s', (kind, entry, complaint) => {
  expect(() => canonicalOwnValues({ ...none, [kind]: [entry] })).toThrow(
    `${ownValueLabels[kind]}: ${entry} ${complaint}. Nothing was changed.`,
  );
});
