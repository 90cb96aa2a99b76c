/** A source's JSON, read member by member: nothing of its shape is taken on trust, and inherited names are not there. */

export function member(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
  return Reflect.get(value, name);
}

/** null where there is no text, or one without a visible character. */
export function textOf(value: unknown, name: string): string | null {
  const text = member(value, name);
  return typeof text === 'string' && text.trim() !== '' ? text.trim() : null;
}

export function numberOf(value: unknown, name: string): number | null {
  const number = member(value, name);
  return typeof number === 'number' && Number.isFinite(number) ? number : null;
}

export function listOf(value: unknown, name: string): readonly unknown[] {
  const list = member(value, name);
  return Array.isArray(list) ? list : [];
}

export function textsOf(value: unknown, name: string): readonly string[] {
  return listOf(value, name)
    .filter((text) => typeof text === 'string')
    .filter((text) => text.trim() !== '');
}
