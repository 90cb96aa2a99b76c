import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';

/** Canonical IPv4 address, or null. `net.isIP` knows no octal and no leading zeros: neither do we. */
export function canonicalIpv4(text: string): string | null {
  // Cheaper than asking: nearly all that comes here is a name.
  if (text.length > 15 || !/^\d.*\d$/u.test(text)) return null;
  return isIP(text) === 4 ? text : null;
}

/** Canonical IPv6 address after RFC 5952, without brackets and zone, or null. */
export function canonicalIpv6(text: string): string | null {
  if (!text.includes(':')) return null;
  const bare = text.startsWith('[') && text.endsWith(']') ? text.slice(1, -1) : text;
  const zone = bare.indexOf('%');
  const address = zone < 0 ? bare : bare.slice(0, zone);
  return isIP(address) === 6 ? ipaddr.IPv6.parse(address).toRFC5952String() : null;
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

const rangeReasons: Readonly<Record<string, string>> = {
  private: 'private address',
  uniqueLocal: 'private address',
  carrierGradeNat: 'private address',
  loopback: 'loopback address',
  linkLocal: 'link-local address',
  multicast: 'multicast address',
  broadcast: 'broadcast address',
  unspecified: 'unspecified address',
  reserved: 'reserved address',
};

/** Why an address or block is none of the public Internet's, or null. */
export function specialAddress(value: string): string | null {
  const slash = value.indexOf('/');
  const address = slash < 0 ? value : value.slice(0, slash);
  if (isIP(address) === 0 || isOrdinary(address)) return null;
  const parsed = ipaddr.process(address);
  if (documentation.test(parsed.toNormalizedString())) return 'documentation address';
  return rangeReasons[parsed.range()] ?? null;
}

/** No special range begins with this octet. Most addresses are such, and the full answer is slow. */
function isOrdinary(address: string): boolean {
  const octet = Number.parseInt(address, 10);
  return !address.includes(':') && octet < 224 && !specialOctets.has(octet);
}

const specialOctets: ReadonlySet<number> = new Set([0, 10, 100, 127, 169, 172, 192, 198, 203]);
const documentation = /^(?:(?:192\.0\.2|198\.51\.100|203\.0\.113)\.|2001:db8:)/u;

/** True when `value` (an address or a block) lies in one of `ranges`; what is no range is passed over. */
export function inRanges(value: string, ranges: readonly string[]): boolean {
  const slash = value.indexOf('/');
  const address = slash < 0 ? value : value.slice(0, slash);
  if (isIP(address) === 0) return false;
  const parsed = ipaddr.process(address);
  return ranges.some((range) => {
    const block =
      canonicalCidr(range) ?? canonicalCidr(`${range}/${range.includes(':') ? 128 : 32}`);
    if (!block) return false;
    const [base, bits] = ipaddr.parseCIDR(block);
    return base.kind() === parsed.kind() && parsed.match([base, bits]);
  });
}
