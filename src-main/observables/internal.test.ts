import { expect, test } from 'vitest';
import { internalTo } from './internal.ts';

const own = {
  domains: ['*.corp.de', 'Lab.corp.de.', 'bücher.de'],
  ranges: ['5.6.0.0/16', '5.6.7.0/24', 'nonsense', '2a00::/16', '7.7.7.7', ' 9.8.7.6/24 '],
  mailSuffixes: ['@mail.de'],
};

test.each([
  ['ipv4', '10.1.2.3', 'private address'],
  ['ipv4', '5.6.1.8', 'own range 5.6.0.0/16'],
  ['ipv4', '5.6.7.8', 'own range 5.6.7.0/24'],
  ['ipv4', '5.7.0.0', null],
  ['ipv4', '7.7.7.7', 'own range 7.7.7.7'],
  ['ipv4', '9.8.7.1', 'own range 9.8.7.6/24'],
  ['ipv6', '2a00::5', 'own range 2a00::/16'],
  ['ipv6', '2a01::5', null],
  ['ipv6', '::ffff:10.0.0.1', 'private address'],
  ['ipv6', '::ffff:5.6.1.8', 'own range 5.6.0.0/16'],
  ['cidr', '192.168.0.0/24', 'private address'],
  ['cidr', '5.6.7.128/25', 'own range 5.6.7.0/24'],
  ['cidr', '5.6.0.0/15', null],
  ['domain', 'a.corp.de', 'own domain corp.de'],
  ['domain', 'lab.corp.de', 'own domain lab.corp.de'],
  ['domain', 'xn--bcher-kva.de', 'own domain xn--bcher-kva.de'],
  ['domain', 'corp.de.evil.com', null],
  ['domain', 'notcorp.de', null],
  ['nsrecord', 'ns1.corp.de', 'own domain corp.de'],
  ['url', 'https://u@a.corp.de:8443/x', 'own domain corp.de'],
  ['url', 'http://127.0.0.1/x', 'loopback address'],
  ['url', 'http://[2a00::1]/x', 'own range 2a00::/16'],
  ['url', 'http://intranet/x', 'internal name'],
  ['url', 'http://files.local/x', 'internal name'],
  ['url', 'http://router.home.arpa/', 'internal name'],
  ['url', 'https://evil.com/?u=corp.de', null],
  ['email', 'joe@mail.de', 'own mail suffix mail.de'],
  ['email', 'joe@x.mail.de', 'own mail suffix mail.de'],
  ['email', 'joe@x.corp.de', 'own domain corp.de'],
  ['email', 'joe@10.0.0.1', 'private address'],
  ['email', 'joe@notmail.de', null],
  ['message-id', '1@mx.corp.de', 'own domain corp.de'],
  ['domain', '5.0.168.192.in-addr.arpa', 'internal name'],
  ['domain', '5.0.168.193.in-addr.arpa', null],
  ['md5', 'd41d8cd98f00b204e9800998ecf8427e', null],
  ['filename', 'a.corp.de', null],
  ['asset', 'Host-ab1.corp.de', 'own domain corp.de'],
  ['asset', 'https://portal.corp.de/case/1', 'own domain corp.de'],
  ['asset', 'joe@corp.de', 'own domain corp.de'],
  ['asset', '10.1.2.3', 'private address'],
  ['asset', 'host.evil.com', null],
  ['ticket', 'INC-4471', null],
  ['ticket', 'case 12', null],
  ['cidr', 'fe80::/x', null],
  ['cidr', '1::/999', null],
  ['ipv6', 'no::address', null],
])('%s %s is internal: %s', (type, value, reason) => {
  expect(internalTo(own)({ type, value })).toBe(reason);
});

test('a thousand own values cost each find next to nothing', () => {
  const ranges = Array.from({ length: 1000 }, (_, n) => `20.${n % 250}.${(n * 7) % 256}.0/24`);
  const domains = Array.from({ length: 1000 }, (_, n) => `corp${n}.de`);
  const addresses = Array.from({ length: 100_000 }, (_, n) => `20.${n % 256}.${n % 251}.${n % 99}`);
  const internal = internalTo({ domains, ranges, mailSuffixes: [] });
  const started = performance.now();
  const inside = addresses.filter((value) => internal({ type: 'ipv4', value }) !== null);
  // 120 ms alone on a plain machine; going through the ranges one by one takes minutes.
  expect(performance.now() - started).toBeLessThan(3_000);
  expect(inside.length).toBeGreaterThan(0);
});
