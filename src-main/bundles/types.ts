import type { ObservableType } from '../contract/vocabulary.ts';
import { observableTypes } from '../contract/vocabulary.ts';

/**
 * What the types are called in the scopes of other systems, in lower case: Anomali, Maltego, OpenCTI and STIX,
 * Cortex, MISP, SCOT, and spellings met in the wild.
 */
const aliases: Readonly<Record<string, readonly ObservableType[]>> = {
  ip: ['ipv4', 'ipv6'],
  ipaddr: ['ipv4', 'ipv6'],
  'ip-src': ['ipv4', 'ipv6'],
  'ip-dst': ['ipv4', 'ipv6'],
  'ip-address': ['ipv4', 'ipv6'],
  ipaddress: ['ipv4', 'ipv6'],
  'ipv4-addr': ['ipv4'],
  'ipv4-address': ['ipv4'],
  ipv4address: ['ipv4'],
  'ipv6-addr': ['ipv6'],
  'ipv6-address': ['ipv6'],
  ipv6address: ['ipv6'],
  network: ['cidr'],
  netblock: ['cidr'],
  'domain-name': ['domain'],
  domainname: ['domain'],
  hostname: ['domain'],
  fqdn: ['domain'],
  dnsname: ['domain'],
  link: ['url'],
  mail: ['email'],
  'email-src': ['email'],
  'email-dst': ['email'],
  'email-addr': ['email'],
  emailaddress: ['email'],
  hash: ['md5', 'sha1', 'sha256', 'sha512'],
  // STIX and SCOT both say file: it is named by its hashes or by its name.
  stixfile: ['md5', 'sha1', 'sha256', 'sha512', 'filename'],
  file: ['md5', 'sha1', 'sha256', 'sha512', 'filename'],
  document: ['filename'],
  as: ['asn'],
  'autonomous-system': ['asn'],
  vulnerability: ['cve'],
  text: ['phrase'],
  other: ['phrase'],
  winregistry: ['registry-key'],
  registry: ['registry-key'],
  regkey: ['registry-key'],
  'windows-registry-key': ['registry-key'],
  message_id: ['message-id'],
  'email-message': ['message-id'],
  uuid1: ['uuid'],
  clsid: ['uuid'],
  jarm_hash: ['jarm'],
  'attack-pattern': ['attack-technique'],
  'mac-addr': ['mac'],
  'mac-address': ['mac'],
};
const known = new Map<string, readonly ObservableType[]>([
  ...observableTypes.map((type) => [type, [type]] as const),
  ...Object.entries(aliases),
]);
/** `anomaly` is a misspelling that real bundles carry. */
const vendorPrefix = /^(anomali|anomaly|maltego)\./;

export type Scope<Type extends string = string> = {
  readonly types: readonly Type[];
  readonly unknownTypes: readonly string[];
};

const bareName = (name: string) => name.trim().toLowerCase().replace(vendorPrefix, '');

/** Our types for the scope names of a bundle, in order, each once, and the names that map to nothing here. */
export function mapScope(names: readonly string[]): Scope<ObservableType> {
  const types = new Set<ObservableType>();
  const unknownTypes: string[] = [];
  for (const name of names) {
    const mapped = known.get(bareName(name));
    if (mapped === undefined) unknownTypes.push(name);
    else for (const type of mapped) types.add(type);
  }
  return { types: [...types], unknownTypes };
}

/** A scope where an admin defined some of the types that map to nothing otherwise. */
export function scopeWith(defined: readonly string[], { types, unknownTypes }: Scope): Scope {
  const isDefined = (name: string) => defined.includes(bareName(name));
  return {
    types: [...new Set([...types, ...unknownTypes.filter(isDefined).map(bareName)])],
    unknownTypes: unknownTypes.filter((name) => !isDefined(name)),
  };
}
