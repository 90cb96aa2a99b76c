import { describe, expect, it } from 'vitest';
import type { ChartOptions } from '../../src-main/contract/report.ts';
import { heightOfChart, schemeOfChart, withoutPageWhite } from './chart-theme.ts';

describe('withoutPageWhite', () => {
  it('drops the white of a page that nothing depends on', () => {
    const options = { chart: { type: 'pie', backgroundColor: '#fff' }, series: [] };
    expect(withoutPageWhite(options)).toEqual({ chart: { type: 'pie' }, series: [] });
  });

  it.each<[string, ChartOptions]>([
    ['a ground of another colour', { chart: { backgroundColor: '#123456' } }],
    [
      'white under text with a colour of its own',
      {
        chart: { backgroundColor: '#ffffff' },
        xAxis: [{ labels: { style: { color: '#000000' } } }],
      },
    ],
    ['no ground', { chart: { type: 'line' } }],
  ])('keeps %s', (_name, options) => {
    expect(withoutPageWhite(options)).toBe(options);
  });
});

describe('schemeOfChart', () => {
  it.each([
    ['#ffffff', 'light'],
    ['#111', 'dark'],
    ['transparent', undefined],
    [null, undefined],
  ])('on %s is %s', (backgroundColor, scheme) => {
    expect(schemeOfChart({ chart: { backgroundColor } })).toBe(scheme);
  });
});

describe('heightOfChart', () => {
  it.each([
    [undefined, 220],
    [350, 350],
    [10, 120],
    [90_000, 600],
  ])('asked for %s gives %s pixels', (height, pixels) => {
    expect(heightOfChart({ chart: height === undefined ? {} : { height } })).toBe(pixels);
  });
});
