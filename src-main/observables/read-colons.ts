import { canonicalCidr, canonicalIpv4, canonicalIpv6 } from './address.ts';
import { canonicalValue } from './canonical.ts';
import { bitsAt, Digit, Hex, isWord, skip, Word } from './characters.ts';
import { portAt } from './port.ts';
import { type Chain, claim, nest, type Scan } from './scan.ts';

/** Longest spelling: eight groups, the last two as an IPv4 address, and a port. */
const longest = 52;

const addressReason = 'groups of hex digits between colons';
const blockReason = 'an address and the length of its prefix';

/** IPv6 addresses and blocks, and MAC addresses with colons. */
export function readColons(scan: Scan, { start }: Chain): number {
  const { text } = scan;
  if (start < scan.colonsTried || ((bitsAt(text, start) & Hex) === 0 && text[start] !== ':'))
    return -1;
  if ((bitsAt(text, start - 1) & Word) !== 0) return -1;
  const limit = Math.min(text.length, start + longest);
  let end = start;
  while (end < limit && isAddressUnit(text, end)) end++;
  scan.colonsTried = end;
  // Longer than any address can be, or a word goes on: nothing here.
  if (end === limit && isAddressUnit(text, end)) {
    scan.colonsTried = skipRun(text, end, start);
    return -1;
  }
  if ((bitsAt(text, end) & Word) !== 0) return -1;
  while (end > start && (text[end - 1] === '.' || (text[end - 1] === ':' && text[end - 2] !== ':')))
    end--;
  if (isOctets(text, start, end) || isSlice(text, start, end)) return end;
  return (
    readMac(scan, start, end) ||
    readIpv6(scan, start, end) ||
    readIpv6WithPort(scan, start, end) ||
    -1
  );
}

/** `8B:6F:3A:99:01:02:03:04:05`: serial numbers and fingerprints; no address has so many groups of two digits. */
function isOctets(text: string, start: number, end: number): boolean {
  return (
    end - start > 22 &&
    text[start + 2] === ':' &&
    /^..(?::[0-9a-f]{2}){7,}$/iu.test(text.slice(start, end))
  );
}

/** `rows[1::2]` in Python; but `localhost[::1]` in logs. */
function isSlice(text: string, start: number, end: number): boolean {
  if (text[start - 1] !== '[' || text[end] !== ']' || !isWord(text, start - 2)) return false;
  const written = text.slice(start, end);
  return written !== '::1' && /^\d*::\d+$/u.test(written);
}

function isAddressUnit(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  return unit === 0x3a || unit === 0x2e || (bitsAt(text, at) & Hex) !== 0;
}

/** Passes over the rest of an overlong run, at most once. */
function skipRun(text: string, from: number, start: number): number {
  let end = from;
  while (isAddressUnit(text, end) && end - start < 65_536) end++;
  return end;
}

function readMac(scan: Scan, start: number, end: number): number {
  if (end - start !== 17) return 0;
  const value = canonicalValue('mac', scan.text.slice(start, end));
  if (value === null) return 0;
  claim(scan, { type: 'mac', value, start, end, why: 'six pairs of hex digits' });
  return end;
}

function readIpv6(scan: Scan, start: number, end: number): number {
  const { text } = scan;
  const written = text.slice(start, end);
  const value = canonicalIpv6(written);
  if (value === null || !looksMeant(written)) return 0;
  const zone = text[end] === '%' ? skip(text, end + 1, Math.min(text.length, end + 17), Word) : end;
  const block =
    text[zone] === '/' ? skip(text, zone + 1, Math.min(text.length, zone + 5), Digit) : zone;
  const cidr = block > zone + 1 ? canonicalCidr(written + text.slice(zone, block)) : null;
  if (cidr !== null && (bitsAt(text, block) & Word) === 0) {
    claim(scan, { type: 'cidr', value: cidr, start, end: block, why: blockReason });
    return block;
  }
  const port = text[start - 1] === '[' && text[zone] === ']' ? portAt(text, zone + 1) : null;
  const parent = claim(scan, {
    type: 'ipv6',
    value,
    start,
    end: zone > end + 1 ? zone : end,
    why: addressReason,
    port: port?.port ?? null,
  });
  const inner = written.includes('.')
    ? canonicalIpv4(written.slice(written.lastIndexOf(':') + 1))
    : null;
  if (inner !== null) {
    const why = 'the address that the other one holds';
    nest(scan, parent, { type: 'ipv4', value: inner, start: end - inner.length, end, why });
  }
  return port?.end ?? (zone > end + 1 ? zone : end);
}

/** `2001:db8:0:0:0:0:0:9:53`: after eight groups a ninth can only be a port. */
function readIpv6WithPort(scan: Scan, start: number, end: number): number {
  const written = scan.text.slice(start, end);
  const colon = written.lastIndexOf(':');
  const value = canonicalIpv6(written.slice(0, colon));
  const port = portAt(scan.text, start + colon);
  if (value === null || port === null || written.includes('::') || port.end !== end) return 0;
  claim(scan, {
    type: 'ipv6',
    value,
    start,
    end: start + colon,
    why: addressReason,
    port: port.port,
  });
  return end;
}

/** `dead::beef` and `a::b` are names in a program; an address has digits, or many groups. */
function looksMeant(written: string): boolean {
  return /\d/u.test(written) || written.split(':').length > 4;
}
