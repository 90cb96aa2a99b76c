import { listOf, member, numberOf, textOf, textsOf } from '../../answers/members.ts';
import type { Item, ItemKind, ReportInput, Widget } from '../../sdk/index.ts';
import { type AbuseReport, readReports, reportWidgets } from './reports.ts';
import { type Judge, verdictOf } from './verdict.ts';

/** The `data` of a CHECK; null where it is none. */
export function describeAddress(value: string, data: unknown, judge: Judge): ReportInput | null {
  const score = numberOf(data, 'abuseConfidenceScore');
  if (score === null) return null;
  const reports = numberOf(data, 'totalReports') ?? 0;
  const reporters = numberOf(data, 'numDistinctUsers') ?? 0;
  const whitelisted = member(data, 'isWhitelisted') === true;
  const listed = readReports(listOf(data, 'reports'));
  const counted = `${reports} ${reports === 1 ? 'report' : 'reports'} by ${reporters}`;
  return {
    title: 'AbuseIPDB',
    verdict: verdictOf(
      {
        score,
        reports,
        whitelisted,
        reason: `Abuse confidence score ${score} of 100, ${counted}${whitelisted ? ', whitelisted' : ''}.`,
      },
      judge,
    ),
    widgets: [
      badges(value, data, { score, counted, whitelisted }),
      ...ownerTable(data),
      ...reportWidgets(listed, reports),
    ],
    related: [
      ...namesOf([textOf(data, 'domain')], 'domain of the provider'),
      ...namesOf(textsOf(data, 'hostnames'), 'name of the address'),
    ],
    facts: factsOf(data, { score, reports, reporters, whitelisted, listed }),
  };
}

function badges(
  value: string,
  data: unknown,
  { score, counted, whitelisted }: { score: number; counted: string; whitelisted: boolean },
): Widget {
  const country = textOf(data, 'countryCode');
  return {
    type: 'badges',
    items: [
      { label: 'Score', value: score },
      { label: 'Reports', value: counted },
      ...(country === null ? [] : [{ label: 'Country', value: country }]),
      ...(member(data, 'isTor') === true ? [{ label: 'Network', value: 'Tor' }] : []),
      ...(whitelisted ? [{ label: 'List', value: 'AbuseIPDB whitelist' }] : []),
      {
        kind: 'Link',
        label: 'At AbuseIPDB',
        value: `https://www.abuseipdb.com/check/${encodeURIComponent(value.toWellFormed())}`,
      },
    ],
  };
}

function ownerTable(data: unknown): Widget[] {
  const text = (label: string, name: string, kind: ItemKind = 'String') => {
    const value = textOf(data, name);
    return value === null ? [] : [[label, { kind, value }] as const];
  };
  const names = textsOf(data, 'hostnames').map((value): Item => ({ kind: 'Domain', value }));
  const rows = [
    ...text('Provider', 'isp'),
    ...text('Usage', 'usageType'),
    ...text('Domain', 'domain', 'Domain'),
    ...text('Country', 'countryName'),
    ...text('Last reported', 'lastReportedAt', 'DateTime'),
    ...(names.length === 0 ? [] : [['Names', { value: names }] as const]),
  ];
  if (rows.length === 0) return [];
  return [{ type: 'table', title: 'Address', columns: ['Field', 'Value'], key: ['Field'], rows }];
}

function factsOf(
  data: unknown,
  counts: {
    readonly score: number;
    readonly reports: number;
    readonly reporters: number;
    readonly whitelisted: boolean;
    readonly listed: readonly AbuseReport[];
  },
): NonNullable<ReportInput['facts']> {
  const categories = new Set(counts.listed.flatMap(({ categories }) => categories));
  return {
    'abuseipdb.score': counts.score,
    'abuseipdb.reports': counts.reports,
    'abuseipdb.reporters': counts.reporters,
    'abuseipdb.lastReported': textOf(data, 'lastReportedAt'),
    'abuseipdb.whitelisted': counts.whitelisted,
    'abuseipdb.tor': member(data, 'isTor') === true,
    'abuseipdb.categories': [...categories].sort().join(', ') || null,
    'abuseipdb.provider': textOf(data, 'isp'),
    'abuseipdb.usage': textOf(data, 'usageType'),
    'geo.country': textOf(data, 'countryCode'),
  };
}

function namesOf(
  names: readonly (string | null)[],
  relation: string,
): { type: string; value: string; relation: string }[] {
  return [...new Set(names)].flatMap((value) =>
    value === null ? [] : [{ type: 'domain', value, relation }],
  );
}
