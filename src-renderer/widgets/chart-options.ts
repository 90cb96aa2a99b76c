import type { ChartOptions, ChartValue } from '../../src-main/contract/report.ts';

/** Reading our own chart type: plain JSON, in which any key may be missing. */
export type ChartObject = { readonly [key: string]: ChartValue };

export function isObject(value: ChartValue | undefined): value is ChartObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function objectAt(options: ChartObject, key: string): ChartObject {
  const value = options[key];
  // An axis may be a list of axes; the first one names the points.
  const one = Array.isArray(value) ? value[0] : value;
  return isObject(one) ? one : {};
}

export function listAt(options: ChartObject, key: string): readonly ChartValue[] {
  const value = options[key];
  return Array.isArray(value) ? value : [];
}

export function textAt(options: ChartObject, key: string): string | undefined {
  const value = options[key];
  return typeof value === 'string' && value.trim() !== '' ? value : undefined;
}

export function numberAt(options: ChartObject, key: string): number | undefined {
  const value = options[key];
  return typeof value === 'number' ? value : undefined;
}

/** The series with their type said: their own, the chart's, or `line` as Highcharts has it. */
export function seriesOf(options: ChartOptions): readonly { type: string; series: ChartObject }[] {
  const general = textAt(objectAt(options, 'chart'), 'type') ?? 'line';
  return listAt(options, 'series')
    .filter(isObject)
    .map((series) => ({ type: textAt(series, 'type') ?? general, series }));
}

export function hasData(options: ChartOptions): boolean {
  return seriesOf(options).some(({ series }) => listAt(series, 'data').length > 0);
}

export function titleOfChart(options: ChartOptions): string | undefined {
  // Formats may hold `<b>` and the like; a name for screen readers does not.
  return textAt(objectAt(options, 'title'), 'text')?.replaceAll(/<[^<>]*>/g, '');
}
