import type { Options } from 'highcharts';
import type { ChartOptions, ChartValue } from '../../src-main/contract/report.ts';
import { isObject, numberAt, objectAt, textAt } from './chart-options.ts';
import { luminance } from './colours.ts';

const chartHeight = 220;

const small = { fontSize: '11px', color: 'var(--fb-chart-text)' };

const marker = { symbol: 'circle', radius: 3, enabledThreshold: 3 };

/** Lies under the report's own options; colours are custom properties, so a chart follows the theme undrawn. */
export const chartTheme = {
  chart: {
    style: { fontFamily: 'inherit', fontSize: '12px' },
    spacing: [6, 4, 6, 4],
  },
  palette: {
    light: {
      backgroundColor: '#ffffff',
      neutralColor: '#1c2127',
      highlightColor: '#2d72d2',
      colors: [
        '#2d72d2',
        '#c87619',
        '#238551',
        '#9d3f9d',
        '#00827a',
        '#946638',
        '#cd4246',
        '#634dbf',
        '#5f6b7c',
        '#5a701a',
      ],
    },
    dark: {
      backgroundColor: '#1c2127',
      neutralColor: '#f6f7f9',
      highlightColor: '#4c90f0',
      colors: [
        '#4c90f0',
        '#ec9a3c',
        '#32a467',
        '#bd6bbd',
        '#13c9ba',
        '#d1980b',
        '#e76a6e',
        '#9179f2',
        '#8f99a8',
        '#8eb125',
      ],
    },
  },
  title: { align: 'left', style: { fontSize: '12px', fontWeight: '600' } },
  subtitle: { align: 'left', style: small },
  xAxis: { labels: { style: small }, title: { style: small } },
  yAxis: { labels: { style: small }, title: { text: undefined, style: small } },
  legend: { itemStyle: { ...small, fontWeight: 'normal' }, margin: 4, padding: 2 },
  tooltip: { style: { fontSize: '12px' } },
  plotOptions: {
    series: {
      dataLabels: { style: { fontSize: '11px', textOutline: 'none', fontWeight: 'normal' } },
    },
    line: { marker },
    spline: { marker },
    area: { fillOpacity: 0.3, marker },
    areaspline: { fillOpacity: 0.3, marker },
    waterfall: { borderWidth: 0, borderRadius: 2 },
    xrange: { borderColor: 'var(--highcharts-background-color)' },
    heatmap: { borderColor: 'var(--highcharts-background-color)' },
    column: { borderRadius: 2 },
    bar: { borderRadius: 2 },
    pie: { dataLabels: { distance: 14 } },
  },
} satisfies Options;

/** Lies over the report's options. */
export const chartRules = {
  credits: { enabled: false },
  // Nothing moves: results are there at once, and reduced motion needs no case of its own.
  chart: { animation: false, reflow: true },
  plotOptions: { series: { animation: false, turboThreshold: 0 } },
  drilldown: { animation: false },
  accessibility: {
    enabled: true,
    landmarkVerbosity: 'disabled',
    // Without the heading that Highcharts writes: its level knows nothing of the page's own.
    screenReaderSection: {
      beforeChartFormat:
        '<div>{typeDescription}</div><div>{xAxisDescription}</div><div>{yAxisDescription}</div>',
    },
  },
} satisfies Options;

/** Pixels: the report's number where it is sensible. */
export function heightOfChart(options: ChartOptions): number {
  const asked = numberAt(objectAt(options, 'chart'), 'height') ?? chartHeight;
  return Math.min(Math.max(asked, 120), 600);
}

/** `#rrggbb` of a background of the report's own; null where it has none or says it otherwise. */
function backgroundOf(options: ChartOptions): string | null {
  const background = textAt(objectAt(options, 'chart'), 'backgroundColor') ?? '';
  if (/^#[0-9a-f]{3}$/i.test(background)) return background.replaceAll(/[0-9a-f]/gi, '$&$&');
  return /^#[0-9a-f]{6}$/i.test(background) ? background : null;
}

function saysTextColour(value: ChartValue): boolean {
  if (Array.isArray(value)) return value.some(saysTextColour);
  if (!isObject(value)) return false;
  return Object.entries(value).some(([key, inner]) =>
    /style$/i.test(key) && isObject(inner) && inner['color'] !== undefined
      ? true
      : key !== 'data' && saysTextColour(inner),
  );
}

/**
 * Most enrichers say `#fff` because their pages were white: where nothing else depends on it the theme's own
 * ground is meant.
 */
export function withoutPageWhite(options: ChartOptions): ChartOptions {
  const background = backgroundOf(options);
  if (background === null || luminance(background) < 0.9 || saysTextColour(options)) return options;
  const { backgroundColor: _, ...chart } = objectAt(options, 'chart');
  return { ...options, chart };
}

/** The scheme that text on a background of the report's own needs; undefined where the bench's surface shows. */
export function schemeOfChart(options: ChartOptions): 'light' | 'dark' | undefined {
  const background = backgroundOf(options);
  if (background === null) return undefined;
  return luminance(background) > 0.18 ? 'light' : 'dark';
}
