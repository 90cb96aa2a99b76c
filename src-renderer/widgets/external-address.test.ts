import { expect, it } from 'vitest';
import { externalAddress } from './external-address.ts';

it.each([
  ['https://a.example/x?y=z', 'https://a.example/x?y=z'],
  ['http://a.example/', null],
  ['javascript:alert(1)', null],
  ['//a.example', null],
  ['https://bank.example@evil.example/', null],
  ['file:///etc/passwd', null],
  ['', null],
])('%s opens as %s', (address, expected) => {
  expect(externalAddress(address)).toBe(expected);
});
