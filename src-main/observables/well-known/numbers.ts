/** Numbers that registries keep for no one, or that stand for one that is not known. */
const asNumbers: readonly (readonly [first: number, last: number, reason: string])[] = [
  [0, 0, 'reserved AS number'],
  // AS112 answers for private addresses; 23456 stands for numbers that old routers cannot hold.
  [112, 112, 'reserved AS number'],
  [23_456, 23_456, 'reserved AS number'],
  [64_496, 64_511, 'documentation AS number'],
  [64_512, 65_534, 'private AS number'],
  [65_535, 65_535, 'reserved AS number'],
  [65_536, 65_551, 'documentation AS number'],
  [4_200_000_000, 4_294_967_294, 'private AS number'],
  [4_294_967_295, 4_294_967_295, 'reserved AS number'],
];

/** Why an AS number, MAC address or UUID in canonical form is nobody's, or null. */
export function specialNumber(type: 'asn' | 'mac' | 'uuid', value: string): string | null {
  if (type === 'asn') {
    const number = Number(value.slice(2));
    return asNumbers.find(([first, last]) => number >= first && number <= last)?.[2] ?? null;
  }
  if (/^[0:-]+$/u.test(value)) return 'placeholder';
  if (!/^[f:-]+$/u.test(value)) return null;
  return type === 'mac' ? 'broadcast address' : 'placeholder';
}
