import { describe, expect, it } from 'vitest';
import type { ChartOptions, ChartWidget, Item, Widget } from '../../src-main/contract/report.ts';
import { isNarrowChart, layOut } from './layout.ts';

const word = (value: string): Item => ({ kind: 'String', value });
const text = (value: string, lineBreak: boolean): Widget => ({
  type: 'text',
  item: word(value),
  lineBreak,
});
const chart = (options: ChartOptions | null): ChartWidget => ({
  type: 'chart',
  options,
  refused: [],
});
const pie = chart({ chart: { type: 'pie' }, series: [{ data: [1, 2] }] });
const long = chart({
  chart: { type: 'line' },
  series: [{ data: Array.from({ length: 90 }, () => 1) }],
});
const rule: Widget = { type: 'rule' };

describe('layOut', () => {
  it('runs text on until a line break', () => {
    const widgets = [text('seen', false), text('twice', true), text('since June', false), rule];
    expect(layOut(widgets)).toEqual([
      { kind: 'lines', lines: [[word('seen'), word('twice')], [word('since June')]] },
      { kind: 'widget', placed: { index: 3, widget: rule } },
    ]);
  });

  it('puts narrow charts that follow each other side by side', () => {
    expect(layOut([pie, pie, long, pie])).toEqual([
      {
        kind: 'charts',
        charts: [
          { index: 0, widget: pie },
          { index: 1, widget: pie },
        ],
      },
      { kind: 'widget', placed: { index: 2, widget: long } },
      { kind: 'charts', charts: [{ index: 3, widget: pie }] },
    ]);
  });

  it('gives nothing for nothing', () => {
    expect(layOut([])).toEqual([]);
  });
});

describe('isNarrowChart', () => {
  it.each([
    ['a pie', pie, true],
    ['ninety points', long, false],
    [
      'six columns',
      chart({ chart: { type: 'column' }, series: [{ data: [1, 2, 3, 4, 5, 6] }] }),
      true,
    ],
    ['a series that is a pie', chart({ series: [{ type: 'pie', data: [] }] }), true],
    ['a refused chart', chart(null), false],
  ])('%s: %j', (_name, widget, expected) => {
    expect(isNarrowChart(widget)).toBe(expected);
  });
});
