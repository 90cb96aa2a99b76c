import { canonicalCidr, canonicalIpv4, canonicalIpv6 } from './address.ts';
import { canonicalHost } from './host-name.ts';
import type { PatternTypes } from './pattern-types.ts';
import { refang } from './refang.ts';
import { canonicalUrl } from './url.ts';
import { hives } from './words.ts';

type Canonical = (text: string) => string | null;

const hash =
  (length: number): Canonical =>
  (text) =>
    text.length === length && /^[0-9a-f]+$/iu.test(text) ? text.toLowerCase() : null;

const matching =
  (pattern: RegExp, form: (text: string) => string): Canonical =>
  (text) =>
    pattern.test(text) ? form(text) : null;

const upper = (text: string): string => text.toUpperCase();
const cveId = (text: string): string => upper(text).replaceAll(/[._]/gu, '-');
const asWritten: Canonical = (text) => (text === '' ? null : text);

function domain(text: string): string | null {
  const host = canonicalHost(text);
  return host !== null && host.includes('.') && canonicalIpv4(host) === null ? host : null;
}

/** Local parts are case-sensitive by the letter of the standard and by nobody's practice. */
export function canonicalEmail(text: string): string | null {
  const at = text.lastIndexOf('@');
  if (at < 1 || at > 64 || /\s/u.test(text)) return null;
  const after = text.slice(at + 1).replace(/^\[(.*)\]$/u, '$1');
  const host = canonicalIpv4(after) ?? canonicalIpv6(after) ?? domain(after);
  return host === null ? null : `${text.slice(0, at).toLowerCase()}@${host}`;
}

function asn(text: string): string | null {
  const digits = /^(?:asn?\s?)?(\d{1,10})$/iu.exec(text)?.[1];
  if (digits === undefined || Number(digits) > 0xffffffff) return null;
  return `AS${Number(digits)}`;
}

/** Twelve hex digits in one of the three spellings, written with colons. */
function mac(text: string): string | null {
  const spelled =
    /^(?:[0-9a-f]{2}(?::[0-9a-f]{2}){5}|[0-9a-f]{2}(?:-[0-9a-f]{2}){5}|[0-9a-f]{4}(?:\.[0-9a-f]{4}){2})$/iu;
  if (!spelled.test(text)) return null;
  return (
    text
      .toLowerCase()
      .replaceAll(/[^0-9a-f]/gu, '')
      .match(/../gu) ?? []
  ).join(':');
}

function registryKey(text: string): string | null {
  const slash = text.indexOf('\\');
  const name = (slash < 0 ? text : text.slice(0, slash)).replace(/:$/u, '');
  const hive = hives.get(name.toLowerCase());
  if (hive === undefined) return null;
  const path = slash < 0 ? '' : text.slice(slash).replaceAll(/\\+/gu, '\\');
  let end = path.length;
  while (end > 0 && /[\\\s]/u.test(path.charAt(end - 1))) end--;
  return hive + path.slice(0, end);
}

/** Programs and JSON write each backslash twice; with one behind it a folder is the same. */
function fileName(text: string): string | null {
  const bare = /[^\\:]\\{1,4}$/u.test(text) ? text.replace(/\\{1,4}$/u, '') : text;
  if (!bare.includes('\\\\')) return asWritten(bare);
  const server = bare.startsWith('\\\\') ? '\\' : '';
  return server + bare.replaceAll(/\\+/gu, '\\');
}

const byType: ReadonlyMap<string, Canonical> = new Map<string, Canonical>([
  ['ipv4', canonicalIpv4],
  ['ipv6', canonicalIpv6],
  ['cidr', canonicalCidr],
  ['domain', domain],
  ['nsrecord', domain],
  ['url', canonicalUrl],
  ['email', canonicalEmail],
  ['md5', hash(32)],
  ['sha1', hash(40)],
  ['sha256', hash(64)],
  ['sha512', hash(128)],
  ['jarm', hash(62)],
  ['asn', asn],
  ['cve', matching(/^cve[-._](?:19|20)\d\d[-._]\d{4,19}$/iu, cveId)],
  ['attack-technique', matching(/^(?:T[01]\d{3}(?:\.\d{3})?|TA\d{4}|[GS][01]\d{3})$/iu, upper)],
  ['mac', mac],
  ['uuid', (text) => uuid(text)],
  ['registry-key', registryKey],
  ['filename', fileName],
  ['message-id', (text) => asWritten(text.replace(/^<(.*)>$/u, '$1'))],
  ['phrase', (text) => asWritten(text.replaceAll(/\s+/gu, ' '))],
]);

function uuid(text: string): string | null {
  const bare = text.replace(/^\{(.*)\}$/u, '$1').toLowerCase();
  return /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/u.test(bare) ? bare : null;
}

/**
 * The canonical value of `text` (defanged or not) under a type, or null when it is no value of that type.
 * Types that an admin defined take what matches their pattern; those that are defined no more take any text.
 */
export function canonicalValue(
  type: string,
  text: string,
  patternTypes?: PatternTypes,
): string | null {
  if (patternTypes?.has(type)) return patternTypes.valueOf(type, text);
  const trimmed = text.trim();
  const canonical = byType.get(type) ?? asWritten;
  const asGiven = type === 'url' && defanged.test(trimmed) ? null : canonical(trimmed);
  return asGiven ?? (byType.has(type) ? canonical(refang(trimmed)) : null);
}

/** A canonical value is never read anew: `&amp;` in the query of a URL may be what the server is to see. */
const defanged = /[[({](?:\.|dot)[\])}]|\b(?:hxxps?|fxp):\/\//iu;
