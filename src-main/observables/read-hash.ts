import { bitsOf, NoHex, Upper, Word } from './characters.ts';
import { hashKinds } from './hash-kinds.ts';
import { type Chain, claim, type Scan } from './scan.ts';
import { anyOf, unitAt } from './units.ts';

/** A hash that is a whole word; -1 where there is none. */
export function readHash(scan: Scan, { start, end, dots, bits }: Chain): number {
  if (dots > 0 || (bits & NoHex) !== 0) return -1;
  const kind = hashKinds.get(end - start);
  if (kind === undefined || !isWhole(scan.units, start, end)) return -1;
  if (isLabelled(scan, start) || (kind.type === 'md5' && isSerial(scan.text, start))) return end;
  const { type, why } = kind;
  const value = (bits & Upper) === 0 ? scan.text.slice(start, end) : inLowerCase(scan, start, end);
  claim(scan, { type, value, start, end, why });
  return end;
}

/** Nothing beside it that would make it a part of something longer. */
function isWhole(units: Uint16Array, start: number, end: number): boolean {
  return ((bitsOf(unitAt(units, start - 1)) | bitsOf(unitAt(units, end))) & Word) === 0;
}

/** Hex digits in lower case. `toLowerCase` takes three times as long where the text has other scripts in it. */
function inLowerCase({ units, bytes }: Scan, start: number, end: number): string {
  for (let at = start; at < end; at++) bytes[at - start] = (units[at] ?? 0) | 0x20;
  return bytes.toString('latin1', 0, end - start);
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
function isLabelled({ text, units }: Scan, start: number): boolean {
  return endsAsLabel(units, start) && otherHex.test(text.slice(Math.max(0, start - 32), start));
}

/** The last letters of those labels, in lower case. */
const lastOfLabels = anyOf('h3strd');

/** Whether the word before a hash ends as one of those labels. Asked first, since nearly every one ends otherwise. */
function endsAsLabel(units: Uint16Array, start: number): boolean {
  let at = start - 1;
  if (unitAt(units, at) === 0x0a) return false;
  // A label is followed by a quote, spaces, a mark, spaces and a quote at most.
  while (start - at < 10 && (bitsOf(unitAt(units, at)) & Word) === 0) at--;
  const last = unitAt(units, at);
  return last > 0x7f || lastOfLabels.has(last | 0x20);
}
