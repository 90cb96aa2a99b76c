import type { Context, ReportInput } from '../../sdk/index.ts';

type Verdict = NonNullable<ReportInput['verdict']>;

/** What the score of an address, or the worst of several, comes to under the thresholds that the admin set. */
export type Judge = (score: number) => 'malicious' | 'suspicious' | null;

export function judging({ malicious, suspicious }: Context['settings']): Judge {
  return (score) => {
    // A threshold of 0 would call what nobody reported malicious.
    if (score >= Math.max(1, Number(malicious ?? 75))) return 'malicious';
    return score >= Math.max(1, Number(suspicious ?? 25)) ? 'suspicious' : null;
  };
}

/** The score decides; below the thresholds a place on the whitelist makes an address known, never safe. */
export function verdictOf(
  about: {
    readonly score: number;
    readonly reports: number;
    readonly whitelisted: boolean;
    /** `12 reports by 3 in the time asked` */
    readonly reason: string;
  },
  judge: Judge,
): Verdict {
  const { score, reports, whitelisted, reason } = about;
  const level = judge(score);
  if (level !== null) return { level, sentence: `score ${score} of 100`, reason };
  if (whitelisted) {
    return { level: 'known', sentence: 'known: AbuseIPDB whitelist', reason };
  }
  const sentence = reports === 0 ? 'nothing found' : `score ${score} of 100`;
  return { level: 'unknown', sentence, reason };
}
