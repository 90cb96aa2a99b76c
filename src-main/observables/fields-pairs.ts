/** How far before a value its key may end, quotes and white space included. */
const longestKey = 80;

/** The key of `key=value` or `key="value"` right before `offset`, or null. */
export function keyBefore(text: string, offset: number): string | null {
  const before = text.slice(Math.max(0, offset - longestKey), offset);
  const equals = /=["']?$/u.exec(before);
  if (!equals) return null;
  const key = /[A-Za-z_][\w.@-]*$/u.exec(before.slice(0, equals.index))?.[0];
  // A link in HTML says nothing about its value.
  return key === undefined || key.toLowerCase() === 'href' ? null : key;
}
