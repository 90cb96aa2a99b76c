import { canonicalIpv4 } from './address.ts';
import { canonicalEmail } from './canonical.ts';
import { bitsAt, Ideograph, Letter, Local, Word } from './characters.ts';
import { lastLabel } from './labels.ts';
import { readLoggedMessageId } from './read-message-id.ts';
import { type Chain, claim, nest, type Scan } from './scan.ts';
import { fileExtensions } from './words.ts';

const hostReason = 'host of the e-mail address';

/** E-mail addresses, with their domain nested. `chain` is the word before the `@`. */
export function readMail(scan: Scan, chain: Chain): number {
  const end = readLoggedMessageId(scan, chain.end);
  return end >= 0 ? end : readMailAround(scan, chain, 1);
}

/** `user%40evil.example`, as forms and the queries of URLs hold it. */
export function readEncodedMail(scan: Scan, chain: Chain): number {
  return scan.text.startsWith('%40', chain.end) ? readMailAround(scan, chain, 3) : -1;
}

function readMailAround(scan: Scan, chain: Chain, atLength: number): number {
  const { text } = scan;
  const at = chain.end;
  const start = localStart(scan, chain);
  const host = hostAfter(text, at + atLength);
  if (start >= at || host === null || !text.slice(host.start, host.end).includes('.')) return -1;
  const name = text.slice(host.start, host.end);
  if (lastLabel(name).length < 2 && canonicalIpv4(name) === null) return -1;
  const domain = scan.names.domain(name);
  const value = canonicalEmail(`${text.slice(start, at)}@${name}`);
  if (value === null || (domain === null && !isPlausible(name))) return -1;
  const parent = claim(scan, {
    type: 'email',
    value,
    start,
    end: host.claimed,
    why: 'a mailbox and its host',
  });
  const address = canonicalIpv4(name);
  const inner = domain ?? address;
  const type = domain === null ? 'ipv4' : 'domain';
  if (inner !== null)
    nest(scan, parent, { type, value: inner, start: host.start, end: host.end, why: hostReason });
  return host.claimed;
}

/** The beginning of the local part: back from the `@`, at most 64 units, not into an earlier find. */
function localStart(scan: Scan, chain: Chain): number {
  const { text } = scan;
  const limit = Math.max(scan.claimed, chain.end - 64);
  let start = chain.end;
  const script = bitsAt(text, chain.end - 1) & Ideograph;
  // Prose without spaces goes right up to an address: `联系joe@evil.example`.
  while (start > limit && isLocal(text, start - 1) && isScript(text, start - 1, script)) start--;
  if (start > 0 && start === chain.end - 64 && isLocal(text, start - 1)) return chain.end;
  while (start < chain.end && (bitsAt(text, start) & Word) === 0) start++;
  while (text[start] === '-') start++;
  return text[start - 1] === '=' ? boxStart(scan, start, limit, chain.end) : start;
}

/**
 * An equals sign ends the key of a log line, but stands in addresses, too: after a tag (`box+tag=…`), and where
 * mailing lists write whom they wrote to (`bounce-joe=corp.example@list.example`).
 */
function boxStart(scan: Scan, start: number, limit: number, at: number): number {
  const { text } = scan;
  let from = start - 1;
  while (from > limit && (isLocal(text, from - 1) || '=/'.includes(text.charAt(from - 1)))) from--;
  const box = text.slice(from, start);
  const tagged = box.search(/[\p{L}\p{N}._-]+\+/u);
  if (tagged >= 0) return from + tagged;
  const isBounce = scan.names.domain(text.slice(start, at)) !== null;
  return isBounce ? from + box.search(/[\p{L}\p{N}._-]*=$/u) : start;
}

/** Latin and what is written without spaces do not mix in one mailbox. */
function isScript(text: string, at: number, script: number): boolean {
  const bits = bitsAt(text, at);
  return (bits & Letter) === 0 ? script !== 0 || (bits & Ideograph) === 0 : script === 0;
}

function isLocal(text: string, at: number): boolean {
  return (
    (bitsAt(text, at) & Local) !== 0 || (text[at] === '.' && (bitsAt(text, at - 1) & Local) !== 0)
  );
}

interface HostPlace {
  readonly start: number;
  readonly end: number;
  /** after a closing bracket around an address */
  readonly claimed: number;
}

function hostAfter(text: string, at: number): HostPlace | null {
  const start = text[at] === '[' ? at + 1 : at;
  const limit = Math.min(text.length, start + 254);
  let end = start;
  while (end < limit && ((bitsAt(text, end) & Word) !== 0 || isInnerDot(text, end))) end++;
  if (end === limit && (bitsAt(text, end) & Word) !== 0) return null;
  while (end > start && (text[end - 1] === '-' || text[end - 1] === '_')) end--;
  const bracketed = start > at && text[end] === ']';
  if (start > at && !bracketed) return null;
  return end === start ? null : { start, end, claimed: bracketed ? end + 1 : end };
}

function isInnerDot(text: string, at: number): boolean {
  return text.charCodeAt(at) === 0x2e && (bitsAt(text, at + 1) & Word) !== 0;
}

/** Reports write addresses under suffixes that do not exist; `logo@2x.png` is none. */
function isPlausible(host: string): boolean {
  if (canonicalIpv4(host) !== null) return true;
  const suffix = lastLabel(host);
  return /^[\p{L}\p{M}]{2,24}$/u.test(suffix) && !fileExtensions.has(suffix.toLowerCase());
}
