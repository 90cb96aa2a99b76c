import { expect, test } from 'vitest';
import { declarationOf } from './allow-host.ts';

test.each([
  ['api.example', 443, 'api.example'],
  ['api.example', 8443, 'api.example:8443'],
  ['api.example', 80, 'http://api.example'],
  ['2001:db8::1', 443, '[2001:db8::1]'],
] as const)('%s at port %i is declared as %s', (host, port, declared) => {
  expect(declarationOf(host, port)).toBe(declared);
});
