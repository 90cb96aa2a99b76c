import type { ChartOptions, ChartValue, Refusal } from '../../contract/report.ts';
import { type ChartType, chartTypes } from '../../contract/vocabulary.ts';
import { isRecord, member, type UnknownRecord } from '../record.ts';
import { type PointBudget, parseData } from './data.ts';
import { findForbidden } from './forbidden.ts';
import { chartShape, topShape } from './options.ts';
import { collectRefusals, pathTo, type Refusals, refusalOf } from './refusals.ts';
import { either, ignored, number, object, oneOf, text } from './rules.ts';
import { seriesShape } from './series-options.ts';
import { keepTicksCountable } from './ticks.ts';

export type ParsedChart = { readonly options: ChartOptions | null; readonly refused: Refusal[] };

const limits = { characters: 16 * 1024 * 1024, series: 100, points: 10_000 } as const;

/**
 * Highcharts JSON (an object, or its text, also in one pair of parentheses) as options that can do nothing but
 * draw: rebuilt key by key from an allow-list for the fourteen types. `options` is null where the chart is not
 * drawn (functions, HTML, 3D, unknown types, no JSON, no series); `refused` names each key and says why, also
 * for keys that were merely left out. Never throws.
 */
export function parseChart(input: unknown): ParsedChart {
  const options = typeof input === 'string' ? readJson(input) : input;
  if (!isRecord(options))
    return notDrawn([refusalOf('', 'The chart is no JSON object; it is not drawn.')]);
  const forbidden = findForbidden(options);
  if (forbidden.length > 0) return notDrawn(forbidden);
  const types = unknownTypes(options);
  if (types.length > 0) return notDrawn(types);
  const refusals = collectRefusals();
  const parsed = parseOptions(options, refusals);
  if (parsed === null)
    return notDrawn([
      refusalOf('series', 'is missing; there is nothing to draw.'),
      ...refusals.list(),
    ]);
  return { options: parsed, refused: refusals.list() };
}

function notDrawn(refused: Refusal[]): ParsedChart {
  return { options: null, refused };
}

function readJson(json: string): unknown {
  if (json.length > limits.characters) return null;
  const trimmed = json.replace(/^\uFEFF/, '').trim();
  const bare = /^\(.*\)$/s.test(trimmed) ? trimmed.slice(1, -1) : trimmed;
  try {
    return JSON.parse(bare);
  } catch {
    return null;
  }
}

const known: ReadonlySet<unknown> = new Set(chartTypes);

function isChartType(type: unknown): type is ChartType {
  return known.has(type);
}

/** A chart of which one part is unknown would mislead: it is not drawn. */
function unknownTypes(options: UnknownRecord): Refusal[] {
  const found: Refusal[] = [];
  const check = (type: unknown, path: string) => {
    if (type === undefined || type === null || isChartType(type)) return;
    const name = typeof type === 'string' ? type.slice(0, 60) : typeof type;
    found.push(refusalOf(path, `is ${JSON.stringify(name)}, a type that is not drawn here.`));
  };
  const chart = member(options, 'chart');
  if (isRecord(chart)) {
    check(member(chart, 'type'), 'chart.type');
    check(member(chart, 'defaultSeriesType'), 'chart.defaultSeriesType');
  }
  const series = member(options, 'series');
  for (const [index, entry] of (Array.isArray(series) ? series : [series])
    .slice(0, limits.series)
    .entries())
    if (isRecord(entry)) check(member(entry, 'type'), `series[${index}].type`);
  return found;
}

const shared = object(topShape);
const chart = object({
  ...chartShape,
  type: oneOf(...chartTypes),
  defaultSeriesType: oneOf(...chartTypes),
});
const plain = object({ ...seriesShape, point: ignored });
const ownShape = {
  ...seriesShape,
  type: oneOf(...chartTypes),
  name: text(200),
  id: text(200),
  index: number(0, 1000),
  legendIndex: number(0, 1000),
  linkedTo: text(200),
  stack: either(number(0, 1000), text(200)),
  xAxis: either(number(0, 9), text(200)),
  yAxis: either(number(0, 9), text(200)),
  point: ignored,
  data: ignored,
  keys: ignored,
};
const own = object(ownShape);
const plotted = object(Object.fromEntries([...chartTypes, 'series'].map((type) => [type, plain])));

function parseOptions(options: UnknownRecord, refusals: Refusals): ChartOptions | null {
  const { chart: frame, plotOptions, series: given, ...rest } = options;
  const top = shared(rest, '', refusals);
  const series = parseSeries(given, refusals);
  if (series.length === 0) return null;
  const parsed: { [key: string]: ChartValue } = isOptions(top) ? { ...top } : {};
  const parsedFrame = chart(frame, 'chart', refusals);
  if (parsedFrame !== undefined) parsed['chart'] = parsedFrame;
  const parsedPlot = plotted(plotOptions, 'plotOptions', refusals);
  if (parsedPlot !== undefined) parsed['plotOptions'] = parsedPlot;
  // Highcharts would write "Chart title" and link to its own site.
  parsed['title'] ??= { text: null };
  parsed['credits'] = { enabled: false };
  delete parsed['exporting'];
  delete parsed['data'];
  parsed['series'] = series;
  keepTicksCountable(parsed, series, refusals);
  return parsed;
}

function parseSeries(input: unknown, refusals: Refusals): ChartOptions[] {
  const given: readonly unknown[] = Array.isArray(input) ? input : isRecord(input) ? [input] : [];
  if (given.length > limits.series)
    refusals.add('series', `has ${given.length} entries; the first ${limits.series} are drawn.`);
  const budget: PointBudget = { left: limits.points };
  const list: ChartOptions[] = [];
  for (const [index, entry] of given.slice(0, limits.series).entries()) {
    const path = pathTo('series', index);
    const options = own(entry, path, refusals);
    if (!isOptions(options) || !isRecord(entry)) continue;
    const data = parseData(
      member(entry, 'data'),
      keysOf(entry),
      pathTo(path, 'data'),
      budget,
      refusals,
    );
    // Without this, Highcharts draws nothing of a series with more than a thousand object points.
    list.push({ ...options, data, turboThreshold: 0 });
  }
  return list;
}

function keysOf(series: UnknownRecord): readonly string[] | null {
  const keys = member(series, 'keys');
  return Array.isArray(keys)
    ? keys.slice(0, 20).map((key) => (typeof key === 'string' ? key : ''))
    : null;
}

function isOptions(value: ChartValue | undefined): value is ChartOptions {
  return isRecord(value);
}
