import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';

/**
 * Writes bootstrap.json, and the hosts into metadata.json, from two packages and the lists beside this file.
 * README.md beside this file says how to call it, and where everything comes from.
 */
const [freewhois, netaddr, domainsDate] = process.argv.slice(2);
if (freewhois === undefined || netaddr === undefined || domainsDate === undefined) {
  throw new Error('Name the folders of freewhois and netaddr, and the date of the former.');
}

/** Keys and the addresses of the servers that answer for them, as in IANA's own files (RFC 9224). */
type Service = readonly [keys: readonly string[], servers: readonly string[]];

const tlds = z
  .array(z.tuple([z.array(z.string()), z.array(z.url())]))
  .parse(JSON.parse(readFileSync(join(freewhois, 'tlds.json'), 'utf8')));
const encrypted = new Set(
  tlds
    .flatMap(([, servers]) => servers.map((url) => new URL(url)))
    .flatMap((url) => (url.protocol === 'https:' ? [url.host] : [])),
);

/** One server each, encrypted wherever its host is known to be. */
function serverOf(urls: readonly string[]): string {
  const url = new URL(urls.find((each) => each.startsWith('https:')) ?? urls[0] ?? '');
  if (encrypted.has(url.host)) url.protocol = 'https:';
  return url.href.endsWith('/') ? url.href : `${url.href}/`;
}

function grouped(pairs: Iterable<readonly [key: string, server: string]>): Service[] {
  const groups = new Map<string, string[]>();
  for (const [key, server] of pairs) groups.set(server, [...(groups.get(server) ?? []), key]);
  return [...groups]
    .sort(([one], [other]) => one.localeCompare(other))
    .map(([server, keys]) => [keys, [server]]);
}

/** Lines of `make/`: an address and what it answers for. */
function kept(name: string): string[][] {
  const lines = readFileSync(join(import.meta.dirname, name), 'utf8').split('\n');
  return lines
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => line.split(' '));
}

/** A registry of IANA in XML: a record is a block, and where one answers for it, its server. */
function addressSpace(file: string): { publication: string; services: Service[] } {
  const xml = readFileSync(join(netaddr ?? '', file), 'utf8');
  const records = [...xml.matchAll(/<record[\s\S]*?<\/record>/g)].flatMap(([record]) => {
    const prefix = /<prefix>([^<]+)</.exec(record)?.[1];
    const servers = [...record.matchAll(/<server>([^<]+)</g)].map(([, url]) => url ?? '');
    if (prefix === undefined || servers.length === 0) return [];
    return [[prefix.replace(/^0*(\d+)\/8$/, '$1.0.0.0/8'), serverOf(servers)] as const];
  });
  const publication = /<updated>([^<]+)</.exec(xml)?.[1] ?? '';
  return { publication, services: grouped(records) };
}

const besides = kept('besides-iana.txt').flatMap(([server = '', ...keys]) =>
  keys.map((key) => [key, server] as const),
);
const listed = tlds.flatMap(([keys, servers]) =>
  keys.map((key) => [key, serverOf(servers)] as const),
);
const numbers = kept('as-numbers.txt');
const bootstrap = {
  dns: { publication: domainsDate, services: grouped(new Map([...besides, ...listed])) },
  ipv4: addressSpace('ipv4-address-space.xml'),
  ipv6: addressSpace('ipv6-unicast-address-assignments.xml'),
  asn: {
    publication: numbers.find(([word]) => word === 'date')?.[1] ?? '',
    services: numbers
      .filter(([word]) => word !== 'date')
      .map(([server = '', ...ranges]): Service => [ranges, [server]]),
  },
};
const folder = join(import.meta.dirname, '..');
writeFileSync(join(folder, 'bootstrap.json'), JSON.stringify(bootstrap));

const servers = Object.values(bootstrap)
  .flatMap(({ services }) => services.flatMap(([, urls]) => urls))
  .map((url) => new URL(url));
const hosts = new Set([
  'data.iana.org',
  ...kept('registrars.txt').flat(),
  ...servers.map(({ protocol, host }) => (protocol === 'http:' ? `http://${host}` : host)),
]);
const metadataFile = join(folder, 'metadata.json');
const metadata = z.looseObject({}).parse(JSON.parse(readFileSync(metadataFile, 'utf8')));
writeFileSync(metadataFile, JSON.stringify({ ...metadata, hosts: [...hosts].sort() }));
process.stdout.write(`${hosts.size} hosts, ${listed.length} top-level domains\n`);
