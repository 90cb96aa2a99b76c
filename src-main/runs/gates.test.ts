import { describe, expect, test } from 'vitest';
import type { SkipReason } from '../contract/vocabulary.ts';
import type { ConfiguredEnricher } from './configured.ts';
import { enricherCalled } from './fixtures/enricher.ts';
import { closedGate, type GateFacts } from './gates.ts';

const thirdParty: Partial<ConfiguredEnricher> = {
  audience: 'third_party',
  maxTlp: 'green',
  hosts: ['api.example.com'],
};

const ownTypes: Partial<ConfiguredEnricher> = { ...thirdParty, types: ['ticket', 'host'] };

function facts(
  enricher: Partial<ConfiguredEnricher>,
  change: Partial<Omit<GateFacts, 'enricher'>> = {},
): GateFacts {
  return {
    enricher: enricherCalled('Lookup', enricher),
    observable: { type: 'ipv4', value: '198.51.100.7' },
    tlp: 'green',
    internal: null,
    choice: 'default',
    isGone: false,
    ownConfirmed: true,
    airGapped: false,
    quota: null,
    ...change,
  };
}

const left = (requests: number) => ({
  limit: 50,
  left: requests,
  saidAt: null,
  until: Date.parse('2026-11-22T00:00:00.000Z'),
});

const cases: readonly [name: string, facts: GateFacts, reason: SkipReason | null][] = [
  ['an offline enricher runs, whatever the marking', facts({}, { tlp: 'red' }), null],
  ['an offline enricher runs on unmarked values', facts({}, { tlp: null }), null],
  ['an offline enricher runs in an air gap', facts({}, { airGapped: true }), null],
  ['an offline enricher runs on internal values', facts({}, { internal: 'private' }), null],
  ['another type is none of its business', facts({ types: ['md5'] }), 'type'],
  ['it was switched off', facts({ enabled: false }), 'disabled'],
  ['a required credential is missing', facts({ missingCredentials: ['API key'] }), 'credential'],
  ['a database was never pointed at', facts({ missingSettings: ['Database'] }), 'not_configured'],
  ['a third party may hear of TLP:GREEN', facts(thirdParty), null],
  ['a third party may not hear of TLP:AMBER', facts(thirdParty, { tlp: 'amber' }), 'tlp'],
  ['a third party may not hear of TLP:RED', facts(thirdParty, { tlp: 'red' }), 'tlp'],
  ['unmarked never goes to third parties', facts(thirdParty, { tlp: null }), 'tlp'],
  [
    'asking by hand does not open the TLP gate',
    facts(thirdParty, { tlp: 'red', choice: 'named' }),
    'tlp',
  ],
  [
    'an admin may raise the limit',
    facts({ ...thirdParty, maxTlp: 'amber' }, { tlp: 'amber' }),
    null,
  ],
  [
    'who publishes hears of TLP:CLEAR only',
    facts({ ...thirdParty, audience: 'publishes', maxTlp: 'clear' }),
    'tlp',
  ],
  [
    'an own instance may hear of TLP:RED',
    facts({ audience: 'own', hosts: ['misp.corp.example'] }, { tlp: 'red' }),
    null,
  ],
  ['who names no host goes nowhere', facts({ ...thirdParty, hosts: [] }), 'host_refused'],
  ['who asks name servers goes to them', facts({ ...thirdParty, hosts: [], resolves: true }), null],
  [
    'own values stay here',
    facts(thirdParty, { internal: 'it is a private address' }),
    'internal_value',
  ],
  [
    'own values stay here by hand, too',
    facts(thirdParty, { internal: 'own domain', choice: 'named' }),
    'internal_value',
  ],
  [
    'an own instance may hear of own values',
    facts({ audience: 'own', hosts: ['x.example'] }, { internal: 'own domain' }),
    null,
  ],
  [
    'a phrase is not sent by itself',
    facts(thirdParty, { observable: { type: 'phrase', value: 'x' } }),
    'internal_value',
  ],
  [
    'a phrase is sent by hand',
    facts(thirdParty, { observable: { type: 'phrase', value: 'x' }, choice: 'named' }),
    null,
  ],
  [
    'a type of one’s own whose value says nothing is not sent by itself',
    facts(ownTypes, { observable: { type: 'ticket', value: 'INC-1' } }),
    'internal_value',
  ],
  [
    'nor when ticked',
    facts(ownTypes, { observable: { type: 'ticket', value: 'INC-1' }, choice: 'ticked' }),
    'internal_value',
  ],
  [
    'it is sent by hand',
    facts(ownTypes, { observable: { type: 'ticket', value: 'INC-1' }, choice: 'named' }),
    null,
  ],
  [
    'a type of one’s own whose value is a public host is sent',
    facts(ownTypes, { observable: { type: 'host', value: 'a.evil.com' } }),
    null,
  ],
  [
    'no third party hears anything before own values were said',
    facts(thirdParty, { ownConfirmed: false, choice: 'named' }),
    'own_values_not_said',
  ],
  ['nobody outside is told by an offline one', facts({}, { ownConfirmed: false }), null],
  [
    'an own instance hears of everything anyhow',
    facts({ audience: 'own', hosts: ['misp.corp.example'] }, { ownConfirmed: false }),
    null,
  ],
  ['it was taken out of the paste meanwhile', facts({}, { isGone: true }), 'gone'],
  ['an active one waits for a tick', facts({ ...thirdParty, active: true }), 'active_not_chosen'],
  [
    'an active one runs when ticked',
    facts({ ...thirdParty, active: true }, { choice: 'ticked' }),
    null,
  ],
  ['an active one runs by hand', facts({ ...thirdParty, active: true }, { choice: 'named' }), null],
  [
    'what acts runs by hand only',
    facts({ effect: 'act' }, { choice: 'ticked' }),
    'act_by_hand_only',
  ],
  ['what acts runs by hand', facts({ effect: 'act' }, { choice: 'named' }), null],
  ['an air gap keeps everybody in', facts(thirdParty, { airGapped: true }), 'air_gapped'],
  [
    'an air gap keeps own instances in',
    facts({ audience: 'own', hosts: ['x.example'] }, { airGapped: true }),
    'air_gapped',
  ],
  ['the last of the quota is left', facts(thirdParty, { quota: left(1) }), null],
  ['beyond the quota nothing is asked', facts(thirdParty, { quota: left(0) }), 'quota'],
];

describe('when an enricher runs', () => {
  test.each(cases)('%s', (_name, given, reason) => {
    expect(closedGate(given)?.reason ?? null).toBe(reason);
  });

  test('every reason comes with a sentence that names the enricher or says what to change', () => {
    const sentences = cases.flatMap(([, given]) => closedGate(given)?.sentence ?? []);
    expect(sentences.filter((text) => !/(Lookup|Settings|Run it again).*\.$/.test(text))).toEqual(
      [],
    );
  });

  test('the first gate that is closed gives the reason', () => {
    const everything = facts(
      { ...thirdParty, enabled: false, missingCredentials: ['key'], hosts: [], active: true },
      { tlp: 'red', internal: 'own', airGapped: true },
    );
    expect(closedGate(everything)?.reason).toBe('disabled');
  });
});
