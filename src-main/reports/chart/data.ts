import type { ChartValue } from '../../contract/report.ts';
import { isRecord, type UnknownRecord } from '../record.ts';
import { dataLabels, marker } from './elements.ts';
import { customName, pointFields } from './format.ts';
import { cleanMarkup } from './markup.ts';
import { pathTo, type Refusals } from './refusals.ts';
import { boolean, colour, either, largest, number, object, type Rule, text } from './rules.ts';

const value = number(-largest, largest);
const label = text(200);

const pointRules = new Map<string, Rule>(
  Object.entries({
    x: value,
    x2: value,
    y: value,
    z: value,
    low: value,
    high: value,
    open: value,
    close: value,
    q1: value,
    q3: value,
    median: value,
    // A number on a heat map; other charts carry a text for their tooltips in it.
    value: either(value, label),
    name: label,
    id: label,
    color: colour,
    colorIndex: number(0, 100),
    borderColor: colour,
    borderWidth: number(0, 100),
    sliced: boolean,
    selected: boolean,
    visible: boolean,
    isSum: boolean,
    isIntermediateSum: boolean,
    partialFill: either(number(0, 1), object({ amount: number(0, 1), fill: colour })),
    pointWidth: number(0, 1000),
    dataLabels,
    marker,
  } satisfies { readonly [key: string]: Rule }),
);

/** The points still allowed in this chart. */
export type PointBudget = { left: number };

/**
 * The points of a series: numbers, short lists of numbers (a name may stand first), or objects. Fields that
 * Highcharts does not know go to `custom`, where formats find them. `keys` names the members of list points.
 */
export function parseData(
  input: unknown,
  keys: readonly string[] | null,
  path: string,
  budget: PointBudget,
  refusals: Refusals,
): ChartValue[] {
  if (input === undefined || input === null) return [];
  if (!Array.isArray(input)) {
    refusals.add(path, 'is no list of points; it was left out.');
    return [];
  }
  const kept = input.slice(0, budget.left);
  if (kept.length < input.length)
    refusals.add(
      path,
      `has ${input.length} points; ${kept.length} are drawn, at most 10,000 a chart.`,
    );
  budget.left -= kept.length;
  return kept.map((point, index) => parsePoint(point, keys, path, index, refusals));
}

function parsePoint(
  point: unknown,
  keys: readonly string[] | null,
  path: string,
  index: number,
  refusals: Refusals,
): ChartValue {
  if (typeof point === 'number' && Math.abs(point) <= largest) return point + 0;
  const here = pathTo(path, index);
  if (Array.isArray(point)) {
    if (keys !== null) return parseFields(byKeys(point, keys), here, refusals);
    return point.slice(0, 6).map((entry, place) => {
      if (typeof entry === 'number' && Math.abs(entry) <= largest) return entry + 0;
      return typeof entry === 'string' && place === 0
        ? cleanMarkup(entry, 200)
        : (value(entry, pathTo(here, place), refusals) ?? null);
    });
  }
  if (isRecord(point)) return parseFields(point, here, refusals);
  return value(point, here, refusals) ?? null;
}

function byKeys(point: readonly unknown[], keys: readonly string[]): UnknownRecord {
  return Object.fromEntries(keys.slice(0, point.length).map((key, index) => [key, point[index]]));
}

function parseFields(point: UnknownRecord, path: string, refusals: Refusals): ChartValue {
  const fields: { [key: string]: ChartValue } = {};
  const custom: { [key: string]: ChartValue } = {};
  for (const [key, entry] of Object.entries(point)) {
    const rule = pointRules.get(key);
    if (rule !== undefined) {
      const parsed = rule(entry, pathTo(path, key), refusals);
      if (parsed !== undefined) fields[key] = parsed;
    } else if (key === 'custom' && isRecord(entry)) {
      for (const [name, given] of Object.entries(entry))
        addCustom(custom, name, given, path, refusals);
    } else {
      addCustom(custom, key, entry, path, refusals);
    }
  }
  if (Object.keys(custom).length > 0) fields['custom'] = custom;
  return fields;
}

/** Has no meaning for Highcharts: scalars only, and none that one of its own fields would hide. */
function addCustom(
  custom: { [key: string]: ChartValue },
  key: string,
  entry: unknown,
  path: string,
  refusals: Refusals,
): void {
  if (entry === null || entry === undefined) return;
  const plain =
    typeof entry === 'string' || typeof entry === 'number' || typeof entry === 'boolean';
  const usable =
    customName.test(key) && key !== 'constructor' && key !== 'prototype' && !pointFields.has(key);
  if (!plain || !usable || Object.keys(custom).length >= 30) {
    if (typeof entry !== 'object' || Object.keys(entry).length > 0)
      refusals.add(pathTo(path, key), 'is not supported on a point; it was left out.');
  } else if (typeof entry !== 'number') {
    custom[key] = typeof entry === 'string' ? cleanMarkup(entry, 500) : entry;
  } else if (Number.isFinite(entry)) {
    custom[key] = entry;
  }
}
