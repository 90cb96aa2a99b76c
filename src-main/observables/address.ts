import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';
import { bitsAt, Digit } from './characters.ts';

/** Canonical IPv4 address, or null. `net.isIP` knows no octal and no leading zeros: neither do we. */
export function canonicalIpv4(text: string): string | null {
  // Cheaper than asking: nearly all that comes here is a name.
  if (text.length > 15 || !isDigit(text, 0) || !isDigit(text, text.length - 1)) return null;
  return isIP(text) === 4 ? text : null;
}

function isDigit(text: string, at: number): boolean {
  return (bitsAt(text, at) & Digit) !== 0;
}

/** Canonical IPv6 address after RFC 5952 (`::ffff:1.2.3.4` for what IPv4 has), without brackets and zone, or null. */
export function canonicalIpv6(text: string): string | null {
  if (!text.includes(':')) return null;
  const bare = text.startsWith('[') && text.endsWith(']') ? text.slice(1, -1) : text;
  const zone = bare.indexOf('%');
  const address = zone < 0 ? bare : bare.slice(0, zone);
  if (isIP(address) !== 6) return null;
  const parsed = ipaddr.IPv6.parse(address);
  return parsed.isIPv4MappedAddress()
    ? `::ffff:${parsed.toIPv4Address().toString()}`
    : parsed.toRFC5952String();
}

/** Canonical CIDR block (`1.2.3.4/24` as written: host bits tell the analyst something), or null. */
export function canonicalCidr(text: string): string | null {
  const slash = text.indexOf('/');
  if (slash < 0 || !/^\d{1,3}$/u.test(text.slice(slash + 1))) return null;
  const prefix = Number(text.slice(slash + 1));
  const four = canonicalIpv4(text.slice(0, slash));
  if (four) return prefix <= 32 ? `${four}/${prefix}` : null;
  const six = canonicalIpv6(text.slice(0, slash));
  return six && prefix <= 128 ? `${six}/${prefix}` : null;
}
