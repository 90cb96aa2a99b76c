import { expect, test } from 'vitest';
import { specialAddress } from './special-ranges.ts';

/** The rows of IANA's registries: first and last address, and what they are to an analyst. */
test.each([
  ['0.0.0.0/8', '0.0.0.1', '0.255.255.255', 'reserved address'],
  ['10.0.0.0/8', '10.0.0.0', '10.255.255.255', 'private address'],
  ['100.64.0.0/10', '100.64.0.0', '100.127.255.255', 'private address'],
  ['127.0.0.0/8', '127.0.0.0', '127.255.255.255', 'loopback address'],
  ['169.254.0.0/16', '169.254.0.0', '169.254.255.255', 'link-local address'],
  ['172.16.0.0/12', '172.16.0.0', '172.31.255.255', 'private address'],
  ['192.0.0.0/24', '192.0.0.0', '192.0.0.255', 'reserved address'],
  ['192.0.2.0/24', '192.0.2.0', '192.0.2.255', 'documentation address'],
  ['192.31.196.0/24', '192.31.196.0', '192.31.196.255', 'AS112 address'],
  ['192.52.193.0/24', '192.52.193.0', '192.52.193.255', 'reserved address'],
  ['192.88.99.0/24', '192.88.99.0', '192.88.99.255', '6to4 address'],
  ['192.168.0.0/16', '192.168.0.0', '192.168.255.255', 'private address'],
  ['192.175.48.0/24', '192.175.48.0', '192.175.48.255', 'AS112 address'],
  ['198.18.0.0/15', '198.18.0.0', '198.19.255.255', 'benchmarking address'],
  ['198.51.100.0/24', '198.51.100.0', '198.51.100.255', 'documentation address'],
  ['203.0.113.0/24', '203.0.113.0', '203.0.113.255', 'documentation address'],
  ['224.0.0.0/4', '224.0.0.0', '239.255.255.255', 'multicast address'],
  ['233.252.0.0/24', '233.252.0.0', '233.252.0.255', 'documentation address'],
  ['240.0.0.0/4', '240.0.0.0', '255.255.255.254', 'reserved address'],
  ['::ffff:0:0/96', '::ffff:10.0.0.0', '::ffff:10.255.255.255', 'private address'],
  ['64:ff9b::/96', '64:ff9b::', '64:ff9b::ffff:ffff', 'NAT64 address'],
  ['64:ff9b:1::/48', '64:ff9b:1::', '64:ff9b:1:ffff:ffff:ffff:ffff:ffff', 'NAT64 address'],
  ['100::/64', '100::', '100::ffff:ffff:ffff:ffff', 'discard address'],
  ['100:0:0:1::/64', '100:0:0:1::', '100::1:ffff:ffff:ffff:ffff', 'discard address'],
  ['2001::/32', '2001::', '2001:0:ffff:ffff:ffff:ffff:ffff:ffff', 'Teredo address'],
  ['2001:1::1/128', '2001:1::1', '2001:1::3', 'reserved address'],
  ['2001:2::/48', '2001:2::', '2001:2:0:ffff:ffff:ffff:ffff:ffff', 'benchmarking address'],
  ['2001:3::/32', '2001:3::', '2001:3:ffff::', 'reserved address'],
  ['2001:4:112::/48', '2001:4:112::', '2001:4:112:ffff::', 'AS112 address'],
  ['2001:10::/28', '2001:10::', '2001:1f:ffff::', 'reserved address'],
  ['2001:20::/28', '2001:20::', '2001:2f:ffff::', 'reserved address'],
  ['2001:30::/28', '2001:30::', '2001:3f:ffff::', 'reserved address'],
  ['2001:db8::/32', '2001:db8::', '2001:db8:ffff:ffff::', 'documentation address'],
  ['2002::/16', '2002::', '2002:ffff::', '6to4 address'],
  ['2620:4f:8000::/48', '2620:4f:8000::', '2620:4f:8000:ffff::', 'AS112 address'],
  ['3fff::/20', '3fff::', '3fff:fff:ffff::', 'documentation address'],
  ['5f00::/16', '5f00::', '5f00:ffff::', 'reserved address'],
  ['fc00::/7', 'fc00::', 'fdff:ffff::', 'private address'],
  ['fe80::/10', 'fe80::', 'febf:ffff::', 'link-local address'],
  ['fec0::/10', 'fec0::', 'feff:ffff::', 'private address'],
  ['ff00::/8', 'ff00::', 'ffff:ffff::', 'multicast address'],
])('%s is special from %s to %s: %s', (_, first, last, reason) => {
  expect([first, last].map(specialAddress)).toEqual([reason, reason]);
});

test.each([
  ['0.0.0.0', 'unspecified address'],
  ['::', 'unspecified address'],
  ['::1', 'loopback address'],
  ['255.255.255.255', 'broadcast address'],
  ['255.255.255.0', 'reserved address'],
  ['400::1', 'reserved address'],
])('%s is an %s', (address, reason) => {
  expect(specialAddress(address)).toBe(reason);
});

test.each([
  '1.0.0.0',
  '9.255.255.255',
  '11.0.0.0',
  '100.63.255.255',
  '100.128.0.0',
  '126.255.255.255',
  '128.0.0.0',
  '169.253.255.255',
  '172.15.255.255',
  '172.32.0.0',
  '192.0.1.0',
  '192.167.255.255',
  '192.169.0.0',
  '198.17.255.255',
  '198.20.0.0',
  '203.0.112.255',
  '203.0.114.0',
  '223.255.255.255',
  '::ffff:185.220.101.34',
  '2001:200::1',
  '2001:db7:ffff::1',
  '2001:db9::1',
  '2003::1',
  '2606:4700::1',
  '3ffe:ffff::1',
  '10.example.com',
  'evil.com',
])('%s is ordinary', (value) => {
  expect(specialAddress(value)).toBeNull();
});

test.each([
  ['10.20.0.0/16', 'private address'],
  ['192.168.0.0/16', 'private address'],
  ['192.168.1.7/15', 'block with private addresses'],
  ['10.0.0.0/7', 'block with private addresses'],
  ['172.0.0.0/8', 'block with private addresses'],
  ['0.0.0.0/0', 'every address'],
  ['::/0', 'every address'],
  ['fd00::/8', 'private address'],
  ['2001:db8:1::/48', 'documentation address'],
  ['::ffff:10.0.0.0/104', 'private address'],
  // Of these, the documentation range is the smallest part.
  ['203.0.0.0/16', null],
  ['2001::/16', null],
  ['185.220.101.0/24', null],
])('the block %s is: %s', (value, reason) => {
  expect(specialAddress(value)).toBe(reason);
});
