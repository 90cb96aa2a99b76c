/** Most white space around a colon, and before the first key of a record. */
const mostSpace = 64;

/**
 * After the closing quote of the string that opens at `at`; minus the place where it broke off (a line break or
 * `limit`) when it is not closed.
 */
export function stringEnd(text: string, at: number, limit = text.length): number {
  const last = Math.min(limit, text.length);
  const quote = text.charCodeAt(at);
  for (let end = at + 1; end < last; end++) {
    const unit = text.charCodeAt(end);
    if (unit === quote) return end + 1;
    if (unit === 0x0a) return -end;
    if (unit === 0x5c && text.charCodeAt(end + 1) !== 0x0a) end++;
  }
  return -last;
}

/** Where the value begins when a colon follows the string that ends at `end`, else -1. */
export function valueAfterKey(text: string, end: number): number {
  const colon = skipSpace(text, end);
  return text.charCodeAt(colon) === 0x3a ? skipSpace(text, colon + 1) : -1;
}

export function skipSpace(text: string, from: number): number {
  let at = from;
  for (; at - from < mostSpace; at++) {
    const unit = text.charCodeAt(at);
    if (unit !== 0x20 && unit !== 0x09 && unit !== 0x0a && unit !== 0x0d) break;
  }
  return at;
}

/** What a JSON string means; null when it breaks the rules. */
export function decoded(raw: string): string | null {
  if (!raw.includes('\\')) return raw;
  try {
    const value: unknown = JSON.parse(`"${raw}"`);
    return typeof value === 'string' ? value : null;
  } catch {
    return null;
  }
}

/** How many units the character at `at` of a JSON string takes. */
export function escapeLength(text: string, at: number): number {
  if (text.charCodeAt(at) !== 0x5c) return 1;
  return text[at + 1] === 'u' ? 6 : 2;
}
