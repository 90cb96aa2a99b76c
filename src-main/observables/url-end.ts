import { bitsAt, Digit, isWord, Space, Stop, skip, Word } from './characters.ts';

const trailing = ".,;:!?'";
const pairs: ReadonlyMap<string, string> = new Map([
  [')', '('],
  [']', '['],
  ['}', '{'],
]);
/** How far the label of a link (`https://…[the report]`) may reach. */
const longestLabel = 200;

/**
 * Where a person would end the URL that begins at `start` (its scheme, or its host) and whose authority begins at
 * `from`: before quotes, unbalanced closing brackets, labels and the marks of Markdown or AsciiDoc around it, and at
 * `limit` at the latest.
 */
export function urlEnd(
  text: string,
  start: number,
  from: number,
  delimiter: string | null,
  limit = text.length,
): number {
  const open = { '(': 0, '[': 0, '{': 0 };
  // `http:\\\\evil.example\\path`: somebody turned every slash.
  const slashed = from > start && text[from - 1] === '\\';
  // A quoted cell may hold what separates cells.
  const cell = text[start - 1] === '"' ? null : delimiter;
  const before =
    (bitsAt(text, start - 1) & Space) === 0 ? text.slice(Math.max(0, start - 9), start) : '';
  // `[url=http://…]the text[/url]`
  const inBrackets = before !== '' && /\[[^\s\]]{0,8}$/u.test(before);
  // `wget+http://…;sh+x`: a command in the query of another URL.
  const inCommand = before !== '' && /[\w-](?:\+|%20)$/u.test(before);
  let query = false;
  let end = from;
  for (; end < limit; end++) {
    const bits = bitsAt(text, end);
    if ((bits & (Word | Stop)) === Word) continue;
    const unit = text.charAt(end);
    if ((bits & Stop) !== 0 && !(slashed && unit === '\\')) break;
    if (unit === cell || (unit === "'" && (bitsAt(text, end + 1) & Word) === 0)) break;
    if ((unit === ',' || unit === ';') && isNextUrl(text, end + 1)) break;
    if (inCommand && (unit === ';' || unit === '+' || isEncodedSpace(text, end))) break;
    if (unit === '?') query = true;
    else if (unit === '[' && end > from && !query && isLabel(text, end)) break;
    else if (unit === '(' || unit === '[' || unit === '{') open[unit]++;
    else if (unit === ')' || unit === ']' || unit === '}') {
      const opener = pairs.get(unit);
      const balanced = (opener === '(' || opener === '[' || opener === '{') && open[opener]-- > 0;
      if (!balanced && (unit === ')' || inBrackets || (bitsAt(text, end + 1) & Word) === 0)) break;
    }
  }
  return withoutLine(text, from, withoutMarks(text, start, from, end));
}

function isEncodedSpace(text: string, at: number): boolean {
  return text[at] === '%' && text.startsWith('%20', at);
}

const lineOfScript =
  /(?:\.(?:[mc]?jsx?|tsx?|vue|html?|php):\d{1,7}|:\d{1,7}):\d{1,7}$|\.(?:[mc]?jsx?|tsx?):\d{1,7}$/iu;

/** `main.js:2:1234`: the line and the column in the trace of an error. */
function withoutLine(text: string, from: number, end: number): number {
  if ((bitsAt(text, end - 1) & Digit) === 0) return end;
  const tail = text.slice(Math.max(from, end - 24), end);
  const line = tail.includes(':') ? lineOfScript.exec(tail)?.[0] : undefined;
  if (line === undefined) return end;
  const stop = end - line.length + line.indexOf(':');
  return text.slice(from, stop).includes('/') ? stop : end;
}

/** `commonName=evil.example/organizationName=…`: no path, but the next part of a certificate's subject. */
export function isNextAttribute(text: string, start: number, slash: number): boolean {
  return text[start - 1] === '=' && /^\/[A-Za-z]{1,24}=/u.test(text.slice(slash, slash + 26));
}

function isNextUrl(text: string, at: number): boolean {
  const from = (bitsAt(text, at) & Space) !== 0 ? at + 1 : at;
  return /^(?:https?|ftp):\/\//iu.test(text.slice(from, from + 8));
}

/** `[text]` after a link, as AsciiDoc writes it, and not `[0]` inside of one. */
function isLabel(text: string, at: number): boolean {
  const close = text.slice(at, at + longestLabel).search(/[\]\r\n]/u);
  if (close < 0 || text[at + close] !== ']') return true;
  const after = text.charAt(at + close + 1);
  return /\s/u.test(text.slice(at, at + close)) || !/[\w/[=&-]/u.test(after);
}

function withoutMarks(text: string, start: number, from: number, stop: number): number {
  const mark = text.charAt(start - 1);
  const marked = mark === '*' || mark === '_' || mark === '~' || mark === '+';
  let end = stop;
  while (end > from) {
    const unit = text.charAt(end - 1);
    const footnote = unit === '*' && isWord(text, end - 2);
    if (!trailing.includes(unit) && !footnote && !(marked && unit === mark)) break;
    end--;
  }
  return end;
}

/** End of the name of a host at `at`, with inner dots. */
export function hostEnd(text: string, at: number, limit: number): number {
  let end = skip(text, at, limit, Word);
  while (text[end] === '.' && (bitsAt(text, end + 1) & Word) !== 0 && end < limit) {
    end = skip(text, end + 1, limit, Word);
  }
  return end;
}
