import { cleanMarkup } from './markup.ts';
import type { Refusals } from './refusals.ts';

/**
 * What Highcharts itself knows of a point; everything else that a format names was handed over by the author
 * and lives under `custom`, where it can shadow nothing.
 */
export const pointFields: ReadonlySet<string> = new Set([
  'x',
  'x2',
  'y',
  'z',
  'value',
  'low',
  'high',
  'open',
  'close',
  'q1',
  'q3',
  'median',
  'name',
  'key',
  'category',
  'index',
  'id',
  'color',
  'colorIndex',
  'percentage',
  'total',
  'stackTotal',
  'cumulativeSum',
  'partialFill',
  'isSum',
  'isIntermediateSum',
  'pos',
  'text',
  'isFirst',
  'isLast',
  'stack',
]);
const seriesFields: ReadonlySet<string> = new Set(['name', 'color', 'index', 'type', 'id']);

/**
 * A format string: markup as in labels, and placeholders of a value with a number or date format
 * (`{point.percentage:.2f}`, `{value:%Y-%m-%d}`). Placeholders that reach into the chart's machinery, and
 * the block and helper expressions (`{#each …}`, `{(add 1 2)}`), are left out.
 */
export function cleanFormat(text: string, limit: number, path: string, refusals: Refusals): string {
  const formatted = text.replaceAll(/\{([^{}]*)\}/g, (whole, inside: string) => {
    const placeholder = placeholderOf(inside);
    if (placeholder === null)
      refusals.add(path, `names ${whole.slice(0, 60)}, which does not work here.`);
    return placeholder ?? '';
  });
  return cleanMarkup(formatted, limit);
}

function placeholderOf(inside: string): string | null {
  const colon = inside.indexOf(':');
  const name = (colon < 0 ? inside : inside.slice(0, colon)).trim();
  const format = colon < 0 ? '' : inside.slice(colon);
  if (!/^(:[\w %.,:/+-]{0,40})?$/.test(format)) return null;
  const parts = name.split('.');
  if (!parts.every((part) => customName.test(part))) return null;
  const resolved = resolve(parts);
  return resolved === null ? null : `{${resolved}${format}}`;
}

/** Names that an author may give to a field of a point. */
export const customName = /^[A-Za-z][A-Za-z0-9_]{0,39}$/;

function resolve(parts: readonly string[]): string | null {
  const [first, second, third] = parts;
  if (first === 'point' || first === 'this') {
    const rest = resolve(parts.slice(1));
    return rest === null || parts.length === 1 ? null : `${first}.${rest}`;
  }
  if (first === 'series')
    return parts.length === 2 && seriesFields.has(second ?? '') ? `series.${second}` : null;
  if ((first === 'custom' || first === 'options') && parts.length === 2 && second !== undefined)
    return first === 'options' && pointFields.has(second)
      ? `options.${second}`
      : `custom.${second}`;
  if (first === 'options' && second === 'custom' && parts.length === 3) return `custom.${third}`;
  if (first === undefined || parts.length > 1) return null;
  return pointFields.has(first) ? first : `custom.${first}`;
}
