import type { Fields } from './fields.ts';

const deepest = 64;

/** Fields of JSON, or of one JSON object a line; null when the text does not begin as such. */
export function jsonFields(text: string): Fields | null {
  const begin = /^[\ufeff\s]{0,200}(?:\{\s{0,200}["}]|\[\s{0,200}[{["\]])/u.exec(
    text.slice(0, 600),
  );
  return begin ? { delimiter: null, at: pathReader(text) } : null;
}

/** A tokenizer that stops at the offset asked for. Broken JSON gives the best path there is, never an error. */
function pathReader(text: string): Fields['at'] {
  // One entry a level: the key that is open there; null in arrays, whose indexes are left out.
  const open: (string | null)[] = [];
  let deeper = 0;
  let at = 0;
  // The string that the last offset stood in: a long one may hold many finds.
  let within: { readonly end: number; readonly path: string | null } = { end: 0, path: null };
  const path = (): string | null =>
    open.filter((key) => key !== null && key !== '').join('.') || null;
  const readString = (end: number): void => {
    if (open.at(-1) !== null && open.length > 0 && isKey(text, end))
      open[open.length - 1] = text.slice(at + 1, end - 1);
    at = end;
  };
  const structure = (unit: number): void => {
    if (unit === 0x7b || unit === 0x5b) {
      if (open.length < deepest) open.push(unit === 0x7b ? '' : null);
      else deeper++;
    } else if (deeper > 0) deeper--;
    else open.pop();
  };
  return (offset) => {
    if (offset < within.end) return within.path;
    while (at < offset) {
      const unit = text.charCodeAt(at);
      if (unit === 0x22) {
        const end = stringEnd(text, at);
        if (end > offset) {
          within = { end, path: isKey(text, end) ? null : path() };
          return within.path;
        }
        readString(end);
        continue;
      }
      if (unit === 0x7b || unit === 0x5b || unit === 0x7d || unit === 0x5d) structure(unit);
      at++;
    }
    return path();
  };
}

/** After the closing quote of the string at `at`; a line break ends a broken string. */
function stringEnd(text: string, at: number): number {
  let end = at + 1;
  for (; end < text.length; end++) {
    const unit = text.charCodeAt(end);
    if (unit === 0x5c) end++;
    else if (unit === 0x22 || unit === 0x0a) return end + 1;
  }
  return text.length;
}

function isKey(text: string, end: number): boolean {
  let at = end;
  while (at - end < 16 && /\s/u.test(text.charAt(at))) at++;
  return text[at] === ':';
}
