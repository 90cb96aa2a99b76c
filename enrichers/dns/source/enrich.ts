import { isIP } from 'node:net';
import type { Enrich, ReportInput, ResolveType } from '../../sdk/index.ts';
import { type Answers, askAll } from './questions.ts';
import type { DnsRecord } from './records.ts';

const questions = ['A', 'AAAA', 'CNAME', 'MX', 'NS', 'TXT', 'SOA', 'CAA'] as const;

export const enrich: Enrich = async (observable, context) => {
  const name = observable.value;
  const answers = await askAll(name, isIP(name) === 0 ? questions : ['PTR'], context);
  const servers = answers.servers.join(', ');
  if (answers.nonexistent) {
    return {
      noData:
        isIP(name) === 0
          ? `${name} does not exist (NXDOMAIN from ${servers}).`
          : `${name} has no name (NXDOMAIN from ${servers}).`,
    };
  }
  if (answers.records.length === 0) {
    return { noData: `${name} exists without records of the types asked (${servers}).` };
  }
  return describe(name, answers, servers);
};

function describe(name: string, { records }: Answers, servers: string): ReportInput {
  const serial = records
    .find(({ type }) => type === 'SOA')
    ?.detail.split('serial ')
    .at(1);
  return {
    title: 'DNS',
    description: `${name}, answered by ${servers}`,
    widgets: [
      {
        type: 'badges',
        items: [
          { label: 'Name server asked', value: servers },
          ...countsOf(records).map(([type, count]) => ({ label: type, value: count })),
        ],
      },
      {
        type: 'table',
        title: 'Records',
        columns: [
          { name: 'Type', width: '10%' },
          { name: 'Value' },
          { name: 'Detail', width: '30%', volatile: true },
        ],
        key: ['Type', 'Value'],
        rows: records.map(({ type, value, kind, detail }) => [type, { kind, value }, detail]),
      },
    ],
    related: relatedOf(records),
    facts: {
      ...factsOf(records),
      'dns.server': servers,
      ...(serial === undefined ? {} : { 'dns.serial': serial }),
    },
  };
}

function countsOf(records: readonly DnsRecord[]): [ResolveType, number][] {
  const counts = new Map<ResolveType, number>();
  for (const { type } of records) counts.set(type, (counts.get(type) ?? 0) + 1);
  return [...counts];
}

const relations: Partial<
  Record<ResolveType, { readonly type: string; readonly relation: string }>
> = {
  A: { type: 'ipv4', relation: 'resolves to' },
  AAAA: { type: 'ipv6', relation: 'resolves to' },
  CNAME: { type: 'domain', relation: 'alias of' },
  MX: { type: 'domain', relation: 'mail host' },
  NS: { type: 'nsrecord', relation: 'name server' },
  PTR: { type: 'domain', relation: 'name of the address' },
};

function relatedOf(records: readonly DnsRecord[]): NonNullable<ReportInput['related']> {
  return records.flatMap(({ type, value, kind }) => {
    const known = relations[type];
    return known === undefined || kind === 'String' ? [] : [{ ...known, value }];
  });
}

/** `dns.a`, `dns.mx` …: the values of a type in one line. */
function factsOf(records: readonly DnsRecord[]): Record<string, string> {
  const facts: Record<string, string> = {};
  for (const { type, value } of records) {
    const name = `dns.${type.toLowerCase()}`;
    facts[name] = facts[name] === undefined ? value : `${facts[name]} ${value}`;
  }
  return facts;
}
