import ipaddr from 'ipaddr.js';
import { canonicalCidr, canonicalIpv4, canonicalIpv6 } from './address.ts';

/** Addresses that share their first `prefix` bits; a single address has all of them. `first` as a number. */
export type Block =
  | { readonly bits: 32; readonly prefix: number; readonly first: number }
  | { readonly bits: 128; readonly prefix: number; readonly first: bigint };

/** The block that an address or a block stands for, host bits cut; null for anything else. */
export function blockOf(value: string): Block | null {
  const slash = value.indexOf('/');
  const address = slash < 0 ? value : value.slice(0, slash);
  const length = slash < 0 ? 128 : Number(value.slice(slash + 1));
  if (!Number.isInteger(length) || length < 0 || length > 128) return null;
  if (canonicalIpv4(address) !== null) {
    return blockOfFour(numberOfFour(address), Math.min(length, 32));
  }
  // `net.isIP` takes milliseconds for its first IPv6 address, and many times as long for each.
  if (!address.includes(':') || !ipaddr.IPv6.isValid(address)) return null;
  const number = numberOfSix(address);
  // `::ffff:1.2.3.4` is how a socket of both families names 1.2.3.4.
  if (number >> 32n === 0xffffn && length >= 96) {
    return blockOfFour(Number(number & 0xffffffffn), length - 96);
  }
  const rest = BigInt(128 - length);
  return { bits: 128, prefix: length, first: (number >> rest) << rest };
}

function blockOfFour(number: number, prefix: number): Block {
  return { bits: 32, prefix, first: number - (number % 2 ** (32 - prefix)) };
}

/** The same for what a person wrote: one address, or a block with or without host bits. */
export function blockOfWritten(text: string): Block | null {
  const value = canonicalCidr(text) ?? canonicalIpv4(text) ?? canonicalIpv6(text);
  return value === null ? null : blockOf(value);
}

/** `203.0.113.0/24`, the one spelling of a block. */
export function writtenBlock({ bits, prefix, first }: Block): string {
  const width = bits === 32 ? 8 : 16;
  const parts = Array.from({ length: bits / width }, (_, index) =>
    Number((BigInt(first) >> BigInt(bits - width * (index + 1))) & ((1n << BigInt(width)) - 1n)),
  );
  const address = bits === 32 ? parts.join('.') : new ipaddr.IPv6(parts).toRFC5952String();
  return `${address}/${prefix}`;
}

function numberOfFour(address: string): number {
  return address.split('.').reduce((number, octet) => number * 256 + Number(octet), 0);
}

function numberOfSix(address: string): bigint {
  const { parts } = ipaddr.IPv6.parse(address);
  return parts.reduce((number, part) => (number << 16n) | BigInt(part), 0n);
}

/** Every address of `inner` is one of `outer`, too. */
export function liesIn(inner: Block, outer: Block): boolean {
  if (inner.prefix < outer.prefix || inner.first < outer.first) return false;
  if (inner.bits === 32 && outer.bits === 32) {
    return inner.first < outer.first + 2 ** (32 - outer.prefix);
  }
  if (inner.bits === 32 || outer.bits === 32) return false;
  return inner.first < outer.first + (1n << BigInt(128 - outer.prefix));
}

/** What stands beside the narrowest range that holds a block; undefined where none does. */
export type RangeTable<T> = (inner: Block) => T | undefined;

interface Row<T> {
  readonly range: Block;
  readonly beside: T;
  /** the narrowest range around this one */
  readonly around: Row<T> | null;
}

/** Ranges hold each other or are apart, so the last one to begin before an address holds it, or lies in what does. */
export function rangeTable<T>(ranges: Iterable<readonly [Block, T]>): RangeTable<T> {
  const given = [...ranges];
  const tables = {
    32: sorted(given.filter(([{ bits }]) => bits === 32)),
    128: sorted(given.filter(([{ bits }]) => bits === 128)),
  };
  return (inner) => {
    let row = lastBefore(tables[inner.bits], inner.first);
    while (row !== null && !liesIn(inner, row.range)) row = row.around;
    return row?.beside;
  };
}

function sorted<T>(ranges: readonly (readonly [Block, T])[]): Row<T>[] {
  const inOrder = ranges.toSorted(([one], [other]) =>
    one.first === other.first ? one.prefix - other.prefix : one.first < other.first ? -1 : 1,
  );
  const rows: Row<T>[] = [];
  for (const [range, beside] of inOrder) {
    let around = rows.at(-1) ?? null;
    while (around !== null && !liesIn(range, around.range)) around = around.around;
    rows.push({ range, beside, around });
  }
  return rows;
}

function lastBefore<T>(rows: readonly Row<T>[], first: number | bigint): Row<T> | null {
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((rows[middle]?.range.first ?? 0) <= first) low = middle + 1;
    else high = middle;
  }
  return rows[low - 1] ?? null;
}
