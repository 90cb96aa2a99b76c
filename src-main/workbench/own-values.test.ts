import { expect, test } from 'vitest';
import type { OwnValues } from '../contract/settings.ts';
import { canonicalOwnValues } from '../observables/own-values.ts';
import { type MachineFacts, ownValuesFrom } from './own-values.ts';

const nothing: MachineFacts = {
  hostname: 'ws1',
  resolvConf: '',
  signInDomain: undefined,
  addresses: [],
};
const none: OwnValues = { domains: [], ranges: [], mailSuffixes: [] };

const cases: readonly [name: string, facts: Partial<MachineFacts>, own: Partial<OwnValues>][] = [
  ['nothing where the machine says nothing', {}, {}],
  [
    'the domain of its name, and mail below the registered one',
    { hostname: 'WS1.corp.acme.com' },
    { domains: ['corp.acme.com'], mailSuffixes: ['acme.com'] },
  ],
  [
    'what names are looked up in, once each',
    { resolvConf: 'nameserver 10.0.0.53\nsearch corp.acme.com Lab.acme.com. corp.acme.com\n' },
    { domains: ['corp.acme.com', 'lab.acme.com'], mailSuffixes: ['acme.com'] },
  ],
  [
    'the domain that Windows signs in to',
    { signInDomain: 'CORP.ACME.LOCAL' },
    { domains: ['corp.acme.local'], mailSuffixes: ['acme.local'] },
  ],
  ['no public suffix, and no name without a dot', { resolvConf: 'search co.uk lan com' }, {}],
  ['no address for a name', { resolvConf: 'domain 192.0.2.1' }, {}],
  [
    'public addresses; private ones stay inside anyway',
    {
      addresses: [
        { address: '127.0.0.1', family: 'IPv4', internal: true },
        { address: '10.1.2.3', family: 'IPv4', internal: false },
        { address: '9.9.9.9', family: 'IPv4', internal: false },
        { address: '2606:4700::1111', family: 'IPv6', internal: false },
        { address: 'fe80::1', family: 'IPv6', internal: false },
      ],
    },
    { ranges: ['9.9.9.9/32', '2606:4700::1111/128'] },
  ],
];

test.each(cases)('own values are prefilled with %s', (_name, facts, own) => {
  expect(ownValuesFrom({ ...nothing, ...facts })).toEqual({ ...none, ...own });
});

test('what is prefilled can be kept as it is', () => {
  for (const [, facts] of cases) {
    const own = ownValuesFrom({ ...nothing, ...facts });
    expect(canonicalOwnValues(own)).toEqual(own);
  }
});
