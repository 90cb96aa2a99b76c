export type UnknownRecord = { readonly [key: string]: unknown };

export function isRecord(value: unknown): value is UnknownRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const inherited = new Set(['__proto__', 'constructor', 'prototype']);

/** Names that reach an object's machinery when they are used as keys. */
export function isInheritedName(key: string): boolean {
  return inherited.has(key);
}

/** Own member, never an inherited one. */
export function member(record: UnknownRecord, key: string): unknown {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}
