import { expect, test } from 'vitest';
import { createSecretMask } from './secrets.ts';

const secret = 'tok/en "ä" 9';
const mask = createSecretMask([secret, 'short']);

test.each<[string, string, string]>([
  ['itself', `a ${secret} b`, 'a •••••• b'],
  ['inside JSON', JSON.stringify({ secret }), '{"secret":"••••••"}'],
  ['inside a URL', `?key=${encodeURIComponent(secret)}&x`, '?key=••••••&x'],
  ['in base64', `Basic ${Buffer.from(secret).toString('base64')}`, 'Basic ••••••'],
  [
    'in base64 after a name',
    Buffer.from(`me:${secret}`).toString('base64'),
    expect.stringMatching(/^.{0,5}••••••.{0,4}$/),
  ],
  [
    'in base64 for URLs',
    Buffer.from(`a${secret}b`).toString('base64url'),
    expect.stringMatching(/^.{0,3}••••••.{0,4}$/),
  ],
  ['in a form', `key=${encodeURIComponent(secret).replaceAll('%20', '+')}`, 'key=••••••'],
  ['in hex', `0x${Buffer.from(secret).toString('hex')}`, '0x••••••'],
  [
    'in JSON inside JSON',
    JSON.stringify(JSON.stringify({ secret })),
    '"{\\"secret\\":\\"••••••\\"}"',
  ],
  ['twice', secret + secret, '••••••••••••'],
  ['not at all when it is short', 'short', 'short'],
])('a secret is masked %s', (_where, text, masked) => {
  expect(mask.text(text)).toEqual(masked);
});

test.each<[string, string, string]>([
  ['its beginning at the cut goes too', `a ${secret.slice(0, 7)}`, 'a '],
  ['all of it stays masked', `a ${secret}`, 'a ••••••'],
  ['what is none stays', 'a b', 'a b'],
])('of a text that was cut, %s', (_what, text, masked) => {
  expect(mask.cutText(text)).toBe(masked);
});

test('a report is the same object when no secret stands in it', () => {
  const report = { title: 'x' };
  const bytes = new TextEncoder().encode('{}');
  expect([mask.value(report) === report, mask.json(bytes) === bytes]).toEqual([true, true]);
});

test('a secret in a report is masked wherever it stands', () => {
  const report = { title: secret, facts: { [secret]: [`x ${secret}`] } };
  const masked = { title: '••••••', facts: { '••••••': ['x ••••••'] } };
  const bytes = new TextEncoder().encode(JSON.stringify(report));
  expect(mask.value(report)).toEqual(masked);
  expect(JSON.parse(new TextDecoder().decode(mask.json(bytes)))).toEqual(masked);
});
