import { expect, test } from 'vitest';
import type { Tlp } from '../contract/vocabulary.ts';
import { internalTo } from '../observables/internal.ts';
import { openTestStore, runOnce } from '../store/fixtures/test-store.ts';
import { createLinkGate } from './links.ts';
import { readSettings } from './stored-settings.ts';

const own = { domains: ['corp.acme.com'], ranges: [], mailSuffixes: [] };

/** A report about `value`, in which a link stands. */
async function gateOf(value: string, tlp: Tlp | null, airGapped = false) {
  const store = await openTestStore();
  const { id } = await store.writer.saveObservable({ type: 'domain', value }, tlp);
  const run = await runOnce(store, id);
  const open = createLinkGate({
    store,
    settings: {
      current: () => ({ ...readSettings(null).settings, airGapped }),
      internal: internalTo(own),
    },
    now: () => '2026-11-20T12:00:00.000Z',
  });
  return {
    open: (address: string, anyway = false) => open({ address, run, anyway }),
    told: async () =>
      (await store.reader.ledger({ offset: 0, limit: 9 })).rows.map((row) =>
        [row.kind, row.host, row.observable?.value, row.tlp, row.verdict, row.reason].join(' '),
      ),
  };
}

const about = 'https://lookup.example.org/domain/evil.com';
const cases: readonly [
  name: string,
  value: string,
  tlp: Tlp | null,
  address: string,
  reason: string,
][] = [
  ['TLP:GREEN goes out', 'evil.com', 'green', about, 'ok'],
  ['TLP:AMBER does not', 'evil.com', 'amber', about, 'tlp'],
  [
    'TLP:RED does not, even where the address does not hold it',
    'evil.com',
    'red',
    'https://lookup.example.org/',
    'tlp',
  ],
  ['an unmarked value does not', 'evil.com', null, about, 'tlp'],
  [
    'nor does it in another spelling',
    'evil.com',
    null,
    'https://lookup.example.org/?q=ZXZpbC5jb20',
    'tlp',
  ],
  ['a page that is not about it does', 'evil.com', null, 'https://db-ip.com/', 'ok'],
  [
    'an own value does not',
    'a.corp.acme.com',
    'clear',
    'https://lookup.example.org/a.corp.acme.com',
    'internal_value',
  ],
  [
    'nor another own value in the address',
    'evil.com',
    'clear',
    'https://lookup.example.org/?q=b.corp.acme.com',
    'internal_value',
  ],
  [
    'a page of one’s own hears everything',
    'evil.com',
    'red',
    'https://misp.corp.acme.com/evil.com',
    'ok',
  ],
];

test.each(cases)('of a link %s', async (_name, value, tlp, address, reason) => {
  const { open, told } = await gateOf(value, tlp);
  const answer = await open(address);
  const isOpen = reason === 'ok';
  expect(answer).toEqual({
    opens: isOpen,
    sentence: isOpen ? null : expect.stringMatching(/\.$/),
    mayAnyway: !isOpen,
  });
  const host = new URL(address).hostname;
  const verdict = isOpen ? 'allowed' : 'refused';
  expect(await told()).toEqual([`link ${host} ${value} ${tlp ?? ''} ${verdict} ${reason}`]);
});

test('what is opened in spite of the gate stands in the ledger as that', async () => {
  const { open, told } = await gateOf('evil.com', 'red');
  await open(about);
  expect((await open(about, true)).opens).toBe(true);
  expect(await told()).toEqual([
    'link lookup.example.org evil.com red allowed tlp_anyway',
    'link lookup.example.org evil.com red refused tlp',
  ]);
});

test('an air gap opens nothing, whatever is meant', async () => {
  const { open } = await gateOf('evil.com', 'clear', true);
  expect(await open(about, true)).toMatchObject({ opens: false, mayAnyway: false });
});

test.each(['http://a.example/', 'javascript:alert(1)', 'https://a@b.example/', 'no address'])(
  '%s is never opened',
  async (address) => {
    const { open, told } = await gateOf('evil.com', 'clear');
    await expect(open(address, true)).rejects.toMatchObject({ code: 'BAD_INPUT' });
    expect(await told()).toEqual([]);
  },
);
