import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';
import { kindOfAddress } from './addresses.ts';
import { bareHost, portOf } from './hosts.ts';

/**
 * Whether a host is asked without the proxy: this machine always is, and what NO_PROXY names. Entries are parted by
 * commas or spaces: `*`, `corp.example` (and everything below it, with or without a leading dot), `host:port`, an
 * address, a range such as `10.0.0.0/8`.
 */
export function goesDirect(target: URL, except: string): boolean {
  const host = bareHost(target);
  if (host === 'localhost' || kindOfAddress(host) === 'loopback') return true;
  return except
    .toLowerCase()
    .split(/[\s,]+/)
    .some((entry) => entry !== '' && covers(entry, host, portOf(target)));
}

function covers(entry: string, host: string, port: number): boolean {
  if (entry === '*') return true;
  if (entry.includes('/')) return isIP(host) !== 0 && isInRange(host, entry);
  const [, name = entry, named] = /^(\[[^\]]+\]|[^:]+):(\d+)$/.exec(entry) ?? [];
  if (named !== undefined && Number(named) !== port) return false;
  const bare = name.replace(/^\*?\./, '').replace(/^\[|\]$/g, '');
  return host === bare || (isIP(host) === 0 && host.endsWith(`.${bare}`));
}

function isInRange(host: string, range: string): boolean {
  if (!ipaddr.isValidCIDR(range)) return false;
  const address = ipaddr.process(host);
  const [base, bits] = ipaddr.parseCIDR(range);
  return address.kind() === base.kind() && address.match(base, bits);
}
