import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { canonicalValue } from '../canonical.ts';
import { findObservables } from '../find.ts';
import { corpusFolder, f1, labelSchema, readCoreCases, scoreCases, total } from './core-cases.ts';
import { rejectedLabels } from './rejected-labels.ts';

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

  const reports = present
    ? readdirSync(join(corpusFolder, 'reports')).filter((name) => !name.endsWith('.json'))
    : [];
  test.each(reports)('the report %s: everything its vendor lists is found', (name) => {
    const folder = join(corpusFolder, 'reports', name);
    const input = readdirSync(folder).find((file) => file.startsWith('input')) ?? '';
    const text = readFileSync(join(folder, input), 'utf8');
    const listed = z
      .object({ must_find: z.array(labelSchema) })
      .parse(JSON.parse(readFileSync(join(folder, 'iocs.json'), 'utf8'))).must_find;
    const found = new Set(
      findObservables(text).finds.flatMap((find) => [
        find.value.toLowerCase(),
        find.text.toLowerCase(),
      ]),
    );
    const missed = listed.filter(({ type, value }) => {
      const canonical = canonicalValue(type.replace('_', '-'), value) ?? value;
      return !found.has(canonical.toLowerCase()) && !found.has(value.toLowerCase());
    });
    expect(missed).toEqual([]);
  });
});
