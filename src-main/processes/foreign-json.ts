/** Deeper than any report needs, and far from what recursion over it could not bear. */
const maximumDepth = 64;

/**
 * Reads JSON that a foreign program wrote: bounded in depth, without `__proto__`. Throws a SyntaxError for what is
 * not JSON or nested too deep. Size is the caller's to bound.
 */
export function parseForeignJson(text: string): unknown {
  if (isTooDeep(text)) throw new SyntaxError(`nested more than ${maximumDepth} levels deep`);
  const value: unknown = JSON.parse(text);
  // The key can be written with escapes: any of them is reason enough to look.
  if (text.includes('__proto__') || text.includes('\\u005')) dropPrototypes(value);
  return value;
}

function isTooDeep(text: string): boolean {
  // Most texts are shorter than the brackets that would be needed.
  if (text.length <= maximumDepth) return false;
  let depth = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === quote) {
      at = endOfString(text, at);
    } else if (code === openBrace || code === openBracket) {
      depth += 1;
      if (depth > maximumDepth) return true;
    } else if (code === closeBrace || code === closeBracket) {
      depth -= 1;
    }
  }
  return false;
}

const quote = 0x22;
const backslash = 0x5c;
const openBrace = 0x7b;
const closeBrace = 0x7d;
const openBracket = 0x5b;
const closeBracket = 0x5d;

/** Gives the offset of the closing quote. Jumps from quote to quote: long strings are most of a report. */
function endOfString(text: string, start: number): number {
  let end = text.indexOf('"', start + 1);
  while (end !== -1) {
    let escapes = 0;
    while (text.charCodeAt(end - 1 - escapes) === backslash) escapes += 1;
    if (escapes % 2 === 0) return end;
    end = text.indexOf('"', end + 1);
  }
  return text.length;
}

function dropPrototypes(value: unknown): void {
  if (typeof value !== 'object' || value === null) return;
  if (Object.hasOwn(value, '__proto__')) Reflect.deleteProperty(value, '__proto__');
  for (const inner of Object.values(value)) dropPrototypes(inner);
}
