import { canonicalValue } from './canonical.ts';
import { bitsOf, Digit, Hex, isWord, skip, Upper } from './characters.ts';
import { type Chain, claim, type Found, nest, type Scan } from './scan.ts';

const byLength: ReadonlyMap<number, string> = new Map([
  [32, 'md5'],
  [40, 'sha1'],
  [62, 'jarm'],
  [64, 'sha256'],
  [128, 'sha512'],
]);

const hashReasons: ReadonlyMap<string, string> = new Map(
  [...byLength].map(([length, type]) => [type, `${length} hex digits`]),
);

/** Chains whose first unit says that they may be one of these. */
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

/** Words before an id that are no part of it: `indicator--<uuid>` in STIX, `attack.t1059` in Sigma rules. */
const prefixes: readonly RegExp[] = [
  /^[a-z][a-z0-9-]{1,40}--(?=[0-9a-f]{8}-[0-9a-f]{4}-)/u,
  /^attack\.(?=(?:t[01]|ta|[gs])\d{3})/u,
];

/** Hashes and identifiers: words that say by themselves what they are. Returns the end of the chain. */
export function readWords(scan: Scan, chain: Chain): number {
  const { text } = scan;
  const { start, end } = chain;
  if ((chain.every & Digit) !== 0 && isAfterAs(text, start, end)) return claimAsn(scan, start, end);
  if (end - start === 3 && /^asn$/iu.test(text.slice(start, end))) return readAsnField(scan, end);
  if (end - start < 3 || ((chain.bits & Digit) === 0 && end - start < 32)) return end;
  if (isWhole(text, start, end)) {
    if (end - start <= longestWord && readIdentifier(scan, start, end)) return end;
    if (end - start <= 2 * longestWord && readPrefixed(scan, start, end)) return end;
  }
  for (const word of innerWords(text, start, end)) claim(scan, word);
  return end;
}

/** A hash that is a whole word; -1 where there is none. */
export function readHash(scan: Scan, { start, end, dots, bits, every }: Chain): number {
  if (dots > 0 || (every & Hex) === 0) return -1;
  const type = byLength.get(end - start);
  if (type === undefined || !isWhole(scan.text, start, end)) return -1;
  if (!isLabelled(scan.text, start) && (type !== 'md5' || !isSerial(scan.text, start)))
    claim(scan, hashFound(scan.text, type, start, end, bits));
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

const serials =
  /serial(?:[ _-]?(?:numbers?|nos?\.?))?["']?[\s:=-]{0,20}["']?(?:[0-9a-f]{16,40}[\s,;]+)*$/iu;

/** The serial number of a certificate may be as long as an MD5; other ones may stand before it. */
function isSerial(text: string, start: number): boolean {
  const before = text.slice(Math.max(0, start - 160), start);
  return /serial/iu.test(before) && serials.test(before);
}

const otherHex =
  /(?:imphash|ja3s?(?:[ _-](?:hash|digest))?|hassh(?:server)?|(?:trace|span|request|session|correlation)[ _-]?id)["']?\s{0,3}[:=|]?\s{0,3}["'`]?$/iu;

/** Digests of something other than a file, and numbers of requests: as long as hashes, and looked up by none. */
function isLabelled(text: string, start: number): boolean {
  const last = text.charCodeAt(start - 1);
  // A label stands before white space, a mark or a quote: asked first, since nearly every hash has none.
  return last !== 0x0a && otherHex.test(text.slice(Math.max(0, start - 32), start));
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
  const [, type, why] = wholeWords.find(([pattern]) => pattern.test(word)) ?? [];
  const value = type === undefined ? null : canonicalValue(type, word);
  if (type === undefined || why === undefined || value === null) return false;
  if (type === 'attack-technique' && isLabel(scan.text, start)) return false;
  claim(scan, { type, value, start, end, why });
  return true;
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

function hashType(text: string, start: number, end: number): string | null {
  const type = byLength.get(end - start);
  return type !== undefined && isHexRun(text, start, end) ? type : null;
}

function hashFound(text: string, type: string, start: number, end: number, bits = Upper) {
  const written = text.slice(start, end);
  const value = (bits & Upper) === 0 ? written : written.toLowerCase();
  return { type, value, start, end, why: hashReasons.get(type) ?? '' };
}

function isHexRun(text: string, start: number, end: number): boolean {
  for (let at = start; at < end; at++) if ((bitsOf(text.charCodeAt(at)) & Hex) === 0) return false;
  return true;
}

/** Hashes between dots, dashes and underscores (`sample-<md5>.bin`), from left to right. */
function hexWords(text: string, start: number, end: number): Found[] {
  const found: Found[] = [];
  let begin = start;
  for (let at = start; at <= end; at++) {
    const unit = at === end ? 0x2e : text.charCodeAt(at);
    if (unit !== 0x2e && unit !== 0x2d && unit !== 0x5f && isWord(text, at)) continue;
    const type = hashType(text, begin, at);
    if (type !== null) found.push(hashFound(text, type, begin, at));
    begin = at + 1;
  }
  return found;
}

const cveForm = /(?<![\p{L}\p{N}])cve[-._](?:19|20)\d\d[-._]\d{4,19}(?![\p{L}\p{N}])/giu;

/** Hashes and CVE ids that stand between dots, dashes and underscores, from left to right. */
export function innerWords(text: string, start: number, end: number): readonly Found[] {
  const found = end - start < 32 ? [] : hexWords(text, start, end);
  const written = end - start < 13 ? '' : text.slice(start, end);
  if (!/cve[-._]/iu.test(written)) return found;
  for (const { 0: id, index } of written.matchAll(cveForm)) {
    const value = canonicalValue('cve', id);
    const from = start + index;
    if (value !== null)
      found.push({
        type: 'cve',
        value,
        start: from,
        end: from + id.length,
        why: 'the form of a CVE id',
      });
  }
  return found.toSorted((one, other) => one.start - other.start);
}

/** Hashes and CVE ids inside a find: the path of a URL, the name of a file. */
export function nestWords(scan: Scan, parent: number, start: number, end: number): void {
  for (const word of innerWords(scan.text, start, end)) nest(scan, parent, word);
}
