import type {
  Cell,
  ChartOptions,
  ChartValue,
  Scalar,
  TableWidget,
} from '../../src-main/contract/report.ts';
import { type ChartObject, isObject, listAt, objectAt, seriesOf, textAt } from './chart-options.ts';

/** What the numbers of a point given as a list mean, by chart type; a leading x may be left out. */
const keysByType: { readonly [type: string]: readonly string[] } = {
  boxplot: ['low', 'q1', 'median', 'q3', 'high'],
  columnrange: ['low', 'high'],
  errorbar: ['low', 'high'],
  heatmap: ['y', 'value'],
};
const valueKeys = ['y', 'low', 'q1', 'median', 'q3', 'high', 'value', 'x2'] as const;

type Point = { readonly x: Scalar; readonly values: { readonly [key: string]: Scalar } };

function scalar(value: ChartValue | undefined): Scalar {
  return value === undefined || typeof value === 'object' ? null : value;
}

function pointFromList(
  list: readonly ChartValue[],
  keys: readonly string[],
  position: number,
): Point {
  const named = list.length > keys.length;
  const values = list.slice(named ? 1 : 0).map(scalar);
  return {
    x: named ? scalar(list[0]) : position,
    values: Object.fromEntries(keys.map((key, index) => [key, values[index] ?? null])),
  };
}

function pointFromObject(point: ChartObject, position: number): Point {
  const present = valueKeys.filter((key) => point[key] !== undefined);
  return {
    x: scalar(point['name'] ?? point['x'] ?? position),
    values: Object.fromEntries(present.map((key) => [key, scalar(point[key])])),
  };
}

function readPoint(data: ChartValue, type: string, position: number): Point {
  if (Array.isArray(data)) return pointFromList(data, keysByType[type] ?? ['y'], position);
  if (isObject(data)) return pointFromObject(data, position);
  return { x: position, values: { y: scalar(data) } };
}

/** The word that stands for a number on an axis with categories. */
function onAxis(axis: ChartObject, value: Scalar): Scalar {
  const category = typeof value === 'number' ? scalar(listAt(axis, 'categories')[value]) : null;
  return category ?? value;
}

const columnNames: { readonly [key: string]: string } = {
  y: 'Value',
  low: 'Low',
  q1: 'Lower quartile',
  median: 'Median',
  q3: 'Upper quartile',
  high: 'High',
  value: 'Value',
  x2: 'Until',
};

/** Everything a chart draws as rows: one a point, with its series, its place and its numbers. */
export function tableOfChart(options: ChartOptions, title: string): TableWidget {
  const [xAxis, yAxis] = [objectAt(options, 'xAxis'), objectAt(options, 'yAxis')];
  const points = seriesOf(options).flatMap(({ type, series }, number) =>
    listAt(series, 'data').map((data, position) => ({
      series: textAt(series, 'name') ?? `Series ${number + 1}`,
      ...readPoint(data, type, position),
    })),
  );
  const keys = valueKeys.filter((key) => points.some(({ values }) => values[key] !== undefined));
  const dates = xAxis['type'] === 'datetime';
  const placeOf = (x: Scalar): Cell =>
    dates && typeof x === 'number'
      ? { kind: 'DateTime', value: new Date(x).toISOString() }
      : onAxis(xAxis, x);
  const rows = points.map(({ series, x, values }): Cell[] => [
    series,
    placeOf(x),
    ...keys.map((key): Cell => {
      const value = values[key] ?? null;
      if (key === 'y') return onAxis(yAxis, value);
      return key === 'x2' ? placeOf(value) : value;
    }),
  ]);
  return {
    type: 'table',
    title: `${title}: data`,
    columns: [
      { name: 'Series', kind: 'String' },
      { name: textAt(objectAt(xAxis, 'title'), 'text') ?? 'Point', kind: 'String' },
      ...keys.map((key) => ({
        name: key === 'y' && keys.includes('value') ? 'Row' : (columnNames[key] ?? key),
        kind: 'Float' as const,
      })),
    ],
    rows,
    rowCount: rows.length,
  };
}
