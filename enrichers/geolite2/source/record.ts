import { field, isMap } from '../../mmdb/database.ts';
import type { Value } from '../../mmdb/decoder.ts';
import type { Item } from '../../sdk/index.ts';

export type Leaf = {
  /** `subdivisions.0.names.en` */
  readonly path: string;
  readonly value: string | number | boolean;
};

/** Every field of a record, in its order; an empty map or list is a field too. */
export function leavesOf(value: Value, path = ''): Leaf[] {
  if (Array.isArray(value) || isMap(value)) {
    const entries = Object.entries(value);
    if (entries.length === 0) return [{ path: path || 'record', value: 'empty' }];
    return entries.flatMap(([key, inner]) => leavesOf(inner, path === '' ? key : `${path}.${key}`));
  }
  return [{ path: path || 'record', value: scalarOf(value) }];
}

/** JSON has no big integers, bytes or infinities: they are written as text. */
function scalarOf(value: Value): string | number | boolean {
  if (value instanceof Uint8Array) return Buffer.from(value).toString('hex');
  if (typeof value === 'bigint') return value.toString();
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value);
  return typeof value === 'string' || typeof value === 'boolean' ? value : '';
}

export function itemOf({ value }: Leaf): Item {
  if (typeof value === 'boolean') return { kind: 'Boolean', value };
  if (typeof value === 'string') return { kind: 'String', value };
  return { kind: Number.isInteger(value) ? 'Integer' : 'Float', value };
}

/** The value at a path of keys and indexes; undefined where it leads nowhere. */
function at(value: Value, ...keys: readonly (string | number)[]): Value | undefined {
  let here: Value | undefined = value;
  for (const key of keys) {
    if (typeof key === 'number') here = Array.isArray(here) ? here[key] : undefined;
    else here = field(here, key);
  }
  return here;
}

export function textAt(value: Value, ...keys: readonly (string | number)[]): string | null {
  const found = at(value, ...keys);
  return typeof found === 'string' && found !== '' ? found : null;
}

export function numberAt(value: Value, ...keys: readonly (string | number)[]): number | null {
  const found = at(value, ...keys);
  return typeof found === 'number' && Number.isFinite(found) ? found : null;
}
