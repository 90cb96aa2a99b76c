import { listOf, numberOf, textOf } from '../../answers/members.ts';
import type { Widget } from '../../sdk/index.ts';
import { categoryName } from './categories.ts';

/** One person's report on an address. */
export type AbuseReport = {
  readonly time: string | null;
  readonly categories: readonly string[];
  /** what the reporter wrote, log lines mostly */
  readonly comment: string;
  readonly reporter: number | null;
  readonly country: string | null;
};

export function readReports(list: readonly unknown[]): readonly AbuseReport[] {
  return list.map((report) => ({
    time: textOf(report, 'reportedAt'),
    categories: listOf(report, 'categories')
      .filter((number) => typeof number === 'number')
      .map(categoryName),
    comment: textOf(report, 'comment') ?? '',
    reporter: numberOf(report, 'reporterId'),
    country: textOf(report, 'reporterCountryCode'),
  }));
}

/** @param total how many there are; AbuseIPDB lists 10,000 at most */
export function reportWidgets(reports: readonly AbuseReport[], total: number): Widget[] {
  if (reports.length === 0) return [];
  return [
    chart('Reports by category', 'bar', byCount(reports.flatMap(({ categories }) => categories))),
    chart(
      'Reports by day',
      'column',
      byName(reports.flatMap(({ time }) => time?.slice(0, 10) ?? [])),
    ),
    {
      type: 'table',
      title:
        total > reports.length ? `The ${reports.length} newest of ${total} reports` : 'Reports',
      columns: [
        { name: 'Reported', kind: 'DateTime', width: '15%' },
        { name: 'Categories', width: '20%' },
        'Comment',
        { name: 'Reporter', width: '10%' },
        { name: 'From', width: '7%' },
      ],
      key: ['Reported', 'Reporter'],
      rows: reports.map(({ time, categories, comment, reporter, country }) => [
        time,
        categories.join(', '),
        comment,
        reporter,
        country,
      ]),
    },
  ];
}

type Counts = readonly (readonly [name: string, count: number])[];

function chart(title: string, type: 'bar' | 'column', counts: Counts): Widget {
  return {
    type: 'chart',
    title,
    options: {
      chart: { type },
      title: { text: title },
      xAxis: { categories: counts.map(([name]) => name) },
      yAxis: { title: { text: 'Reports' }, allowDecimals: false },
      legend: { enabled: false },
      series: [{ name: 'Reports', data: counts.map(([, count]) => count) }],
    },
  };
}

const byName = (names: readonly string[]): Counts =>
  countsOf(names).sort(([one], [other]) => one.localeCompare(other));
const byCount = (names: readonly string[]): Counts =>
  countsOf(names).sort(([, one], [, other]) => other - one);

function countsOf(names: readonly string[]): [string, number][] {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts];
}
