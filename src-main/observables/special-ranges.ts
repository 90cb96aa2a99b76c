import { type Block, blockOf, liesIn, rangeTable } from './ranges.ts';

/**
 * IANA's registries of special-purpose addresses (IPv4 and IPv6, as of 2025), with those of multicast and of the IPv6
 * address space. The narrowest range decides; null is the ordinary Internet.
 */
const special: readonly (readonly [range: string, reason: string | null])[] = [
  ['0.0.0.0/8', 'reserved address'],
  ['0.0.0.0/32', 'unspecified address'],
  ['10.0.0.0/8', 'private address'],
  // Shared by the customers of a carrier: to everybody else as private as the others.
  ['100.64.0.0/10', 'private address'],
  ['127.0.0.0/8', 'loopback address'],
  ['169.254.0.0/16', 'link-local address'],
  ['172.16.0.0/12', 'private address'],
  ['192.0.0.0/24', 'reserved address'],
  ['192.0.2.0/24', 'documentation address'],
  ['192.31.196.0/24', 'AS112 address'],
  ['192.52.193.0/24', 'reserved address'],
  ['192.88.99.0/24', '6to4 address'],
  ['192.168.0.0/16', 'private address'],
  ['192.175.48.0/24', 'AS112 address'],
  ['198.18.0.0/15', 'benchmarking address'],
  ['198.51.100.0/24', 'documentation address'],
  ['203.0.113.0/24', 'documentation address'],
  ['224.0.0.0/4', 'multicast address'],
  ['233.252.0.0/24', 'documentation address'],
  ['240.0.0.0/4', 'reserved address'],
  ['255.255.255.255/32', 'broadcast address'],
  // Global unicast is 2000::/3; the rest of IPv6 is given to nobody.
  ['::/0', 'reserved address'],
  ['::/128', 'unspecified address'],
  ['::1/128', 'loopback address'],
  ['64:ff9b::/96', 'NAT64 address'],
  ['64:ff9b:1::/48', 'NAT64 address'],
  ['100::/64', 'discard address'],
  ['100:0:0:1::/64', 'discard address'],
  ['2000::/3', null],
  ['2001::/23', 'reserved address'],
  ['2001::/32', 'Teredo address'],
  ['2001:2::/48', 'benchmarking address'],
  ['2001:4:112::/48', 'AS112 address'],
  ['2001:db8::/32', 'documentation address'],
  ['2002::/16', '6to4 address'],
  ['2620:4f:8000::/48', 'AS112 address'],
  ['3fff::/20', 'documentation address'],
  ['fc00::/7', 'private address'],
  ['fe80::/10', 'link-local address'],
  // Site-local, given up in favour of fc00::/7.
  ['fec0::/10', 'private address'],
  ['ff00::/8', 'multicast address'],
];

const blocks = special.flatMap(([range, reason]): (readonly [Block, string | null])[] => {
  const block = blockOf(range);
  return block === null ? [] : [[block, reason]];
});
const reasonOf = rangeTable(blocks);
const privateBlocks = blocks.filter(([, reason]) => reason === 'private address');

/** The first octets of special ranges: most addresses have none of them, and need no further look. */
const specialOctets: ReadonlySet<number> = new Set(
  special.filter(([range]) => !range.includes(':')).map(([range]) => Number.parseInt(range, 10)),
);

/**
 * Why an address, or a block as a whole, is none of the public Internet's, or null. A block that is mostly public
 * but holds private ranges is none either: nobody is listed by `192.0.0.0/8`.
 */
export function specialAddress(value: string): string | null {
  if (isOrdinary(value)) return null;
  const block = blockOf(value);
  if (block === null) return null;
  if (block.prefix === 0) return 'every address';
  const reason = reasonOf(block) ?? null;
  if (reason !== null) return reason;
  const isWider = privateBlocks.some(([inner]) => liesIn(inner, block));
  return isWider ? 'block with private addresses' : null;
}

/** Also of what is no address at all: its octet is no number. */
function isOrdinary(value: string): boolean {
  if (value.includes(':') || value.includes('/')) return false;
  const octet = Number.parseInt(value, 10);
  return !(octet >= 224) && !specialOctets.has(octet);
}
