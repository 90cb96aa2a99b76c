import { formatAddress, type Range } from '../../mmdb/addresses.ts';

const low32 = 0xffff_ffffn;

/** The IPv4 address that an IPv6 address of a registered range carries, and how it is called; else null. */
export function embeddedAddress(
  asked: Range,
  block: string | undefined,
): { readonly address: string; readonly relation: string } | null {
  if (asked.prefix !== 128) return null;
  const value = asked.first;
  switch (block) {
    case '::ffff:0:0/96':
      return found(value & low32, 'mapped IPv4 address');
    case '64:ff9b::/96':
      return found(value & low32, 'translated IPv4 address');
    case '2002::/16':
      return found((value >> 80n) & low32, '6to4 IPv4 address');
    case '2001::/32':
      // Teredo carries the client's address with every bit turned over.
      return found((value & low32) ^ low32, 'Teredo client address');
    default:
      return null;
  }
}

function found(value: bigint, relation: string) {
  return { address: formatAddress({ version: 4, value }), relation };
}
