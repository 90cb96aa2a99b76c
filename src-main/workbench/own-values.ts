import { readFileSync } from 'node:fs';
import { hostname, type NetworkInterfaceInfo, networkInterfaces } from 'node:os';
import { parse } from 'tldts';
import type { OwnValues } from '../contract/settings.ts';
import { specialAddress } from '../observables/special-ranges.ts';

/** What a machine says of itself. */
export type MachineFacts = {
  /** as the system names it, with or without a domain */
  readonly hostname: string;
  /** what `/etc/resolv.conf` holds; empty where there is none */
  readonly resolvConf: string;
  /** the domain that Windows signs in to */
  readonly signInDomain: string | undefined;
  readonly addresses: readonly Pick<NetworkInterfaceInfo, 'address' | 'family' | 'internal'>[];
};

/** A first guess at what belongs to the analyst's organisation, from what this machine says of itself. */
export function ownValuesOfMachine(): OwnValues {
  return ownValuesFrom({
    hostname: hostname(),
    resolvConf: resolvConf(),
    signInDomain: process.env['USERDNSDOMAIN'],
    addresses: Object.values(networkInterfaces()).flatMap((addresses) => addresses ?? []),
  });
}

export function ownValuesFrom(facts: MachineFacts): OwnValues {
  const [, ...rest] = facts.hostname.split('.');
  const named = [rest.join('.'), facts.signInDomain ?? '', ...searchDomains(facts.resolvConf)];
  const domains = unique(named.map((name) => name.toLowerCase().replace(/\.$/, '')).filter(isOwn));
  return {
    domains,
    ranges: unique(publicAddresses(facts.addresses)),
    // Machines stand below the name that mail is written to: ws1.corp.example.com, but ann@example.com.
    mailSuffixes: unique(domains.map((name) => parse(name).domain ?? name)),
  };
}

/** Taking `com` or `co.uk` for one's own would keep everybody's names inside. */
function isOwn(name: string): boolean {
  const { publicSuffix, isIp } = parse(name);
  return name.includes('.') && publicSuffix !== name && isIp !== true;
}

function searchDomains(resolvConf: string): string[] {
  return resolvConf
    .split('\n')
    .filter((line) => /^(search|domain)\s/.test(line))
    .flatMap((line) => line.trim().split(/\s+/).slice(1));
}

function resolvConf(): string {
  try {
    return readFileSync('/etc/resolv.conf', 'utf8');
  } catch {
    // Not every platform has the file, and nothing depends on it.
    return '';
  }
}

/** Private ranges are internal anyway; a public address of this machine is its owner's, its neighbours' are not. */
function publicAddresses(addresses: MachineFacts['addresses']): string[] {
  return addresses
    .filter(({ internal, address }) => !internal && specialAddress(address) === null)
    .map(({ address, family }) => `${address}/${family === 'IPv4' ? 32 : 128}`);
}

const unique = (values: readonly string[]) => [...new Set(values)];
