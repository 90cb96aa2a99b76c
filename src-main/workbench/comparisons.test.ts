import { expect, test } from 'vitest';
import type { Cell } from '../contract/report.ts';
import { compareReports } from '../reports/compare.ts';
import { openTestStore, report, runOnce } from '../store/fixtures/test-store.ts';
import { createComparisons } from './comparisons.ts';

/** Two stored runs, each with one table: the rows that stand in the report, and those beside it. */
async function changesBetween(...runs: { inline: Cell[][]; beside: Cell[][] }[]) {
  const { reader, writer } = await openTestStore();
  const { id } = await writer.saveObservable({ type: 'domain', value: 'a.example' }, null);
  const stored: number[] = [];
  for (const { inline, beside } of runs) {
    const table = {
      type: 'table' as const,
      columns: [{ name: 'Name', kind: 'String' as const }],
      rows: inline,
      rowCount: inline.length + beside.length,
    };
    const tables = beside.length === 0 ? [] : [{ widget: 0, rows: beside }];
    stored.push(
      await runOnce({ writer }, id, { finish: { report: report({ widgets: [table] }), tables } }),
    );
  }
  const compare = createComparisons(
    reader,
    async ({ before, after, volatile }) => compareReports(before, after, { volatile }),
    () => [],
  );
  const { sentence, tables } = await compare(stored[0] ?? 0, stored[1] ?? 0);
  return { sentence, added: tables.map(({ added }) => added) };
}

test('a row that is new is new once', async () => {
  expect(
    await changesBetween({ inline: [['a']], beside: [] }, { inline: [['a'], ['b']], beside: [] }),
  ).toEqual({ sentence: '1 row new.', added: [[['b']]] });
});

test('rows that are kept beside the report are compared too', async () => {
  expect(
    await changesBetween(
      { inline: [['a']], beside: [['b']] },
      { inline: [['a']], beside: [['b'], ['c']] },
    ),
  ).toEqual({ sentence: '1 row new.', added: [[['c']]] });
});
