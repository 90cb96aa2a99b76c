/**
 * Decodes the data section of a MaxMind DB file (format 2.0). The files come from anywhere, so nothing is
 * believed: every size and pointer is checked against the section, and depth and amount are bounded, because
 * pointers can make a small file unfold without end.
 */

export type Value =
  | string
  | number
  | bigint
  | boolean
  | Uint8Array
  | readonly Value[]
  | { readonly [key: string]: Value };

/** The file is not what the format says; the message says where. */
export class CorruptDatabase extends Error {
  override readonly name = 'CorruptDatabase';
}

const deepest = 64;
const mostValues = 100_000;
const mostTextBytes = 16 * 1024 * 1024;

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

type Field = { readonly type: number; readonly size: number; readonly next: number };
type Decoded = { readonly value: Value; readonly next: number };
/** What one record may still unfold to. */
type Budget = { values: number; textBytes: number };

const pointerType = 1;
const pointerBases = [0, 2048, 526_336, 0] as const;

/** Decodes the value at `offset` of `section`; pointers count from the section's start. */
export function decodeValue(section: Buffer, offset: number): Decoded {
  return decode(section, offset, deepest, { values: mostValues, textBytes: mostTextBytes });
}

function decode(section: Buffer, offset: number, depth: number, budget: Budget): Decoded {
  if (depth === 0) throw new CorruptDatabase('a record is nested without end');
  if (budget.values === 0) throw new CorruptDatabase('a record is larger than any real one');
  budget.values -= 1;
  if (typeAt(section, offset) === pointerType) {
    const { target, next } = readPointer(section, offset);
    if (typeAt(section, target) === pointerType) {
      throw new CorruptDatabase('a pointer leads to another pointer');
    }
    return { value: decode(section, target, depth - 1, budget).value, next };
  }
  const field = readField(section, offset);
  if (field.type === 7) return decodeMap(section, field, depth, budget);
  if (field.type === 11) return decodeArray(section, field, depth, budget);
  if (field.type === 14) {
    if (field.size > 1) throw new CorruptDatabase('a boolean is neither true nor false');
    return { value: field.size === 1, next: field.next };
  }
  const end = field.next + field.size;
  if (end > section.length) throw new CorruptDatabase('a value runs past the end of the file');
  return { value: decodeScalar(section, field, end, budget), next: end };
}

function decodeScalar(section: Buffer, field: Field, end: number, budget: Budget): Value {
  const { type, size, next } = field;
  switch (type) {
    case 2:
      budget.textBytes -= size;
      if (budget.textBytes < 0) throw new CorruptDatabase('a record is larger than any real one');
      return decodeText(section.subarray(next, end));
    case 3:
      if (size !== 8) throw new CorruptDatabase('a double is not 8 bytes long');
      return section.readDoubleBE(next);
    case 4:
      return section.subarray(next, end);
    case 5:
      return unsigned(section, next, size, 2);
    case 6:
      return unsigned(section, next, size, 4);
    case 8:
      // Only a full one has a sign.
      return size === 4 ? section.readInt32BE(next) : unsigned(section, next, size, 4);
    case 9:
      return large(section, next, size, 8);
    case 10:
      return large(section, next, size, 16);
    case 15:
      if (size !== 4) throw new CorruptDatabase('a float is not 4 bytes long');
      return section.readFloatBE(next);
    default:
      throw new CorruptDatabase(`a value is of the unknown type ${type}`);
  }
}

function decodeMap(section: Buffer, field: Field, depth: number, budget: Budget): Decoded {
  const entries: [string, Value][] = [];
  let at = field.next;
  for (let index = 0; index < field.size; index += 1) {
    const key = decode(section, at, depth - 1, budget);
    if (typeof key.value !== 'string') throw new CorruptDatabase('a key is not a text');
    const value = decode(section, key.next, depth - 1, budget);
    entries.push([key.value, value.value]);
    at = value.next;
  }
  // fromEntries defines own properties, whatever the key is called.
  return { value: Object.fromEntries(entries), next: at };
}

function decodeArray(section: Buffer, field: Field, depth: number, budget: Budget): Decoded {
  const values: Value[] = [];
  let at = field.next;
  for (let index = 0; index < field.size; index += 1) {
    const decoded = decode(section, at, depth - 1, budget);
    values.push(decoded.value);
    at = decoded.next;
  }
  return { value: values, next: at };
}

function typeAt(section: Buffer, offset: number): number {
  return byteAt(section, offset) >> 5;
}

function readField(section: Buffer, offset: number): Field {
  const control = byteAt(section, offset);
  let next = offset + 1;
  let type = control >> 5;
  if (type === 0) {
    type = byteAt(section, next) + 7;
    next += 1;
    if (type < 8) throw new CorruptDatabase('a value is of no known type');
  }
  const short = control & 0x1f;
  if (short < 29) return { type, size: short, next };
  const bytes = short - 28;
  const base = [29, 285, 65_821][bytes - 1] ?? 0;
  return { type, size: base + unsigned(section, next, bytes, 3), next: next + bytes };
}

function readPointer(section: Buffer, offset: number): { target: number; next: number } {
  const control = byteAt(section, offset);
  const length = (control >> 3) & 3;
  const rest = unsigned(section, offset + 1, length + 1, 4);
  const high = length === 3 ? 0 : (control & 7) * 2 ** (8 * (length + 1));
  return { target: (pointerBases[length] ?? 0) + high + rest, next: offset + length + 2 };
}

function decodeText(bytes: Buffer): string {
  try {
    return utf8.decode(bytes);
  } catch (cause) {
    throw new CorruptDatabase('a text is not UTF-8', { cause });
  }
}

function unsigned(section: Buffer, offset: number, size: number, most: number): number {
  if (size > most) throw new CorruptDatabase('a number has too many bytes');
  if (offset + size > section.length) throw new CorruptDatabase('a number runs past the end');
  return size === 0 ? 0 : section.readUIntBE(offset, size);
}

/** A number where it is exact, a bigint past that. */
function large(section: Buffer, offset: number, size: number, most: number): number | bigint {
  if (size > most) throw new CorruptDatabase('a number has too many bytes');
  let value = 0n;
  for (let index = 0; index < size; index += 1) {
    value = (value << 8n) | BigInt(byteAt(section, offset + index));
  }
  return value <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(value) : value;
}

function byteAt(section: Buffer, offset: number): number {
  const byte = section[offset];
  if (byte === undefined) throw new CorruptDatabase('something points past the end of the file');
  return byte;
}
