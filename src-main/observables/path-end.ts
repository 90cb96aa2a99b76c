import { bitsAt, Space } from './characters.ts';
import { hives } from './words.ts';

const longest = 1024;
/** A space belongs to a path only when a backslash follows this soon: `Windows NT\CurrentVersion`. */
const longestName = 40;
const never = '"<>|*?\t\r\n`\0;';
const trailing = '.,:!?\'")]} ';

/**
 * Where a path with backslashes ends: at the quote that opened it, else at white space that no further backslash
 * justifies, without punctuation.
 */
export function backslashPathEnd(
  text: string,
  start: number,
  from: number,
  delimiter: string | null = null,
): number {
  const quote = text.charAt(start - 1);
  const quoted = quote === '"' || quote === "'" || quote === '`';
  const limit = Math.min(text.length, start + longest);
  let end = from;
  while (end < limit) {
    const unit = text.charAt(end);
    if (never.includes(unit) || (quoted && unit === quote)) break;
    if (unit === delimiter || (!quoted && isAfterName(text, from, end))) break;
    if ((bitsAt(text, end) & Space) !== 0 && !quotedToClose(text, end, quoted ? quote : '')) {
      const next = spacedNameEnd(text, end);
      if (next < 0) break;
      end = next;
    } else end++;
  }
  while (end > from && trailing.includes(text.charAt(end - 1))) end--;
  return end;
}

/** `x.dll,Entry`, `x.cs:line 42`, `x.py:42`: what follows the name of the file is no part of it. */
function isAfterName(text: string, from: number, at: number): boolean {
  const unit = text.charAt(at);
  if (unit !== ',' && unit !== ':') return false;
  const before = text.slice(Math.max(from, at - 12), at);
  return unit === ','
    ? /\.[A-Za-z0-9]{1,8}$/u.test(before) || /^,[\w.-]{1,40}=/u.test(text.slice(at, at + 42))
    : /^:(?:line\b|\d)/u.test(text.slice(at, at + 6));
}

/** True when the opening quote closes on the same line, soon enough. */
function quotedToClose(text: string, at: number, quote: string): boolean {
  if (quote === '') return false;
  const close = text.slice(at, at + longestName * 4).search(/["'`\r\n]/u);
  return close >= 0 && text[at + close] === quote;
}

/** The backslash that ends a name with spaces, or -1. */
function spacedNameEnd(text: string, space: number): number {
  const ahead = text.slice(space, space + longestName);
  const slash = ahead.indexOf('\\');
  // The next thing on the line may be a key of its own.
  if (slash > 1 && hives.has(ahead.slice(1, slash).toLowerCase())) return -1;
  const plain = slash > 1 && /^ [A-Za-z0-9(][\w .()&+-]*$/u.test(ahead.slice(0, slash));
  return plain && !/[.,]\s/u.test(ahead.slice(0, slash)) ? space + slash : -1;
}
