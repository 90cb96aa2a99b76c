import { expect, test } from 'vitest';
import type { Cell } from '../contract/report.ts';
import { pageOfRows } from './table-rows.ts';

const all = { filter: '', offset: 0, limit: 100 };
const column = (cells: readonly Cell[], descending = false) =>
  pageOfRows(
    cells.map((cell) => [cell]),
    { ...all, sort: { column: 0, descending } },
  ).rows.map(([cell]) => cell);

test.each([
  { what: 'numbers', cells: [10, 9, -1, 2.5], sorted: [-1, 2.5, 9, 10] },
  { what: 'texts with numbers in them', cells: ['a10', 'a9', 'a'], sorted: ['a', 'a9', 'a10'] },
  {
    what: 'addresses',
    cells: ['10.0.0.10', '9.255.0.1', '10.0.0.9'],
    sorted: ['9.255.0.1', '10.0.0.9', '10.0.0.10'],
  },
  { what: 'leading zeros', cells: ['2', '010', '009'], sorted: ['2', '009', '010'] },
  { what: 'numbers before texts', cells: ['b', 1, 'a'], sorted: [1, 'a', 'b'] },
  { what: 'empty cells last', cells: [null, 2, '', 1], sorted: [1, 2, null, ''] },
  { what: 'truth values', cells: [true, false], sorted: [false, true] },
  {
    what: 'items by their value',
    cells: [
      { kind: 'Integer', value: 3 },
      { kind: 'Integer', value: 1 },
    ],
    sorted: [
      { kind: 'Integer', value: 1 },
      { kind: 'Integer', value: 3 },
    ],
  },
] satisfies { what: string; cells: Cell[]; sorted: Cell[] }[])('sorts $what', (row) => {
  expect(column(row.cells)).toEqual(row.sorted);
});

test('descending turns the order round, but empty cells stay last and equal ones in place', () => {
  expect(column([null, 1, 3, 2], true)).toEqual([3, 2, 1, null]);
  const rows: Cell[][] = [
    ['x', 1],
    ['x', 2],
  ];
  expect(pageOfRows(rows, { ...all, sort: { column: 0, descending: true } }).rows).toEqual(rows);
});

test('filters over every cell, whatever its case, and counts before it pages', () => {
  const rows: Cell[][] = [
    ['Alpha', 1],
    ['beta', { kind: 'Composite', value: [{ kind: 'String', value: 'ALPHA two' }] }],
    ['gamma', null],
  ];
  expect(pageOfRows(rows, { sort: null, filter: ' alpha', offset: 1, limit: 1 })).toEqual({
    rows: [rows[1]],
    total: 2,
  });
});
