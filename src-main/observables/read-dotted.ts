import { bitsAt, Digit, Hyphen, Letter, Stop, Word } from './characters.ts';
import { endsAsFile, judgeName } from './judge-name.ts';
import type { Judged } from './name-look.ts';
import { portAt } from './port.ts';
import { readIpv4 } from './read-ipv4.ts';
import { claimUrl } from './read-url.ts';
import { nestWords } from './read-words.ts';
import { type Chain, claim, type Scan } from './scan.ts';
import { spacedNameStart } from './spaced-name.ts';
import { hostEnd, isNextAttribute, urlEnd } from './url-end.ts';
import { unitAt } from './units.ts';
import { plainSuffixes } from './words.ts';

const longestName = 253;

/** Chains with dots: addresses, host names, URLs without a scheme, names of files. -1 when it is none of them. */
export function readDotted(scan: Scan, chain: Chain): number {
  if ((chain.bits & (Digit | Letter)) === Digit) {
    const end = readIpv4(scan, chain);
    if (end >= 0) return end;
  }
  const start = nameStart(scan, chain);
  const end = nameEnd(scan, chain, start);
  if (end - start > longestName || end <= start) return -1;
  if (start > chain.start && !scan.text.slice(start, end).includes('.')) return -1;
  const judged = judgeName(scan, start, end);
  if (judged === null) return -1;
  if (judged.type === 'filename') return Math.max(claimFile(scan, judged, start, end), chain.end);
  return readPath(scan, start, end) ?? readHost(scan, judged, start, end);
}

function claimFile(
  scan: Scan,
  { type, value, why, holdsWords }: Judged,
  start: number,
  end: number,
) {
  const from = spacedNameStart(scan, start, end);
  const spaced = from < start ? scan.text.slice(from, end) : value;
  const parent = claim(scan, { type, value: spaced, start: from, end, why });
  if (from < start || holdsWords) nestWords(scan, parent, from, end);
  return end;
}

/** Before hyphens and underscores, and before what a hyphen joins to the name: no suffix has one. */
function nameEnd({ text, units }: Scan, chain: Chain, start: number): number {
  let { end } = chain;
  while (end > start && isLine(units[end - 1])) end--;
  return (chain.bits & Hyphen) === 0 ? end : beforeParticiple(text, start, end);
}

function isLine(unit: number | undefined): boolean {
  return unit === 0x2d || unit === 0x5f;
}

/** `an evil.com-hosted page` */
function beforeParticiple(text: string, start: number, end: number): number {
  let hyphen = -1;
  let at = end;
  while (at > start && end - at < 40 && text.charCodeAt(at - 1) !== 0x2e) {
    at--;
    if (text.charCodeAt(at) === 0x2d) hyphen = at;
  }
  return hyphen > at && plainSuffixes.has(text.slice(at, hyphen).toLowerCase()) ? hyphen : end;
}

/** What is glued to a name and no part of it: escapes, and what a program puts a value for. */
function nameStart(scan: Scan, chain: Chain): number {
  const { text, units } = scan;
  const { start } = chain;
  const before = unitAt(units, start - 1);
  if (before === 0x5c) return isEscape(scan, chain) ? start + 1 : start;
  if (before === 0x25) return start + percentLength(text.slice(start, start + 6));
  let bare = start;
  while (units[bare] === 0x2d) bare++;
  return bare;
}

/** `\nevil.example` in JSON; but `\net.exe` ends a path, as Sigma rules write it. */
function isEscape(scan: Scan, { start, end }: Chain): boolean {
  const { text } = scan;
  if (!/[nrt]/u.test(text.charAt(start))) return false;
  const another = text[start - 3] === '\\' && /[nrt]/u.test(text.charAt(start - 2));
  return another || !endsAsFile(scan, start, end);
}

/** `%s.dat` and `%08x.evil.example` in formats, `%20evil.example` in forms. */
function percentLength(text: string): number {
  const format = /^(?:0?\d)?l{0,2}[sdiuxX]\./u.exec(text)?.[0].length;
  return format ?? (/^[0-9a-f]{2}/iu.test(text) ? 2 : 0);
}

function readHost(scan: Scan, { type, value, why }: Judged, start: number, end: number): number {
  const port = portAt(scan.text, end);
  claim(scan, { type, value, start, end, why, port: port?.port ?? null });
  return port?.end ?? end;
}

/** `evil.example/path` and `1.2.3.4/path.php`; null when no path follows. */
function readPath(scan: Scan, start: number, end: number): number | null {
  const { text, units } = scan;
  if (units[end] !== 0x2f && units[end] !== 0x3a) return null;
  const slash = portAt(text, end)?.end ?? end;
  if (text[slash] !== '/' || (bitsAt(text, slash + 1) & Stop) !== 0 || slash + 1 >= text.length)
    return null;
  if (isNextAttribute(text, start, slash) || isAlternative(scan, slash + 1)) return null;
  const stop = urlEnd(text, start, start, scan.delimiter);
  if (stop <= slash + 1) return null;
  const claimed = claimUrl(scan, start, start, stop);
  return claimed < 0 ? null : claimed;
}

/** `evil.example/other.example` names two hosts. */
function isAlternative(scan: Scan, at: number): boolean {
  const { text } = scan;
  const end = hostEnd(text, at, Math.min(text.length, at + longestName));
  if (!text.slice(at, end).includes('.') || (bitsAt(text, end) & Word) !== 0 || text[end] === '/')
    return false;
  return judgeName(scan, at, end)?.type === 'domain';
}
