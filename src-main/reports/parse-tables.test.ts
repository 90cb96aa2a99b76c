import { describe, expect, it } from 'vitest';
import { reportLimits } from '../contract/vocabulary.ts';
import { parse, widgetOf } from './fixtures/parse.ts';

describe('tables', () => {
  it('keep cells bare that are of their column, and check links in them', () => {
    const { widget } = widgetOf({
      type: 'table',
      title: 'Hosts',
      columns: ['Name', { name: 'Link', kind: 'Link', width: 20 }, { name: 'Age', volatile: true }],
      rows: [
        [{ kind: 'String', value: 'a' }, 'https://example.com', 3],
        ['b', 'javascript:x'],
        { Name: 'c', Age: { kind: 'Integer', value: 4 } },
      ],
      key: ['Name', 'Missing'],
    });
    expect(widget).toEqual({
      type: 'table',
      title: 'Hosts',
      columns: [
        { name: 'Name', kind: 'String' },
        { name: 'Link', kind: 'Link', width: '20px' },
        { name: 'Age', kind: 'String', volatile: true },
      ],
      rows: [
        ['a', 'https://example.com', 3],
        ['b', { kind: 'String', value: 'javascript:x' }, null],
        ['c', null, { kind: 'Integer', value: 4 }],
      ],
      rowCount: 3,
      key: ['Name'],
    });
  });

  it('give the rows past the inline ones apart, and are cut at the limit', () => {
    const rows = Array.from({ length: 50_001 }, (_, index) => [index]);
    const { report, tables } = parse({
      widgets: ['first', 7, { type: 'no' }, { type: 'table', columns: ['n'], rows }],
    });
    const [, , table] = report.widgets;
    expect({
      inline: table?.type === 'table' && [table.rows.length, table.rowCount],
      rest: tables.map(({ widget, rows: rest }) => [widget, rest.length, rest[0]]),
      problems: report.problems,
    }).toEqual({
      inline: [reportLimits.inlineRows, 50_000],
      rest: [[2, 49_500, [500]]],
      problems: [
        'Widget 3 has the type "no", which does not exist; it was left out.',
        'Widget 4: the table has 50001 rows; the first 50000 are kept.',
      ],
    });
  });
});

it('a table of 50,000 rows and 12 columns is read in a moment', () => {
  const columns = Array.from({ length: 12 }, (_, index) => `c${index}`);
  const rows = Array.from({ length: 50_000 }, (_, row) => columns.map((name) => `${name} ${row}`));
  const start = performance.now();
  const { report, tables } = parse({ widgets: [{ type: 'table', columns, rows }] });
  // Measured at 60 to 200 ms.
  expect([report.problems, tables[0]?.rows.length, performance.now() - start < 2000]).toEqual([
    [],
    49_500,
    true,
  ]);
});
