import { expect, test } from 'vitest';
import { goesDirect } from './no-proxy.ts';

test.each<[string, string, boolean]>([
  ['https://api.example/', '', false],
  ['https://localhost:8443/', '', true],
  ['https://127.0.0.1/', '', true],
  ['https://[::1]/', '', true],
  ['https://api.example/', '*', true],
  ['https://api.example/', 'corp.example, api.example', true],
  ['https://misp.corp.example/', 'corp.example', true],
  ['https://misp.corp.example/', '.corp.example', true],
  ['https://misp.corp.example/', '*.corp.example', true],
  ['https://evilcorp.example/', 'corp.example', false],
  ['https://MISP.Corp.Example/', 'CORP.example', true],
  ['https://api.example/', 'api.example:443', true],
  ['https://api.example/', 'api.example:8443', false],
  ['https://10.1.2.3/', '10.0.0.0/8', true],
  ['https://11.1.2.3/', '10.0.0.0/8 192.168.0.0/16', false],
  ['https://[fd00::1]/', 'fd00::/8', true],
  ['https://[fd00::1]/', '10.0.0.0/8', false],
  ['https://10.1.2.3/', '10.1.2.3', true],
  ['https://10.1.2.3/', '10.0.0.0/99', false],
])('%s with %j: directly %s', (url, except, directly) => {
  expect(goesDirect(new URL(url), except)).toBe(directly);
});
