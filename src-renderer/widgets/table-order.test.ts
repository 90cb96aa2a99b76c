import { describe, expect, it } from 'vitest';
import type { Cell } from '../../src-main/contract/report.ts';
import type { ItemKind } from '../../src-main/contract/vocabulary.ts';
import { compareKeys, matchesRow, orderKey, wordsOfFilter } from './table-order.ts';

describe('the order of cells', () => {
  it.each<[string, ItemKind, Cell[], Cell[]]>([
    ['numbers by value', 'Integer', [10, 9, '-1'], ['-1', 9, 10]],
    ['numbers before text', 'Float', ['n/a', 2.5], [2.5, 'n/a']],
    [
      'addresses by their numbers',
      'IPv4',
      ['10.0.0.2', '9.0.0.1', '10.0.0.10'],
      ['9.0.0.1', '10.0.0.2', '10.0.0.10'],
    ],
    ['text without case', 'String', ['b', 'A', 'c'], ['A', 'b', 'c']],
    [
      'items by their value',
      'String',
      [{ kind: 'Integer', value: 3 }, 2, { kind: 'Integer', value: 1 }],
      [{ kind: 'Integer', value: 1 }, 2, { kind: 'Integer', value: 3 }],
    ],
  ])('takes %s', (_name, kind, cells, expected) => {
    const ordered = cells.toSorted((a, b) => compareKeys(orderKey(a, kind), orderKey(b, kind)));
    expect(ordered).toEqual(expected);
  });

  it.each<[Cell]>([[null], [''], [' '], [{ kind: 'String', value: null }]])(
    'has no key for the empty cell %j',
    (cell) => {
      expect(orderKey(cell, 'String')).toBeUndefined();
    },
  );
});

describe('matchesRow', () => {
  const row: Cell[] = [
    'evil.example',
    42,
    { kind: 'Link', value: 'https://a.example', label: 'Report' },
  ];
  it.each([
    ['', true],
    ['EVIL', true],
    ['report 42', true],
    ['evil[.]example', true],
    ['hxxps://a[.]example', true],
    ['hxxps[://]a[dot]example', true],
    ['evil tor', false],
  ])('%j: %j', (filter, expected) => {
    expect(matchesRow(row, wordsOfFilter(filter))).toBe(expected);
  });
});
