import { internalSuffixes } from '../words.ts';

/** Zones that the public DNS does not hold, with all that stands under them. RFC 6761 and 8375, and common practice. */
export const internalZones: ReadonlySet<string> = new Set([
  ...internalSuffixes,
  'localhost',
  'home.arpa',
  '10.in-addr.arpa',
  ...Array.from({ length: 16 }, (_, index) => `${16 + index}.172.in-addr.arpa`),
  '168.192.in-addr.arpa',
  '254.169.in-addr.arpa',
  'd.f.ip6.arpa',
  '8.e.f.ip6.arpa',
  '9.e.f.ip6.arpa',
  'a.e.f.ip6.arpa',
  'b.e.f.ip6.arpa',
]);
