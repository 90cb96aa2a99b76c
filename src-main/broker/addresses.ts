import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';

/**
 * `private`: an organisation's own networks (RFC 1918, 6598, 4193). `reserved`: everything else that is not
 * public, link-local addresses and the metadata services of clouds among them.
 */
export type AddressKind = 'public' | 'loopback' | 'private' | 'reserved';

/** The kind of an address by the IANA special-purpose registries; text that is no address is `reserved`. */
export function kindOfAddress(address: string): AddressKind {
  // ipaddr.js takes `010.1.1.1` for an address: Node is asked first.
  if (isIP(address) === 0) return 'reserved';
  const parsed = ipaddr.process(address);
  if (parsed instanceof ipaddr.IPv6 && parsed.match(nat64)) {
    return kindOfAddress(parsed.toByteArray().slice(12).join('.'));
  }
  const range = parsed.range();
  if (range === 'unicast') return 'public';
  if (range === 'loopback') return 'loopback';
  if (range === 'private' || range === 'carrierGradeNat' || range === 'uniqueLocal') {
    return 'private';
  }
  return 'reserved';
}

/** IPv6-only networks reach every IPv4 host through this prefix, and so could an attacker reach 127.0.0.1. */
const nat64 = ipaddr.IPv6.parseCIDR('64:ff9b::/96');
