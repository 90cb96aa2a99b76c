import type { ChartOptions, ChartValue } from '../../contract/report.ts';
import { isRecord } from '../record.ts';
import type { Refusals } from './refusals.ts';

const mostTicks = 1000;

type Extent = { least: number; most: number };

/**
 * An interval so small that an axis would have thousands of ticks hangs the drawing. Such a `tickInterval` is
 * left out. What the axis spans is estimated from its bounds and the values, summed where series add up.
 */
export function keepTicksCountable(
  options: { [key: string]: ChartValue },
  series: readonly ChartOptions[],
  refusals: Refusals,
): void {
  const extents = extentsOf(options, series);
  for (const [name, extent] of Object.entries(extents)) {
    const axes = options[name];
    if (axes === undefined) continue;
    const listed = Array.isArray(axes);
    const checked = (listed ? axes : [axes]).map((axis: ChartValue, index: number) =>
      withoutTickBomb(axis, extent, listed ? `${name}[${index}]` : name, refusals),
    );
    options[name] = listed ? checked : (checked[0] ?? null);
  }
}

function withoutTickBomb(
  axis: ChartValue,
  extent: Extent,
  path: string,
  refusals: Refusals,
): ChartValue {
  if (!isOptions(axis) || typeof axis['tickInterval'] !== 'number') return axis;
  const bounds = ['min', 'max', 'softMin', 'softMax', 'floor', 'ceiling'].map((key) => axis[key]);
  const within = { ...extent };
  for (const bound of bounds) if (typeof bound === 'number') include(within, bound);
  // Ticks of a logarithmic axis count powers of ten.
  const span = axis['type'] === 'logarithmic' ? 32 : within.most - within.least;
  if (!(span / axis['tickInterval'] > mostTicks)) return axis;
  refusals.add(`${path}.tickInterval`, 'asks for too many ticks; it was left out.');
  const { tickInterval: _, ...kept } = axis;
  return kept;
}

const upright = ['y', 'low', 'high', 'q1', 'median', 'q3'];

function extentsOf(options: { [key: string]: ChartValue }, series: readonly ChartOptions[]) {
  const x = nowhere();
  const y = nowhere();
  const colours = nowhere();
  let sum = 0;
  let largest = 0;
  const addUpright = (value: ChartValue | undefined) => {
    if (typeof value !== 'number') return;
    include(y, value);
    sum += Math.abs(value);
    largest = Math.max(largest, Math.abs(value));
  };
  for (const { data, pointStart, pointInterval } of series) {
    const start = typeof pointStart === 'number' ? pointStart : 0;
    const interval = typeof pointInterval === 'number' ? pointInterval : 1;
    for (const [index, point] of (Array.isArray(data) ? data : []).entries()) {
      const place: ChartValue = start + index * interval;
      if (Array.isArray(point)) {
        includeNumber(x, point.length > 1 && typeof point[0] === 'number' ? point[0] : place);
        for (const value of point.slice(point.length > 1 ? 1 : 0)) addUpright(value);
        includeNumber(colours, point[2]);
      } else if (isOptions(point)) {
        includeNumber(x, point['x'] ?? place);
        includeNumber(x, point['x2']);
        includeNumber(colours, point['value']);
        for (const key of upright) addUpright(point[key]);
      } else {
        include(x, place);
        addUpright(point);
      }
    }
  }
  // Values stand on zero; stacks and waterfalls pile them up.
  include(y, 0);
  const written = JSON.stringify([options['chart'] ?? null, options['plotOptions'] ?? null]);
  const kinds = `${written}${series.map((one) => `${String(one['type'])} ${String(one['stacking'])}`).join()}`;
  if (kinds.includes('waterfall')) includeBoth(y, sum);
  else if (/stacking|normal/.test(kinds)) includeBoth(y, largest * series.length);
  return { xAxis: x, yAxis: y, colorAxis: colours };
}

function nowhere(): Extent {
  return { least: Number.POSITIVE_INFINITY, most: Number.NEGATIVE_INFINITY };
}

function include(extent: Extent, value: number): void {
  extent.least = Math.min(extent.least, value);
  extent.most = Math.max(extent.most, value);
}

function includeNumber(extent: Extent, value: ChartValue | undefined): void {
  if (typeof value === 'number') include(extent, value);
}

function includeBoth(extent: Extent, distance: number): void {
  include(extent, distance);
  include(extent, -distance);
}

function isOptions(value: ChartValue | undefined): value is ChartOptions {
  return isRecord(value);
}
