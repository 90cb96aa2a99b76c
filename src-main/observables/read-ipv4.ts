import { canonicalIpv4 } from './address.ts';
import { bitsAt, Digit, Hyphen, skip, Word } from './characters.ts';
import { portAt } from './port.ts';
import { claimUrl } from './read-url.ts';
import { type Chain, claim, nest, type Scan } from './scan.ts';
import { isNextAttribute, urlEnd } from './url-end.ts';
import { isVersion } from './version.ts';
import { notPages } from './words.ts';

/** Longest `from-to` of two addresses. */
const longest = 33;
/** No document has more; a list of numbers may. */
const mostHeadings = 5000;

const rangeReason = 'an end of a range of addresses';

/** IPv4 addresses, their blocks and ranges (`1.2.3.4-1.2.3.9`); -1 when the chain is none. */
export function readIpv4(scan: Scan, chain: Chain): number {
  const { text } = scan;
  const { start, end } = withoutEmphasis(text, chain);
  if (end - start > longest || text[start - 1] === '.') return -1;
  if ((bitsAt(text, start) & Digit) === 0) return -1;
  const written = text.slice(start, end);
  if (isHeading(scan, written, start)) return end;
  if ((chain.bits & Hyphen) !== 0 && written.includes('-')) return readRange(scan, written, start);
  if (canonicalIpv4(written) === null) return -1;
  if (
    !scan.wasRefanged(start, end) &&
    (isVersion(text, start, end) || isNextVersion(scan, start))
  ) {
    scan.versionEnd = end;
    return end;
  }
  return readBlock(scan, start, end) ?? readPage(scan, start, end) ?? readAddress(scan, start, end);
}

function readRange(scan: Scan, written: string, start: number): number {
  const [first = '', second = '', more] = written.split('-');
  const isRange = canonicalIpv4(first) !== null && canonicalIpv4(second) !== null;
  if (!isRange || more !== undefined) return -1;
  const end = start + written.length;
  claim(scan, { type: 'ipv4', value: first, start, end: start + first.length, why: rangeReason });
  claim(scan, { type: 'ipv4', value: second, start: end - second.length, end, why: rangeReason });
  return end;
}

/** `_1.2.3.4_`, as Markdown writes what is to be noticed. */
function withoutEmphasis(
  text: string,
  chain: Chain,
): { readonly start: number; readonly end: number } {
  let { start, end } = chain;
  while (text[start] === '_') start++;
  while (end > start && text[end - 1] === '_') end--;
  return { start, end };
}

/** The number of a section: a title follows, and `1.2.3` stood at the beginning of a line before. */
function isHeading(scan: Scan, written: string, start: number): boolean {
  const first = scan.text.charCodeAt(start - 1);
  const indented = first === 0x20 || first === 0x23 || first === 0x3d;
  if (!(indented || start === 0 || first === 0x0a)) return false;
  if (!isLineStart(scan.text, start) || !/^\d{1,2}(?:\.\d{1,2}){1,3}$/u.test(written)) return false;
  const parent = written.slice(0, written.lastIndexOf('.'));
  if (scan.headings.size < mostHeadings) scan.headings.add(written);
  const titled = /^\.? {1,4}\p{Lu}/u.test(
    scan.text.slice(start + written.length, start + written.length + 6),
  );
  return titled && written.split('.').length === 4 && scan.headings.has(parent);
}

function isLineStart(text: string, start: number): boolean {
  let at = start;
  while (start - at < 8 && (text[at - 1] === ' ' || text[at - 1] === '#' || text[at - 1] === '='))
    at--;
  return at === 0 || text[at - 1] === '\n';
}

/** `versions 1.2.3.4, 1.2.3.5 and 1.2.3.6`. */
function isNextVersion({ text, versionEnd }: Scan, start: number): boolean {
  return (
    versionEnd > 0 &&
    start - versionEnd < 12 &&
    /^(?:,? (?:and|or|to|through|until) |, ?| ?[-–/] ?)$/u.test(text.slice(versionEnd, start))
  );
}

function readBlock(scan: Scan, start: number, end: number): number | null {
  const { text } = scan;
  if (text[end] !== '/') return null;
  const stop = skip(text, end + 1, Math.min(text.length, end + 4), Digit);
  const prefix = stop === end + 1 ? 33 : Number(text.slice(end + 1, stop));
  const fraction = text[stop] === '.' && (bitsAt(text, stop + 1) & Digit) !== 0;
  if (prefix > 32 || fraction || (bitsAt(text, stop) & Word) !== 0) return null;
  const parent = claim(scan, {
    type: 'cidr',
    value: `${text.slice(start, end)}/${prefix}`,
    start,
    end: stop,
    why: 'an address and the length of its prefix',
  });
  // Block lists write single addresses so; what is asked about addresses has to reach them.
  if (prefix === 32)
    nest(scan, parent, {
      type: 'ipv4',
      value: text.slice(start, end),
      start,
      end,
      why: 'the one address of the block',
    });
  return stop;
}

const pagePath = /^\/([\w~%-]*[A-Za-z][\w~%-]*)([./?]?)/u;

/** Firewalls log `1.2.3.4/tcp` and `1.2.3.4/outside`; other words after an address are the path of a page. */
function isPage(path: string): boolean {
  const [, word = '', more = ''] = pagePath.exec(path) ?? [];
  return more !== '' || (word.length > 2 && !notPages.has(word.toLowerCase()));
}

function readPage(scan: Scan, start: number, end: number): number | null {
  const { text } = scan;
  const slash = portAt(text, end)?.end ?? end;
  // Looked at before its end is looked for: a line of addresses has no end for any of them.
  if (text[slash] !== '/' || !isPage(text.slice(slash, slash + 256))) return null;
  if (isNextAttribute(text, start, slash)) return null;
  const stop = urlEnd(text, start, start, scan.delimiter);
  if (!isPage(text.slice(slash, Math.min(stop, slash + 256)))) return null;
  const claimed = claimUrl(scan, start, start, stop);
  return claimed < 0 ? null : claimed;
}

function readAddress(scan: Scan, start: number, end: number): number {
  const port = portAt(scan.text, end);
  claim(scan, {
    type: 'ipv4',
    value: scan.text.slice(start, end),
    start,
    end,
    why: 'four numbers from 0 to 255',
    port: port?.port ?? null,
  });
  return port?.end ?? end;
}
