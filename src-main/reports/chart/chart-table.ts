import type { ChartOptions, ChartValue } from '../../contract/report.ts';
import { isRecord } from '../record.ts';
import { labelText } from './markup.ts';

/** A drawn chart as the table behind it: one row a point. */
export type ChartTable = {
  readonly title: string;
  readonly columns: readonly [string, string, string];
  readonly rows: readonly (readonly [string, string, string])[];
};

export function chartTable(options: ChartOptions): ChartTable {
  const horizontal = firstOf(options['xAxis']);
  const place = placeNamer(horizontal);
  const vertical = placeNamer(firstOf(options['yAxis']));
  const rows: [string, string, string][] = [];
  for (const [index, series] of listOf(options['series']).entries()) {
    if (!isOptions(series)) continue;
    const name = words(series['name']) || `Series ${index + 1}`;
    const start = typeof series['pointStart'] === 'number' ? series['pointStart'] : 0;
    const step = typeof series['pointInterval'] === 'number' ? series['pointInterval'] : 1;
    for (const [at, point] of listOf(series['data']).entries()) {
      const [where, value] = pointWords(point, start + at * step, place, vertical);
      rows.push([name, where, value]);
    }
  }
  const title = options['title'];
  return {
    title: isOptions(title) ? words(title['text']) : '',
    columns: ['Series', 'Point', 'Value'],
    rows,
  };
}

type PlaceNamer = (place: ChartValue | undefined) => string;

/** A category's name, or a time where the axis is one of times. */
function placeNamer(axis: ChartValue | undefined): PlaceNamer {
  const categories = isOptions(axis) ? listOf(axis['categories']) : [];
  const isTime = isOptions(axis) && axis['type'] === 'datetime';
  return (place) => {
    if (typeof place !== 'number') return words(place);
    const category = categories[place];
    if (category !== undefined) return words(category);
    // Charts keep no moment that a date cannot.
    return isTime ? new Date(place).toISOString() : String(place);
  };
}

function pointWords(
  point: ChartValue,
  index: number,
  place: PlaceNamer,
  vertical: PlaceNamer,
): [string, string] {
  if (Array.isArray(point)) {
    const [first, ...rest] = point.length > 1 ? point : [index, ...point];
    return [place(first), rest.map(words).join(' – ')];
  }
  if (!isOptions(point)) return [place(index), words(point)];
  if (point['x2'] !== undefined) {
    const note = words(point['value'] ?? point['name']);
    return [note || vertical(point['y']), `${place(point['x'])} – ${place(point['x2'])}`];
  }
  const where = words(point['name']) || place(point['x'] ?? index);
  const single = point['y'] ?? point['value'];
  const several = ['low', 'q1', 'median', 'q3', 'high'].map((key) => point[key]);
  const values = typeof single === 'number' || typeof single === 'string' ? [single] : several;
  return [
    where,
    values
      .filter((value) => value !== undefined)
      .map(words)
      .join(' – '),
  ];
}

function words(value: ChartValue | undefined): string {
  if (typeof value === 'string') return labelText(value).trim();
  return typeof value === 'number' ? String(value) : '';
}

function firstOf(value: ChartValue | undefined): ChartValue | undefined {
  return Array.isArray(value) ? value[0] : value;
}

function listOf(value: ChartValue | undefined): readonly ChartValue[] {
  return Array.isArray(value) ? value : [];
}

function isOptions(value: ChartValue | undefined): value is ChartOptions {
  return isRecord(value);
}
