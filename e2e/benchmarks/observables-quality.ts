import { existsSync } from 'node:fs';
import {
  corpusFolder,
  f1,
  precision,
  readCoreCases,
  scoreCases,
  type Tally,
  total,
} from '../../src-main/observables/corpus/core-cases.ts';
import { readNegatives, wronglyFound } from '../../src-main/observables/corpus/negatives.ts';
import {
  type ReportScore,
  readReports,
  scoreReport,
} from '../../src-main/observables/corpus/reports.ts';
import type { Figure, Skipped } from './measure.ts';

const share = { against: null, unit: '' } as const;

/** How right the finds are: against other people's labels, and against ours where they have none. */
export function measureObservablesQuality(): (Figure | Skipped)[] {
  const absent = 'the corpus is not here (../shared/corpora/observables)';
  if (!existsSync(corpusFolder))
    return [
      { name: 'observables of the core cases', skipped: absent },
      { name: 'observables of the published reports', skipped: absent },
      negatives(),
    ];
  return [...coreCases(), negatives(), ...reports(readReports().map(scoreReport))];
}

function coreCases(): Figure[] {
  const cases = readCoreCases();
  const kept = scoreCases(cases, { allLabels: false });
  const all = total(scoreCases(cases, { allLabels: true }).values());
  const sum = total(kept.values());
  return [
    { name: 'core cases, less rejected labels: F1', measured: f1(sum), ...share, atLeast: 0.97 },
    { name: 'core cases, all labels: F1', measured: f1(all), ...share },
    {
      name: 'core cases that list all of a type: precision',
      measured: precision(sum),
      ...share,
    },
    ...[...kept].map(([type, tally]) => ofType(type, tally)),
  ];
}

/** A type with few labels has to be all right: one miss says more there than a share. */
function ofType(type: string, tally: Tally): Figure {
  const labels = tally.right + tally.missed;
  return {
    name: `core cases, ${type} (${labels} labels): F1`,
    measured: f1(tally),
    ...share,
    atLeast: labels < 20 ? 1 : 0.9,
  };
}

function negatives(): Figure {
  const all = readNegatives();
  const failed = all.filter((negative) => wronglyFound(negative).length > 0);
  return {
    name: 'excerpts of reports, labelled by hand, without a false find',
    measured: all.length - failed.length,
    against: null,
    unit: `of ${all.length}`,
    atLeast: all.length,
    notes: failed.map(
      (negative) =>
        `${negative.report}: ${wronglyFound(negative).join(', ')} in ${JSON.stringify(negative.excerpt)}`,
    ),
  };
}

function reports(scores: readonly ReportScore[]): Figure[] {
  const sum = (count: (score: ReportScore) => number) =>
    scores.reduce((before, score) => before + count(score), 0);
  const listed = sum((score) => score.listed);
  const missed = sum((score) => score.missed.length);
  const found = sum((score) => score.found);
  const wrong = sum((score) => score.falseFinds.length);
  return [
    {
      name: `published reports, ${listed} values their vendors list: recall`,
      measured: 1 - missed / listed,
      ...share,
      atLeast: 0.98,
      notes: scores.flatMap(({ name, missed }) => missed.map((key) => `${name}: missed ${key}`)),
    },
    {
      name: `published reports, ${found} finds judged by hand: precision`,
      measured: 1 - wrong / found,
      ...share,
      notes: scores.flatMap(({ name, falseFinds }) =>
        falseFinds.map((key) => `${name}: false ${key}`),
      ),
    },
    {
      name: "published reports, the vendors' lists taken for all there is: precision",
      measured: (listed - missed) / found,
      ...share,
    },
  ];
}
