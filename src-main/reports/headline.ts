import type { Item, Report } from '../contract/report.ts';

const shownBadges = 3;

/**
 * What a result says in one line, for lists of results: its verdict, else its first badges
 * (`Country Germany (DE)`), else its description. Null where it offers none of them.
 */
export function headlineOf(report: Report): string | null {
  if (report.verdict !== undefined) return report.verdict.sentence;
  const badges = report.widgets.find((widget) => widget.type === 'badges');
  // Where a link leads is no result, and a live address is not read in a line.
  const said = badges?.items.filter(({ kind }) => kind !== 'Link') ?? [];
  const words = said.slice(0, shownBadges).flatMap(wordsOf).join(' · ');
  return words || (report.description ?? null);
}

function wordsOf({ label, value }: Item): string[] {
  if (Array.isArray(value) || value === null || value === '') return [];
  return [label === undefined ? String(value) : `${label} ${value}`];
}
