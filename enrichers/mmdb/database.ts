import { type Address, bitsOf, type Range, rangeAt } from './addresses.ts';
import { CorruptDatabase, decodeValue, type Value } from './decoder.ts';

export type Database = {
  /** `GeoLite2-City` */
  readonly type: string;
  /** UTC, `2026-11-20` */
  readonly buildDate: string;
  readonly description: string;
  readonly ipVersion: 4 | 6;
  /** null: it cannot hold such addresses. Throws `CorruptDatabase`. */
  lookup(address: Address): Found | null;
};
type Found = {
  /** null: the address is not in it */
  readonly value: Value | null;
  /** the range that the answer holds for */
  readonly network: Range;
};

const marker = Buffer.from('\xab\xcd\xefMaxMind.com', 'latin1');
const metadataWindow = 128 * 1024;
const separatorLength = 16;

type Tree = {
  readonly bytes: Buffer;
  readonly nodeCount: number;
  /** in bits: 24, 28 or 32 */
  readonly recordSize: number;
};

/** Reads a whole file that is already in memory. Throws `CorruptDatabase` for what is no MaxMind DB. */
export function readDatabase(file: Buffer): Database {
  const metadataAt = file.lastIndexOf(marker);
  if (metadataAt < 0 || file.length - metadataAt > metadataWindow + marker.length) {
    throw new CorruptDatabase('it has no MaxMind DB metadata at its end');
  }
  const metadata = decodeValue(file.subarray(metadataAt + marker.length), 0).value;
  const number = (key: string) => {
    const value = field(metadata, key);
    if (typeof value === 'number' && Number.isInteger(value)) return value;
    throw new CorruptDatabase(`its metadata has no valid ${key}`);
  };
  if (number('binary_format_major_version') !== 2) {
    throw new CorruptDatabase('it is of another format version than 2');
  }
  const ipVersion = number('ip_version');
  if (ipVersion !== 4 && ipVersion !== 6) throw new CorruptDatabase('its IP version is unknown');
  const [nodeCount, recordSize] = [number('node_count'), number('record_size')];
  if (![24, 28, 32].includes(recordSize)) {
    throw new CorruptDatabase(`its record size of ${recordSize} bits is unknown`);
  }
  const treeSize = (nodeCount * recordSize) / 4;
  if (treeSize + separatorLength > metadataAt) {
    throw new CorruptDatabase('its search tree is larger than the file');
  }
  const separator = file.subarray(treeSize, treeSize + separatorLength);
  if (separator.some((byte) => byte !== 0)) {
    throw new CorruptDatabase('its search tree does not end where the metadata says');
  }
  const tree = { bytes: file.subarray(0, treeSize), nodeCount, recordSize };
  refuseHoles(tree);
  const data = file.subarray(treeSize + separatorLength, metadataAt);
  const type = field(metadata, 'database_type');
  const english = field(field(metadata, 'description'), 'en');
  return {
    type: typeof type === 'string' ? type : 'unknown type',
    buildDate: dateOf(number('build_epoch')),
    description: typeof english === 'string' ? english : '',
    ipVersion,
    lookup: (address) => lookup(address, ipVersion, tree, data),
  };
}

function lookup(address: Address, ipVersion: 4 | 6, tree: Tree, data: Buffer): Found | null {
  if (address.version === 6 && ipVersion === 4) return null;
  const bits = bitsOf(address.version);
  // In a tree for IPv6 the IPv4 addresses lie below 96 zero bits.
  let node = 0;
  const skipped = bitsOf(ipVersion) - bits;
  for (let depth = 0; depth < skipped && node < tree.nodeCount; depth += 1) {
    node = readRecord(tree, node, 0);
  }
  let depth = 0;
  while (node < tree.nodeCount && depth < bits) {
    node = readRecord(tree, node, Number((address.value >> BigInt(bits - 1 - depth)) & 1n));
    depth += 1;
  }
  const network = rangeAt(address, depth);
  if (node === tree.nodeCount) return { value: null, network };
  if (node < tree.nodeCount) throw new CorruptDatabase('its search tree has no end');
  const offset = node - tree.nodeCount - separatorLength;
  if (offset < 0 || offset >= data.length) {
    throw new CorruptDatabase('its search tree leads outside the data');
  }
  return { value: decodeValue(data, offset).value, network };
}

/**
 * No record leads back to the root: one that does stands in a part of the tree that was never written. Reading
 * the bytes in whole nodes keeps this to some ten milliseconds for a city database.
 */
function refuseHoles(tree: Tree): void {
  const nodeBytes = tree.recordSize / 4;
  for (let at = 0; at < tree.bytes.length; at += nodeBytes) {
    let empty = true;
    for (let byte = at; byte < at + nodeBytes && empty; byte += 1) empty = tree.bytes[byte] === 0;
    if (empty) throw new CorruptDatabase('a part of its search tree was never written');
  }
}

function readRecord(tree: Tree, node: number, side: number): number {
  const { bytes, recordSize } = tree;
  const at = (node * recordSize) / 4;
  if (recordSize === 24) return bytes.readUIntBE(at + side * 3, 3);
  if (recordSize === 32) return bytes.readUInt32BE(at + side * 4);
  const middle = bytes.readUInt8(at + 3);
  return side === 0
    ? (middle >> 4) * 2 ** 24 + bytes.readUIntBE(at, 3)
    : (middle & 0x0f) * 2 ** 24 + bytes.readUIntBE(at + 4, 3);
}

/** Own properties only: a key may be called anything. */
export function field(value: Value | null | undefined, key: string): Value | undefined {
  return isMap(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

export function isMap(value: Value | null | undefined): value is { readonly [key: string]: Value } {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    !(value instanceof Uint8Array)
  );
}

function dateOf(epochSeconds: number): string {
  const date = new Date(epochSeconds * 1000);
  return Number.isNaN(date.getTime()) ? 'unknown' : date.toISOString().slice(0, 10);
}
