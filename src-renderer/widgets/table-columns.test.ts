import { expect, it } from 'vitest';
import { columnWidths } from './table-columns.ts';

it('takes the widths of the report and guesses the others by their content', () => {
  const columns = [
    { name: 'Field', kind: 'String', width: '20%' },
    { name: 'Since', kind: 'Date', width: '120px' },
    { name: 'N', kind: 'Integer' },
    { name: 'Value', kind: 'String' },
  ] as const;
  expect(columnWidths(columns, [['a', 'b', 1, 'x'.repeat(500)]], 'brackets')).toEqual([
    { width: '20%', least: 77 },
    { width: '120px', least: 120 },
    { width: '72px', least: 72 },
    { width: '340px', least: 340 },
  ]);
});

it('makes room for what defanging adds', () => {
  const [width] = columnWidths([{ name: 'IP', kind: 'IPv4' }], [['185.220.101.34']], 'brackets');
  expect(width).toEqual({ width: '182px', least: 182 });
});
