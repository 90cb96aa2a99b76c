import { canonicalValue } from './canonical.ts';
import { bitsAt, Digit, Hex, Word } from './characters.ts';
import { type Chain, claim, nest, type Scan } from './scan.ts';

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
  [/^cve-\d{4}-\d{4,19}$/iu, 'cve', 'the form of a CVE id'],
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

/** Hashes and identifiers: words that say by themselves what they are. Returns the end of the chain. */
export function readWords(scan: Scan, chain: Chain): number {
  const { text } = scan;
  const { start, end } = chain;
  if ((chain.bits & Digit) === 0 && end - start < 32) return end;
  if (isWhole(text, start, end)) {
    const hash = hashType(text, start, end);
    if (hash !== null) {
      claim(scan, hashFound(text, hash, start, end));
      return end;
    }
    if (end - start <= longestWord && readIdentifier(scan, start, end)) return end;
  }
  for (const word of hexWords(text, start, end)) claim(scan, word);
  return end;
}

function readIdentifier(scan: Scan, start: number, end: number): boolean {
  const word = scan.text.slice(start, end);
  const [, type, why] = wholeWords.find(([pattern]) => pattern.test(word)) ?? [];
  const value = type === undefined ? null : canonicalValue(type, word);
  if (type === undefined || why === undefined || value === null) return false;
  claim(scan, { type, value, start, end, why });
  return true;
}

/** Nothing beside it that would make it a part of something longer. */
function isWhole(text: string, start: number, end: number): boolean {
  return (bitsAt(text, start - 1) & Word) === 0 && (bitsAt(text, end) & Word) === 0;
}

function hashType(text: string, start: number, end: number): string | null {
  const type = byLength.get(end - start);
  return type !== undefined && isHexRun(text, start, end) ? type : null;
}

function hashFound(text: string, type: string, start: number, end: number) {
  const value = text.slice(start, end).toLowerCase();
  return { type, value, start, end, why: hashReasons.get(type) ?? '' };
}

function isHexRun(text: string, start: number, end: number): boolean {
  for (let at = start; at < end; at++) if ((bitsAt(text, at) & Hex) === 0) return false;
  return true;
}

/** Hashes between dots, dashes and underscores (`sample-<md5>.bin`), from left to right. */
function* hexWords(text: string, start: number, end: number) {
  let begin = start;
  for (let at = start; at <= end; at++) {
    const unit = at === end ? 0x2e : text.charCodeAt(at);
    if (unit !== 0x2e && unit !== 0x2d && unit !== 0x5f && (bitsAt(text, at) & Word) !== 0)
      continue;
    const type = hashType(text, begin, at);
    if (type !== null) yield hashFound(text, type, begin, at);
    begin = at + 1;
  }
}

/** Hashes inside a find: the path of a URL, the name of a file. */
export function nestHashes(scan: Scan, parent: number, start: number, end: number): void {
  if (end - start < 32) return;
  for (const word of hexWords(scan.text, start, end)) nest(scan, parent, word);
}
