import { readFileSync } from 'node:fs';
import { hostname, networkInterfaces } from 'node:os';
import type { OwnValues } from '../contract/settings.ts';
import { specialAddress } from '../observables/special-ranges.ts';

/** A first guess at what belongs to the analyst's organisation, from what this machine says of itself. */
export function ownValuesOfMachine(): OwnValues {
  const domains = new Set(searchDomains());
  const [, ...rest] = hostname().toLowerCase().split('.');
  if (rest.length > 1) domains.add(rest.join('.'));
  return { domains: [...domains], ranges: publicAddresses(), mailSuffixes: [...domains] };
}

function searchDomains(): string[] {
  try {
    return readFileSync('/etc/resolv.conf', 'utf8')
      .split('\n')
      .filter((line) => /^(search|domain)\s/.test(line))
      .flatMap((line) => line.trim().toLowerCase().split(/\s+/).slice(1))
      .filter((domain) => domain.includes('.'));
  } catch {
    // Not every platform has the file, and nothing depends on it.
    return [];
  }
}

/** Private ranges are internal anyway; a public address of this machine is its owner's, its neighbours' are not. */
function publicAddresses(): string[] {
  return Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .filter(({ internal, address }) => !internal && specialAddress(address) === null)
    .map(({ address, family }) => `${address}/${family === 'IPv4' ? 32 : 128}`);
}
