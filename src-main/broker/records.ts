import type { CaaRecord } from 'node:dns';
import type { Resolver } from 'node:dns/promises';
import type { ResolveQuestion } from './broker.ts';

type RecordType = ResolveQuestion['type'];

/** Asks one question and writes each record as one line, in the order of the answer. */
export const askFor: Record<
  RecordType,
  (resolver: Resolver, name: string) => Promise<readonly string[]>
> = {
  A: (resolver, name) => resolver.resolve4(name),
  AAAA: (resolver, name) => resolver.resolve6(name),
  CNAME: (resolver, name) => resolver.resolveCname(name),
  NS: (resolver, name) => resolver.resolveNs(name),
  PTR: (resolver, name) => resolver.resolvePtr(name),
  MX: async (resolver, name) =>
    (await resolver.resolveMx(name)).map((mx) => `${mx.priority} ${mx.exchange || '.'}`),
  TXT: async (resolver, name) => (await resolver.resolveTxt(name)).map((chunks) => chunks.join('')),
  SOA: async (resolver, name) => {
    const soa = await resolver.resolveSoa(name);
    const times = [soa.serial, soa.refresh, soa.retry, soa.expire, soa.minttl];
    return [[soa.nsname, soa.hostmaster, ...times].join(' ')];
  },
  CAA: async (resolver, name) => (await resolver.resolveCaa(name)).map(caaLine),
  SRV: async (resolver, name) =>
    (await resolver.resolveSrv(name)).map(
      (srv) => `${srv.priority} ${srv.weight} ${srv.port} ${srv.name || '.'}`,
    ),
};

/** Node gives the tag as a key among others. */
function caaLine(record: CaaRecord): string {
  const tag = caaTags.find((name) => record[name] !== undefined) ?? 'unknown';
  return `${record.critical} ${tag} "${tag === 'unknown' ? '' : record[tag]}"`;
}

const caaTags = ['issue', 'issuewild', 'iodef', 'contactemail', 'contactphone'] as const;
