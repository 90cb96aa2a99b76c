import { existsSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { corpusFolder, f1, readCoreCases, scoreCases, total } from './core-cases.ts';
import { readNegatives } from './negatives.ts';
import { rejectedLabels } from './rejected-labels.ts';
import { readReports, scoreReport } from './reports.ts';

const present = existsSync(corpusFolder);
const absent = 'the corpus beside the checkout is absent';

describe.skipIf(!present)(present ? 'the corpus' : `the corpus (${absent})`, () => {
  test('core cases: F1, without the rejected labels and with them', ({ annotate }) => {
    const cases = readCoreCases();
    const kept = scoreCases(cases, { allLabels: false });
    for (const [type, tally] of kept)
      void annotate(`${type}: F1 ${f1(tally).toFixed(3)} (${JSON.stringify(tally)})`);
    const all = total(scoreCases(cases, { allLabels: true }).values());
    void annotate(`F1 ${f1(total(kept.values())).toFixed(3)}; all labels ${f1(all).toFixed(3)}`);
    expect(f1(total(kept.values()))).toBeGreaterThan(0.97);
    expect(f1(all)).toBeGreaterThan(0.94);
  });

  test('rejected labels exist, and are at most one in ten', () => {
    const cases = readCoreCases();
    const labels = cases.reduce((sum, { expected }) => sum + expected.length, 0);
    const named = rejectedLabels.filter(
      (rejected) =>
        cases.find(({ id }) => id === rejected.case)?.expected[rejected.label] !== undefined,
    );
    expect(named).toEqual(rejectedLabels);
    expect(rejectedLabels.length).toBeLessThanOrEqual(labels / 10);
  });

  test('every excerpt that is labelled by hand stands in its report', () => {
    const texts = new Map(readReports().map(({ name, text }) => [name, text]));
    const strange = readNegatives().filter(
      ({ report, excerpt }) => !texts.get(report)?.includes(excerpt),
    );
    expect(strange).toEqual([]);
  });

  test.each(present ? readReports() : [])(
    'the report $name: everything its vendor lists is found, and all that is found is right',
    (report) => {
      const { missed, falseFinds } = scoreReport(report);
      expect(missed).toEqual([]);
      expect(falseFinds).toEqual([]);
    },
  );
});
