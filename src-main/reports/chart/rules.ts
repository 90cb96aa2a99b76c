import type { ChartValue } from '../../contract/report.ts';
import { parseColour } from '../colour.ts';
import { isRecord } from '../record.ts';
import { cleanFormat } from './format.ts';
import { cleanMarkup } from './markup.ts';
import { pathTo, type Refusals } from './refusals.ts';

/**
 * One option: gives the value as it may be drawn, or undefined, having said why. A chart is made of nothing
 * else than what these return.
 */
export type Rule = (value: unknown, path: string, refusals: Refusals) => ChartValue | undefined;
export type Shape = { readonly [key: string]: Rule };

/** Magnitudes past this hang date axes and mean nothing on others; it is the last moment of a JavaScript date. */
export const largest = 8.64e15;

function refused(path: string, refusals: Refusals, sentence: string): undefined {
  refusals.add(path, sentence);
  return undefined;
}

export function object(shape: Shape): Rule {
  const rules = new Map(Object.entries(shape));
  return (value, path, refusals) => {
    if (value === null || value === undefined) return undefined;
    if (!isRecord(value)) return refused(path, refusals, 'is no object; it was left out.');
    const options: { [key: string]: ChartValue } = {};
    for (const [key, entry] of Object.entries(value)) {
      const rule = rules.get(key);
      const here = pathTo(path, key);
      if (rule === undefined) {
        if (!isEmpty(entry)) refusals.add(here, 'is not supported here; it was left out.');
        continue;
      }
      const parsed = rule(entry, here, refusals);
      if (parsed !== undefined) options[key] = parsed;
    }
    return options;
  };
}

/** `null`, `{}`, `[]`, `false`: leaving these out changes nothing. */
function isEmpty(value: unknown): boolean {
  if (value === null || value === undefined || value === false) return true;
  return typeof value === 'object' && Object.keys(value).length === 0;
}

/** Entries that are refused are left out, or replaced where their place matters. */
export function list(rule: Rule, most: number, inPlace?: ChartValue): Rule {
  return (value, path, refusals) => {
    if (value === null || value === undefined) return undefined;
    if (!Array.isArray(value)) return refused(path, refusals, 'is no list; it was left out.');
    if (value.length > most) refusals.add(path, `has ${value.length} entries; ${most} are kept.`);
    return value
      .slice(0, most)
      .map((entry, index) => rule(entry, pathTo(path, index), refusals) ?? inPlace)
      .filter((entry) => entry !== undefined);
  };
}

/** Highcharts takes one or several of axes, panes, labels. */
export function oneOrMore(rule: Rule, most: number): Rule {
  const several = list(rule, most);
  return (value, path, refusals) => (Array.isArray(value) ? several : rule)(value, path, refusals);
}

export function text(limit: number): Rule {
  return (value, path, refusals) => {
    if (value === null || value === undefined) return null;
    if (typeof value === 'number' || typeof value === 'boolean') return String(value);
    if (typeof value !== 'string') return refused(path, refusals, 'is no text; it was left out.');
    return cleanMarkup(value, limit, () =>
      refusals.add(path, `has ${value.length} characters; ${limit} are kept.`),
    );
  };
}

export function format(limit: number): Rule {
  return (value, path, refusals) => {
    if (value === null || value === undefined) return null;
    if (typeof value !== 'string') return refused(path, refusals, 'is no text; it was left out.');
    return cleanFormat(value, limit, path, refusals);
  };
}

/** A finite number, or its digits as text; past the bounds the nearest one is taken. */
export function number(least: number, most: number): Rule {
  return (value, path, refusals) => {
    if (value === null || value === undefined) return null;
    const given = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
    if (typeof given !== 'number' || !Number.isFinite(given))
      return refused(path, refusals, 'is no number; it was left out.');
    const bounded = Math.min(most, Math.max(least, given));
    if (bounded !== given) refusals.add(path, `is out of bounds; ${bounded} is taken.`);
    return bounded;
  };
}

export const boolean: Rule = (value, path, refusals) => {
  if (value === null || value === undefined) return undefined;
  if (typeof value === 'boolean') return value;
  return refused(path, refusals, 'is neither true nor false; it was left out.');
};

export function oneOf(...words: readonly (string | number | boolean)[]): Rule {
  return (value, path, refusals) => {
    if (value === null || value === undefined) return null;
    const word = words.find((known) => known === value);
    return word ?? refused(path, refusals, 'has a value that is not supported; it was left out.');
  };
}

/** Pixels, or a text like `45%`, `200px`, `1.2em`. */
export function size(least: number, most: number): Rule {
  const pixels = number(least, most);
  return (value, path, refusals) => {
    if (typeof value !== 'string') return pixels(value, path, refusals);
    if (/^-?\d{1,3}(\.\d{1,3})?%$/.test(value)) return value;
    const [, digits, unit] = /^(-?\d{1,5}(?:\.\d{1,3})?)(px|em|rem|pt)?$/.exec(value) ?? [];
    if (digits === undefined) return refused(path, refusals, 'is no size; it was left out.');
    const bounded = pixels(digits, path, refusals);
    return unit === undefined ? bounded : `${String(bounded)}${unit}`;
  };
}

/** The first rule that takes the value; the last one says what is wrong. */
export function either(first: Rule, second: Rule): Rule {
  const quiet: Refusals = { add: () => {}, list: () => [] };
  return (value, path, refusals) => {
    const parsed = first(value, path, quiet);
    return parsed === undefined ? second(value, path, refusals) : parsed;
  };
}

const plainColour: Rule = (value, path, refusals) => {
  if (value === null || value === undefined) return null;
  if (value === 'transparent' || value === 'none') return value;
  const colour = parseColour(value) ?? functionalColour(value);
  return colour ?? refused(path, refusals, 'is no colour that is known; it was left out.');
};

/** `rgba(200, 200, 200, 0.3)`; numbers only, written anew. */
function functionalColour(value: unknown): string | null {
  if (typeof value !== 'string' || value.length > 60) return null;
  const [, red, green, blue, alpha] =
    /^rgba?\(\s*(\d{1,3})\s*,\s*(\d{1,3})\s*,\s*(\d{1,3})\s*(?:,\s*(\d?\.?\d{1,5})\s*)?\)$/i.exec(
      value.trim(),
    ) ?? [];
  if (red === undefined) return null;
  const channels = [red, green, blue].map((channel) => Math.min(255, Number(channel)));
  return `rgba(${channels.join(',')},${Math.min(1, Number(alpha ?? 1))})`;
}

const stop: Rule = (value, path, refusals) => {
  if (!Array.isArray(value)) return refused(path, refusals, 'is no colour stop; it was left out.');
  const offset = number(0, 1)(value[0], pathTo(path, 0), refusals);
  const shade = plainColour(value[1], pathTo(path, 1), refusals);
  if (typeof offset !== 'number' || typeof shade !== 'string') return undefined;
  return [offset, shade];
};
export const stops = list(stop, 20);

const position = number(-1000, 1000);
const linear = object({ x1: position, y1: position, x2: position, y2: position });
const radial = object({ cx: position, cy: position, r: position });
const gradient = object({
  linearGradient: either(linear, list(position, 4)),
  radialGradient: radial,
  stops,
});

function listLength(value: unknown): number {
  return Array.isArray(value) ? value.length : 0;
}

/** A colour or a gradient of numbers and colours. Patterns (they can load images) are none. */
export const colour: Rule = (value, path, refusals) => {
  if (!isRecord(value)) return plainColour(value, path, refusals);
  const complete = (parsed: ChartValue | undefined) =>
    isRecord(parsed) &&
    (parsed['linearGradient'] !== undefined || parsed['radialGradient'] !== undefined) &&
    Array.isArray(parsed['stops']) &&
    parsed['stops'].length > 0 &&
    parsed['stops'].length === listLength(value['stops']);
  const parsed = gradient(value, path, refusals);
  return complete(parsed)
    ? parsed
    : refused(path, refusals, 'is no colour or gradient that is known; it was left out.');
};

/** Known, without meaning here, and not worth a word. */
export const ignored: Rule = () => undefined;
