import { expect, test } from 'vitest';
import { NameTable, rememberedNames } from './name-table.ts';
import { unitsOf } from './units.ts';

function add(table: NameTable<string>, name: string): void {
  table.add(unitsOf(name), 0, name.length, name);
}

function get(table: NameTable<string>, name: string): string | undefined {
  return table.get(unitsOf(`before ${name} after`), 7, 7 + name.length);
}

test('names are told apart, wherever they stand', () => {
  const table = new NameTable<string>();
  const names = Array.from({ length: 3000 }, (_, index) => `name-${index}.example`);
  for (const name of names) add(table, name);
  expect(names.map((name) => get(table, name))).toEqual(names);
  expect(get(table, 'name-3000.example')).toBeUndefined();
});

test('names that were made to meet in one place are remembered up to eight, and never mixed up', () => {
  const table = new NameTable<string>();
  // `Aa` and `BB` weigh the same.
  const pairs = ['Aa', 'BB'];
  const names = pairs.flatMap((one) =>
    pairs.flatMap((two) => pairs.flatMap((three) => pairs.map((four) => one + two + three + four))),
  );
  for (const name of names) add(table, name);
  expect(names.map((name) => get(table, name))).toEqual([
    ...names.slice(0, 8),
    ...names.slice(8).map(() => undefined),
  ]);
});

test('no more is remembered than there is room for, until all is forgotten', () => {
  const table = new NameTable<string>();
  for (let index = 0; index < 2 * rememberedNames; index++) add(table, `${index}.example`);
  add(table, 'a'.repeat(200));
  expect(table.size).toBe(rememberedNames);
  table.clear();
  add(table, '7.example');
  expect([table.size, get(table, '7.example'), get(table, '8.example')]).toEqual([
    1,
    '7.example',
    undefined,
  ]);
});
