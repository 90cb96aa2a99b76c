import { canonicalValue } from './canonical.ts';
import { Digit, Hyphen, isWord, NoDigit, skip } from './characters.ts';
import { innerWords } from './inner-words.ts';
import { type Chain, claim, nest, type Scan } from './scan.ts';

/** A form of words that say by themselves what they are. */
interface Form {
  readonly type: string;
  readonly why: string;
  readonly pattern: RegExp;
}

const cve: Form = {
  type: 'cve',
  why: 'the form of a CVE id',
  pattern: /^cve[-._]\d{4}[-._]\d{4,19}$/iu,
};
const asn: Form = { type: 'asn', why: 'AS and a number', pattern: /^asn?\d{1,10}$/iu };
const technique: Form = {
  type: 'attack-technique',
  why: 'the form of an ATT&CK id',
  pattern: /^(?:T[01]\d{3}(?:\.\d{3})?|TA\d{4}|[GS][01]\d{3})$/u,
};
const uuid: Form = {
  type: 'uuid',
  why: '32 hex digits in five groups',
  pattern: /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/iu,
};
const mac: Form = {
  type: 'mac',
  why: 'twelve hex digits in groups',
  pattern: /^(?:[0-9a-f]{2}-){5}[0-9a-f]{2}$|^[0-9a-f]{4}\.[0-9a-f]{4}\.[0-9a-f]{4}$/iu,
};

/** Few words begin as one of these, or are as long: so nearly none is put to a pattern. */
const byFirst: ReadonlyMap<string, Form> = new Map([
  ['c', cve],
  ['a', asn],
  ['t', technique],
  ['g', technique],
  ['s', technique],
]);
const byLength: ReadonlyMap<number, Form> = new Map([
  [36, uuid],
  [17, mac],
  [14, mac],
]);
const longestWord = 48;

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
  if (end - start === 3 && isAsn(scan, start)) return readAsnField(scan, end);
  if (end - start < 3 || ((chain.bits & Digit) === 0 && end - start < 32)) return end;
  if (isWhole(text, start, end)) {
    if (end - start <= longestWord && readIdentifier(scan, start, end)) return end;
    const joined = chain.dots > 0 || (chain.bits & Hyphen) !== 0;
    if (joined && end - start <= 2 * longestWord && readPrefixed(scan, start, end)) return end;
  }
  for (const word of innerWords(text, start, end)) claim(scan, word);
  return end;
}

function isAsn({ text, units }: Scan, start: number): boolean {
  return ((units[start] ?? 0) | 0x20) === 0x61 && /^asn$/iu.test(text.slice(start, start + 3));
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
  const given = scan.text.slice(start, end);
  const word = scan.text[start - 1] === '.' ? given.toUpperCase() : given;
  const form = formOf(word);
  const value = form === null ? null : canonicalValue(form.type, word);
  if (form === null || value === null) return false;
  if (form === technique && isLabel(scan.text, start)) return false;
  claim(scan, { type: form.type, value, start, end, why: form.why });
  return true;
}

function formOf(word: string): Form | null {
  const first = byFirst.get(word.charAt(0).toLowerCase());
  if (first?.pattern.test(word)) return first;
  const long = byLength.get(word.length);
  return long?.pattern.test(word) ? long : null;
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
