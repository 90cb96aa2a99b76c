import { listOf, numberOf, textOf } from '../../answers/members.ts';
import type { ReportInput } from '../../sdk/index.ts';
import { type Judge, verdictOf } from './verdict.ts';

/** The `data` of a CHECK-BLOCK; null where it is none. */
export function describeNetwork(value: string, data: unknown, judge: Judge): ReportInput | null {
  if (textOf(data, 'networkAddress') === null) return null;
  const reported = listOf(data, 'reportedAddress')
    .map(readAddress)
    .filter(({ address }) => address !== '');
  const worst = Math.max(0, ...reported.map(({ score }) => score));
  const bad = reported.filter(({ score }) => judge(score) !== null).length;
  const hosts = numberOf(data, 'numPossibleHosts');
  const counted = `${reported.length}${hosts === null ? '' : ` of ${hosts}`} addresses were reported`;
  return {
    title: 'AbuseIPDB network',
    description: `${value}: ${counted}.`,
    verdict: verdictOf(
      {
        score: worst,
        reports: reported.length,
        whitelisted: false,
        reason: `${counted}; ${bad} stand at a threshold or above it, the worst at ${worst}.`,
      },
      judge,
    ),
    widgets: [
      {
        type: 'badges',
        items: [
          { label: 'Reported addresses', value: reported.length },
          { label: 'Worst score', value: worst },
          ...(hosts === null ? [] : [{ label: 'Addresses', value: hosts }]),
        ],
      },
      {
        type: 'table',
        title: 'Reported addresses',
        columns: [
          'Address',
          { name: 'Score', kind: 'Integer' },
          { name: 'Reports', kind: 'Integer', volatile: true },
          { name: 'Last reported', kind: 'DateTime', volatile: true },
          'Country',
        ],
        key: ['Address'],
        rows: reported.map(({ address, score, reports, last, country }) => [
          { kind: kindOf(address), value: address },
          score,
          reports,
          last,
          country,
        ]),
      },
    ],
    related: reported.map(({ address, score }) => ({
      type: address.includes(':') ? 'ipv6' : 'ipv4',
      value: address,
      relation: 'reported address',
      fields: { 'abuseipdb.score': score },
    })),
    facts: {
      'abuseipdb.reportedAddresses': reported.length,
      'abuseipdb.worstScore': worst,
      'abuseipdb.space': textOf(data, 'addressSpaceDesc'),
    },
  };
}

function readAddress(entry: unknown) {
  return {
    address: textOf(entry, 'ipAddress') ?? '',
    score: numberOf(entry, 'abuseConfidenceScore') ?? 0,
    reports: numberOf(entry, 'numReports') ?? 0,
    last: textOf(entry, 'mostRecentReport'),
    country: textOf(entry, 'countryCode'),
  };
}

function kindOf(address: string): 'IPv4' | 'IPv6' {
  return address.includes(':') ? 'IPv6' : 'IPv4';
}
