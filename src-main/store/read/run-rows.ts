import type { Tag, Verdict } from '../../contract/report.ts';
import type { RunSummary } from '../../contract/run.ts';
import type { Outcome, Tlp, Trigger, VerdictLevel } from '../../contract/vocabulary.ts';

/** A finished run as it stands in the tables; only finished ones are ever read. */
export type RunRow = {
  id: number;
  enricherId: string;
  enricherTitle: string;
  bundleVersion: string;
  observableId: number;
  type: string;
  value: string;
  outcome: Outcome;
  reason: string;
  sentence: string;
  verdictLevel: VerdictLevel | null;
  verdictSentence: string;
  verdictReason: string;
  tags: string | null;
  trigger: Trigger;
  tlp: Tlp | null;
  queuedAt: string;
  startedAt: string;
  endedAt: string;
  pinned: number;
};

export const runColumns = `r.id, e.name AS enricherId, d.title AS enricherTitle, d.version AS bundleVersion,
  r.observable AS observableId, o.type, o.value, r.outcome, r.reason, r.sentence,
  r.verdict_level AS verdictLevel, r.verdict_sentence AS verdictSentence, r.verdict_reason AS verdictReason,
  r.tags, r.trigger, r.tlp, r.queued_at AS queuedAt, r.started_at AS startedAt, r.ended_at AS endedAt,
  EXISTS (SELECT 1 FROM pins WHERE run = r.id) AS pinned`;

export const runTables = `runs r JOIN editions d ON d.id = r.edition JOIN enrichers e ON e.id = r.enricher
  JOIN observables o ON o.id = r.observable`;

export function runSummary(row: RunRow): RunSummary {
  const verdict = verdictOf(row);
  return {
    id: row.id,
    enricherId: row.enricherId,
    enricherTitle: row.enricherTitle,
    bundleVersion: row.bundleVersion,
    observable: { id: row.observableId, type: row.type, value: row.value },
    outcome: row.outcome,
    reason: row.reason,
    sentence: row.sentence,
    ...(verdict === undefined ? {} : { verdict }),
    trigger: row.trigger,
    tlp: row.tlp,
    queuedAt: row.queuedAt,
    startedAt: row.startedAt,
    endedAt: row.endedAt,
    pinned: row.pinned === 1,
  };
}

export function verdictOf(row: {
  readonly verdictLevel: VerdictLevel | null;
  readonly verdictSentence: string;
  readonly verdictReason: string;
}): Verdict | undefined {
  if (row.verdictLevel === null) return undefined;
  return { level: row.verdictLevel, sentence: row.verdictSentence, reason: row.verdictReason };
}

/** The tags of several runs, each once. */
export function mergedTags(lists: readonly (string | null)[]): Tag[] {
  const merged = new Map<string, Tag>();
  for (const list of lists) {
    if (list === null) continue;
    const tags: Tag[] = JSON.parse(list);
    for (const tag of tags) merged.set(JSON.stringify(tag), tag);
  }
  return [...merged.values()];
}
