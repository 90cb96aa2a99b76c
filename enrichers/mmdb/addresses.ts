import { isIP } from 'node:net';

/** An address as a number: 32 bits wide for version 4, 128 for 6. */
export type Address = { readonly version: 4 | 6; readonly value: bigint };
export type Range = {
  readonly version: 4 | 6;
  readonly prefix: number;
  readonly first: bigint;
  readonly last: bigint;
};

export function bitsOf(version: 4 | 6): number {
  return version === 4 ? 32 : 128;
}

/** null: the text is no address. A zone (`%eth0`) is passed over. */
export function parseAddress(text: string): Address | null {
  const plain = text.replace(/%.*$/, '');
  const version = isIP(plain);
  if (version === 4) {
    return { version, value: join(plain.split('.').map(Number), 8n) };
  }
  return version === 6 ? { version, value: join(groupsOf(plain), 16n) } : null;
}

/** An address is a range of one; bits past the prefix are dropped. */
export function parseRange(text: string): Range | null {
  const [head = '', length, ...rest] = text.split('/');
  const address = parseAddress(head);
  if (address === null || rest.length > 0) return null;
  const bits = bitsOf(address.version);
  if (length !== undefined && !/^\d{1,3}$/.test(length)) return null;
  const prefix = length === undefined ? bits : Number(length);
  return prefix > bits ? null : rangeAt(address, prefix);
}

export function rangeAt(address: Address, prefix: number): Range {
  const width = BigInt(bitsOf(address.version) - prefix);
  const first = (address.value >> width) << width;
  return { version: address.version, prefix, first, last: first + (1n << width) - 1n };
}

export function contains(outer: Range, inner: Range): boolean {
  return outer.version === inner.version && outer.first <= inner.first && inner.last <= outer.last;
}

export function formatAddress({ version, value }: Address): string {
  if (version === 4) {
    return [24n, 16n, 8n, 0n].map((shift) => (value >> shift) & 0xffn).join('.');
  }
  const groups = Array.from({ length: 8 }, (_, index) =>
    ((value >> BigInt(112 - 16 * index)) & 0xffffn).toString(16),
  );
  return canonical(groups.join(':'));
}

export function formatRange(range: Range): string {
  return `${formatAddress({ version: range.version, value: range.first })}/${range.prefix}`;
}

function join(parts: readonly number[], width: bigint): bigint {
  return parts.reduce((value, part) => (value << width) | BigInt(part), 0n);
}

function groupsOf(address: string): number[] {
  const [head = '', tail = ''] = canonical(address).split('::');
  const left = head === '' ? [] : head.split(':');
  const right = tail === '' ? [] : tail.split(':');
  const zeros = Array.from({ length: 8 - left.length - right.length }, () => '0');
  return [...left, ...zeros, ...right].map((group) => Number.parseInt(group, 16));
}

/** The URL parser writes every IPv6 address in one way: hexadecimal groups, the longest run as `::`. */
function canonical(address: string): string {
  return new URL(`http://[${address}]`).hostname.slice(1, -1);
}
