import { canonicalValue } from './canonical.ts';
import { Digit, Hyphen, isWord, NoDigit, skip } from './characters.ts';
import { innerWords } from './inner-words.ts';
import { type Chain, claim, nest, type Scan } from './scan.ts';
import { anyOf } from './units.ts';

const wholeWords: readonly (readonly [RegExp, string, string])[] = [
  [/^cve[-._]\d{4}[-._]\d{4,19}$/iu, 'cve', 'the form of a CVE id'],
  [/^asn?\d{1,10}$/iu, 'asn', 'AS and a number'],
  [
    /^(?:T[01]\d{3}(?:\.\d{3})?|TA\d{4}|[GS][01]\d{3})$/u,
    'attack-technique',
    'the form of an ATT&CK id',
  ],
  [
    /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/iu,
    'uuid',
    '32 hex digits in five groups',
  ],
  [
    /^(?:[0-9a-f]{2}-){5}[0-9a-f]{2}$|^[0-9a-f]{4}\.[0-9a-f]{4}\.[0-9a-f]{4}$/iu,
    'mac',
    'twelve hex digits in groups',
  ],
];
const longestWord = 48;
/** How those words begin that are not told by their length, in lower case. */
const firstOfWords = anyOf('acgst');

/** Words before an id that are no part of it: `indicator--<uuid>` in STIX, `attack.t1059` in Sigma rules. */
const prefixes: readonly RegExp[] = [
  /^[a-z][a-z0-9-]{1,40}--(?=[0-9a-f]{8}-[0-9a-f]{4}-)/u,
  /^attack\.(?=(?:t[01]|ta|[gs])\d{3})/u,
];

/** Hashes and identifiers: words that say by themselves what they are. Returns the end of the chain. */
export function readWords(scan: Scan, chain: Chain): number {
  const { text } = scan;
  const { start, end } = chain;
  if ((chain.bits & NoDigit) === 0 && isAfterAs(text, start, end))
    return claimAsn(scan, start, end);
  if (end - start === 3 && /^asn$/iu.test(text.slice(start, end))) return readAsnField(scan, end);
  if (end - start < 3 || ((chain.bits & Digit) === 0 && end - start < 32)) return end;
  if (isWhole(text, start, end)) {
    if (end - start <= longestWord && readIdentifier(scan, start, end)) return end;
    const joined = chain.dots > 0 || (chain.bits & Hyphen) !== 0;
    if (joined && end - start <= 2 * longestWord && readPrefixed(scan, start, end)) return end;
  }
  for (const word of innerWords(text, start, end)) claim(scan, word);
  return end;
}

/** `ASN 14061`, `"asn": 14061`. */
function readAsnField(scan: Scan, end: number): number {
  const { text } = scan;
  const between = /^["']?[ \t]?[:=]?[ \t]?["']?(?=\d{1,10}(?![\w.-]))/u.exec(
    text.slice(end, end + 18),
  )?.[0];
  if (!between) return end;
  const start = end + between.length;
  const stop = skip(text, start, start + 10, Digit);
  return claimAsn(scan, start, stop);
}

function claimAsn(scan: Scan, start: number, end: number): number {
  const value = canonicalValue('asn', scan.text.slice(start, end));
  if (value !== null) claim(scan, { type: 'asn', value, start, end, why: 'a number after ASN' });
  return end;
}

/** `AS 14061`; but `AS 2023`, and `AS 1234` in a heading, where all words are written so. */
function isAfterAs(text: string, start: number, end: number): boolean {
  if (text[start - 1] !== ' ' || text[start - 2] !== 'S' || text[start - 3] !== 'A') return false;
  if (end - start < 4 || end - start > 10 || /^(?:19|20)\d\d$/u.test(text.slice(start, end)))
    return false;
  return !/[\p{L}\p{N}_-]AS $|\p{Lu}\s+AS $/u.test(text.slice(Math.max(0, start - 8), start));
}

function readPrefixed(scan: Scan, start: number, end: number): boolean {
  const word = scan.text.slice(start, end);
  const prefix = prefixes
    .map((pattern) => pattern.exec(word)?.[0].length ?? 0)
    .find((length) => length > 0);
  return prefix !== undefined && readIdentifier(scan, start + prefix, end);
}

function readIdentifier(scan: Scan, start: number, end: number): boolean {
  if (!mayIdentify(scan.units[start] ?? 0, end - start)) return false;
  const given = scan.text.slice(start, end);
  const word = scan.text[start - 1] === '.' ? given.toUpperCase() : given;
  const [, type, why] = wholeWords.find(([pattern]) => pattern.test(word)) ?? [];
  const value = type === undefined ? null : canonicalValue(type, word);
  if (type === undefined || why === undefined || value === null) return false;
  if (type === 'attack-technique' && isLabel(scan.text, start)) return false;
  claim(scan, { type, value, start, end, why });
  return true;
}

/** Asked first, since nearly no word does. */
function mayIdentify(first: number, length: number): boolean {
  return (
    first > 0x7f ||
    firstOfWords.has(first | 0x20) ||
    length === 36 ||
    length === 17 ||
    length === 14
  );
}

/** `:G1928` and `goto G1928` in a batch file. */
function isLabel(text: string, start: number): boolean {
  const before = text[start - 1];
  if (before === ':') return !/[^\s=]/u.test(text.charAt(start - 2));
  return (
    before === ' ' && /\b(?:goto|call :?) ?$/iu.test(text.slice(Math.max(0, start - 6), start))
  );
}

/** Nothing beside it that would make it a part of something longer. */
function isWhole(text: string, start: number, end: number): boolean {
  return !isWord(text, start - 1) && !isWord(text, end);
}

/** Hashes and CVE ids inside a find: the path of a URL, the name of a file. */
export function nestWords(scan: Scan, parent: number, start: number, end: number): void {
  for (const word of innerWords(scan.text, start, end)) nest(scan, parent, word);
}
