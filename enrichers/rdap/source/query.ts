import { parse } from 'tldts';
import { parseRange } from '../../mmdb/addresses.ts';
import type { Observable } from '../../sdk/index.ts';

/** What is asked of a registry (RFC 9082). */
export type Query = {
  readonly registry: 'dns' | 'ipv4' | 'ipv6' | 'asn';
  /** by which the registry is found: a top-level domain, an address or network, a number */
  readonly key: string;
  /** behind the server's address: `domain/example.com` */
  readonly path: string;
  /** how it is called in a sentence: the registered domain for a name below it */
  readonly name: string;
  /** what `objectClassName` an answer has */
  readonly object: 'domain' | 'ip network' | 'autnum';
};

/** null where the value is nothing that a registry could know. */
export function queryFor({ type, value }: Observable): Query | null {
  switch (type) {
    case 'domain':
      return domainQuery(value);
    case 'asn':
      return numberQuery(value);
    default:
      return networkQuery(value);
  }
}

/** Registries know registered domains only, so a name below one is asked for by it. */
function domainQuery(value: string): Query | null {
  const { domain, publicSuffix } = parse(value, { extractHostname: false });
  const key = publicSuffix?.split('.').at(-1);
  if (domain === null || key === undefined || !/^[a-z0-9._-]+$/.test(domain)) return null;
  return { registry: 'dns', key, path: `domain/${domain}`, name: domain, object: 'domain' };
}

function numberQuery(value: string): Query | null {
  const digits = /^(?:AS)?(\d{1,10})$/i.exec(value)?.[1];
  if (digits === undefined) return null;
  const key = String(Number(digits));
  return { registry: 'asn', key, path: `autnum/${key}`, name: `AS${key}`, object: 'autnum' };
}

function networkQuery(value: string): Query | null {
  const range = parseRange(value);
  if (range === null) return null;
  const registry = range.version === 4 ? 'ipv4' : 'ipv6';
  return { registry, key: value, path: `ip/${value}`, name: value, object: 'ip network' };
}
