import { describe, expect, it } from 'vitest';
import { compareReports } from './compare.ts';
import { parseReport } from './parse-report.ts';

function compare(before: unknown, after: unknown, volatile: readonly string[] = []) {
  const context = { title: 'T' };
  return compareReports(parseReport(before, context), parseReport(after, context), { volatile });
}
const nothing = { unchanged: true, sentence: 'No difference.', facts: [], tables: [], widgets: [] };
const table = (rows: unknown[], more: object = {}) => ({
  widgets: [
    {
      type: 'table',
      title: 'Hosts',
      columns: ['Host', 'Port', { name: 'Seen', volatile: true }],
      rows,
      ...more,
    },
  ],
});

describe('there is no difference when', () => {
  it.each([
    ['nothing changed', { facts: { a: 1 } }, { facts: { a: 1 } }],
    ['a volatile fact changed', { facts: { age: 1 } }, { facts: { age: 2 } }],
    ['a volatile column changed', table([['a', 1, 'x']]), table([['a', 1, 'y']])],
    [
      'rows changed their order',
      table([
        ['a', 1],
        ['b', 2],
      ]),
      table([
        ['b', 2],
        ['a', 1],
      ]),
    ],
    ['a cell only looks different', table([['a', 1]]), table([[{ value: 'a', colour: 'red' }, 1]])],
    [
      'a volatile text changed',
      { widgets: [{ type: 'text', item: { label: 'age', value: 1 } }] },
      { widgets: [{ type: 'text', item: { label: 'age', value: 2 } }] },
    ],
  ])('%s', (_name, before, after) => {
    expect(compare(before, after, ['age'])).toEqual(nothing);
  });
});

describe('differences', () => {
  it('of facts and the verdict', () => {
    const verdict = { level: 'malicious', sentence: '1 of 3 lists', reason: '' };
    expect(compare({ facts: { a: 1, b: 2 } }, { facts: { a: 2, c: 3 }, verdict })).toEqual({
      ...nothing,
      unchanged: false,
      sentence: '1 fact changed, 2 facts new, 1 fact gone.',
      facts: [
        { name: 'verdict', after: 'malicious: 1 of 3 lists' },
        { name: 'a', before: 1, after: 2 },
        { name: 'c', after: 3 },
        { name: 'b', before: 2 },
      ],
    });
  });

  it('of rows with a key', () => {
    const key = { key: ['Host'] };
    expect(
      compare(
        table(
          [
            ['a', 1],
            ['b', 2],
            ['a', 9],
          ],
          key,
        ),
        table(
          [
            ['a', 1],
            ['b', 3],
            ['c', 4],
          ],
          key,
        ),
      ),
    ).toEqual({
      ...nothing,
      unchanged: false,
      sentence: '1 row changed, 1 row new, 1 row gone.',
      tables: [
        {
          title: 'Hosts',
          columns: ['Host', 'Port'],
          added: [['c', 4]],
          removed: [['a', 9]],
          changed: [{ before: ['b', 2], after: ['b', 3] }],
        },
      ],
    });
  });

  it('of rows without a key, counted one by one', () => {
    expect(
      compare(
        table([
          ['a', 1],
          ['a', 1],
          ['b', 1],
        ]),
        table([
          ['a', 1],
          ['c', 1],
        ]),
      ),
    ).toMatchObject({
      sentence: '1 row new, 2 rows gone.',
      tables: [
        {
          added: [['c', 1]],
          removed: [
            ['a', 1],
            ['b', 1],
          ],
          changed: [],
        },
      ],
    });
  });

  it('of a table that came or went, its columns, tags, related values and other widgets', () => {
    const before = { ...table([['a', 1]]), related: [{ type: 'ipv4', value: '192.0.2.1' }] };
    const after = {
      widgets: [
        { type: 'table', title: 'Hosts', columns: ['Host'], rows: [['a']] },
        { type: 'table', title: 'New', columns: ['X'], rows: [[1]] },
        { type: 'markdown', title: 'Notes', markdown: 'a' },
      ],
      tags: [{ namespace: 'n', predicate: 'p', value: 'v' }],
    };
    expect(compare(before, after)).toMatchObject({
      sentence: '1 row new, 1 tag new, 1 related value gone, 2 widgets changed.',
      widgets: ['Hosts: columns', 'Notes'],
    });
  });

  it.each([
    ['by key', ['Host']],
    ['by whole rows', []],
  ])('of two tables of 10,000 rows in a moment, %s', (_name, key) => {
    const rows = (shift: number) =>
      Array.from({ length: 10_000 }, (_, index) => [`host-${index + shift}`, index % 9, 'x']);
    const context = { title: 'T' };
    const before = parseReport(table(rows(0), { key }), context);
    const after = parseReport(table(rows(9), { key }), context);
    const start = performance.now();
    const { unchanged } = compareReports(before, after, { volatile: [] });
    // Measured at 10 to 20 ms; quadratic matching would take minutes.
    expect({ unchanged, quick: performance.now() - start < 1000 }).toEqual({
      unchanged: false,
      quick: true,
    });
  });
});
