import type { Standing } from '../contract/paste.ts';
import type { Verdict } from '../contract/report.ts';
import { verdictLevels } from '../contract/vocabulary.ts';

export type Opinion = { readonly enricherTitle: string; readonly verdict: Verdict | undefined };

/**
 * Where an observable stands: the worst level among its newest good runs, and who said so. Never a score,
 * never "safe".
 *
 * `3 of 4 malicious` counts opinions: an enricher that gives no verdict at all (a location, a registration)
 * has none and does not water the others down, while one that looked and found nothing (`unknown`) has.
 * Where there is only one opinion its own words say more than "1 of 1". Null without a good run.
 */
export function standingOf(opinions: readonly Opinion[]): Standing | null {
  if (opinions.length === 0) return null;
  const given = opinions.flatMap(({ enricherTitle, verdict }) =>
    verdict === undefined ? [] : [{ enricherTitle, verdict }],
  );
  const level = verdictLevels.find((known) => given.some(({ verdict }) => verdict.level === known));
  if (level === undefined) return { level: 'unknown', sentence: 'nothing known', by: [] };
  const worst = given.filter(({ verdict }) => verdict.level === level);
  return {
    level,
    sentence: sentenceOf(level, worst, given.length),
    by: worst.map(({ enricherTitle }) => enricherTitle),
  };
}

function sentenceOf(
  level: Verdict['level'],
  worst: readonly { verdict: Verdict }[],
  opinions: number,
): string {
  if (level === 'unknown') return 'nothing known';
  const [first] = worst;
  const words = led(first?.verdict.sentence ?? level, level);
  if (level === 'known') return worst.length === 1 ? words : `${words}, ${worst.length - 1} more`;
  return opinions === 1 ? words : `${worst.length} of ${opinions} ${level}`;
}

/** The level is said in words as well: colour alone tells nobody enough. */
function led(sentence: string, level: string): string {
  const words = sentence.replace(/\.$/, '');
  return words.toLowerCase().includes(level) ? words : `${level}: ${words}`;
}
