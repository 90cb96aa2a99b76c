import { expect, test } from 'vitest';
import { ledgerWords } from './ledger-words.ts';

const sent = {
  kind: 'request',
  verdict: 'allowed',
  reason: 'ok',
  bytesOut: 214,
  bytesIn: 0,
} as const;

test.each([
  ['what was sent, in bytes', sent, '214 bytes out, 0 in'],
  ['a host that broke off was told', { ...sent, reason: 'unreachable' }, '214 bytes out, 0 in'],
  [
    'a host that nothing went to was not',
    { ...sent, reason: 'unreachable', bytesOut: 0 },
    'not reached',
  ],
  ['a link was opened', { ...sent, kind: 'link', reason: 'tlp_anyway' } as const, 'opened'],
  [
    'a tunnel was opened',
    { ...sent, kind: 'tunnel', reason: 'opened', bytesOut: 0 } as const,
    'tunnel opened',
  ],
  [
    'the gate in words',
    { ...sent, verdict: 'refused', reason: 'private_address' } as const,
    'refused: private address',
  ],
])('%s', (_name, entry, words) => {
  expect(ledgerWords(entry)).toBe(words);
});
