import { describe, expect, it } from 'vitest';
import type { Cell, ChartOptions } from '../../src-main/contract/report.ts';
import { tableOfChart } from './chart-table.ts';

const cases: readonly [string, ChartOptions, string[], Cell[][]][] = [
  [
    'numbers on categories',
    { xAxis: { categories: ['Jun', 'Jul'] }, series: [{ name: 'Scans', data: [12, null] }] },
    ['Series', 'Point', 'Value'],
    [
      ['Scans', 'Jun', 12],
      ['Scans', 'Jul', null],
    ],
  ],
  [
    'pairs on a time axis',
    { xAxis: { type: 'datetime', title: { text: 'Day' } }, series: [{ data: [[0, 5]] }] },
    ['Series', 'Day', 'Value'],
    [['Series 1', { kind: 'DateTime', value: '1970-01-01T00:00:00.000Z' }, 5]],
  ],
  [
    'named slices',
    {
      chart: { type: 'pie' },
      series: [{ name: 'Ports', data: [{ name: 'ssh', y: 61 }, ['http', 15]] }],
    },
    ['Series', 'Point', 'Value'],
    [
      ['Ports', 'ssh', 61],
      ['Ports', 'http', 15],
    ],
  ],
  [
    'ranges',
    { chart: { type: 'columnrange' }, series: [{ data: [[1, 4]] }] },
    ['Series', 'Point', 'Low', 'High'],
    [['Series 1', 0, 1, 4]],
  ],
  [
    'a heatmap',
    {
      chart: { type: 'heatmap' },
      xAxis: { categories: ['Mon'] },
      yAxis: { categories: ['00'] },
      series: [{ data: [[0, 0, 7]] }],
    },
    ['Series', 'Point', 'Row', 'Value'],
    [['Series 1', 'Mon', '00', 7]],
  ],
  ['nothing', { series: [] }, ['Series', 'Point'], []],
];

describe('tableOfChart', () => {
  it.each(cases)('reads %s', (_name, options, names, rows) => {
    const table = tableOfChart(options, 'Scans');
    expect({ names: table.columns.map(({ name }) => name), rows: table.rows }).toEqual({
      names,
      rows,
    });
  });
});
