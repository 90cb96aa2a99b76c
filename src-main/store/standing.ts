import type { Standing } from '../contract/paste.ts';
import type { Verdict } from '../contract/report.ts';
import { verdictLevels } from '../contract/vocabulary.ts';

type Said = { readonly enricherTitle: string; readonly verdict: Verdict | undefined };

/** The worst level among the newest good runs and who said so; null where none said anything. */
export function standingOf(verdicts: readonly Said[]): Standing | null {
  const given = verdicts.flatMap(({ enricherTitle, verdict }) =>
    verdict === undefined ? [] : [{ enricherTitle, verdict }],
  );
  const level = verdictLevels.find((one) => given.some(({ verdict }) => verdict.level === one));
  if (level === undefined) return null;
  const agreeing = given.filter(({ verdict }) => verdict.level === level);
  const by = agreeing.map(({ enricherTitle }) => enricherTitle);
  if (level === 'unknown') return { level, sentence: 'nothing known', by };
  if (level === 'known') return { level, sentence: agreeing[0]?.verdict.sentence ?? level, by };
  return { level, sentence: `${agreeing.length} of ${given.length} ${level}`, by };
}
