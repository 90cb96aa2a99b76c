import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { anything, assert, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ChartOptions } from '../../contract/report.ts';
import { chartTypes } from '../../contract/vocabulary.ts';
import { parseChart } from './parse-chart.ts';

const fixtures = new URL('../fixtures/charts/', import.meta.url);
const corpus = new URL('../../../../shared/corpora/charts/', import.meta.url);

function drawn(options: unknown): ChartOptions {
  const parsed = parseChart(options);
  expect(parsed).toMatchObject({ options: expect.any(Object) });
  return parsed.options ?? {};
}

function refusedKeys(options: unknown): { drawn: boolean; keys: string[] } {
  const { options: parsed, refused } = parseChart(options);
  return { drawn: parsed !== null, keys: refused.map(({ key }) => key) };
}

const series = [{ data: [1] }];

describe('a chart is not drawn when', () => {
  it.each([
    [
      'a formatter is a function',
      { series, tooltip: { formatter: 'function () { return 1 }' } },
      'tooltip.formatter',
    ],
    [
      'a formatter is any text',
      { series, yAxis: { labels: { formatter: 'alert' } } },
      'yAxis.labels.formatter',
    ],
    [
      'an arrow function hides in a title',
      { series, title: { text: '(x) => { x() }' } },
      'title.text',
    ],
    ['an event has a handler', { series, chart: { events: { load: 'x()' } } }, 'chart.events.load'],
    ['useHTML is on', { series, tooltip: { useHTML: true } }, 'tooltip.useHTML'],
    ['useHTML is on as text', { series, tooltip: { useHTML: 'true' } }, 'tooltip.useHTML'],
    ['allowHTML is on', { series, title: { allowHTML: 1 } }, 'title.allowHTML'],
    ['it is 3D', { series, chart: { options3d: { enabled: true } } }, 'chart.options3d'],
    ['its type is unknown', { series, chart: { type: 'scatter' } }, 'chart.type'],
    ['one series is of an unknown type', { series: [{ type: 'map', data: [] }] }, 'series[0].type'],
    ['a type is an inherited name', { series: [{ type: 'toString', data: [] }] }, 'series[0].type'],
    ['it has no series', { chart: { type: 'pie' } }, 'series'],
  ])('%s', (_name, options, key) => {
    expect(refusedKeys(options)).toEqual({ drawn: false, keys: [key] });
  });
});

describe('a key is left out and named when', () => {
  it.each([
    ['it is not on the list', { series, drilldown: { series: [1] } }, 'drilldown'],
    ['it loads data', { series, data: { csvURL: 'https://example.com' } }, 'data.csvURL'],
    ['it links', { series, credits: { href: 'javascript:1' } }, 'credits.href'],
    [
      'it names an image',
      { series, chart: { plotBackgroundImage: 'https://example.com/a.png' } },
      'chart.plotBackgroundImage',
    ],
    [
      'a marker is an image',
      { series: [{ data: [1], marker: { symbol: 'url(https://example.com/a.png)' } }] },
      'series[0].marker.symbol',
    ],
    ['a colour is an address', { series: [{ data: [1], color: 'url(#x)' }] }, 'series[0].color'],
    [
      'a style is an expression',
      { series, title: { text: 'a', style: { fontSize: 'expression(1)' } } },
      'title.style.fontSize',
    ],
    [
      'an axis would have too many ticks',
      { series, xAxis: { tickInterval: 1e-9, max: 5 } },
      'xAxis.tickInterval',
    ],
    [
      'a placeholder reaches into the chart',
      { series, tooltip: { pointFormat: '{point.series.chart.renderTo}' } },
      'tooltip.pointFormat',
    ],
    [
      'a placeholder is an expression',
      { series, tooltip: { pointFormat: '{#each point.x}a' } },
      'tooltip.pointFormat',
    ],
    [
      'a field would shadow a prototype',
      JSON.parse('{"series":[{"data":[{"y":1,"__proto__":{"a":1}}]}]}'),
      'series[0].data[0].__proto__',
    ],
  ])('%s', (_name, options, key) => {
    expect(refusedKeys(options)).toEqual({ drawn: true, keys: [key] });
  });

  it('a gradient has odd keys', () => {
    const color = {
      linearGradient: { x1: 0, onload: 'x', y2: 1 },
      stops: [
        [0, 'red'],
        [1, 'fff'],
      ],
    };
    const options = drawn({ series: [{ data: [1], color }] });
    expect(options['series']).toEqual([
      {
        color: {
          linearGradient: { x1: 0, y2: 1 },
          stops: [
            [0, '#ff0000'],
            [1, '#ffffff'],
          ],
        },
        data: [1],
        turboThreshold: 0,
      },
    ]);
  });
});

describe('labels and formats', () => {
  it.each([
    [
      '<b>{point.y}</b><br>{point.percentage:.2f} %',
      '<b>{point.y}</b><br/>{point.percentage:.2f} %',
    ],
    [
      "<span style='font-size: 10px; color: Red; position: fixed'>{point.key}</span>",
      '<span style="font-size:10px;color:#ff0000">{point.key}</span>',
    ],
    ['<span style="color:{point.color}">●</span>', '<span style="color:{point.color}">●</span>'],
    ['<span style="background:url(https://example.com)">a</span>', '<span>a</span>'],
    ['<img src=x onerror=alert(1)>{y}', '&lt;img src=x onerror=alert(1)>{y}'],
    ['<b onclick="x()">a</b>', '&lt;b onclick="x()">a</b>'],
    ['<<b>b>', '&lt;<b>b>'],
    ['<a href="https://example.com">a</a>', '&lt;a href="https://example.com">a&lt;/a>'],
    ['{point.prettyName}', '{point.custom.prettyName}'],
    [
      '{series.name}: {point.series.name} {value:%Y-%m-%d %H:%M}',
      '{series.name}: {point.series.name} {value:%Y-%m-%d %H:%M}',
    ],
    ['{point.series.chart.title} {(add 1 2)} {this}', '  '],
  ])('%s becomes %s', (pointFormat, expected) => {
    expect(drawn({ series, tooltip: { pointFormat } })['tooltip']).toEqual({
      pointFormat: expected,
    });
  });

  it('keeps what the author gave a point where formats find it', () => {
    const data = [{ y: 1, prettyName: 'US', series: 'x', destroy: 'y', custom: { more: 2 } }];
    expect(drawn({ series: [{ type: 'pie', data }] })['series']).toEqual([
      {
        type: 'pie',
        data: [{ y: 1, custom: { prettyName: 'US', series: 'x', destroy: 'y', more: 2 } }],
        turboThreshold: 0,
      },
    ]);
  });
});

describe('what is drawn', () => {
  it.each(chartTypes)('takes the type %s', (type) => {
    expect(
      refusedKeys({
        chart: { type },
        series: [{ type, data: [[0, 1, 2]] }],
        plotOptions: { [type]: { animation: false } },
      }),
    ).toEqual({ drawn: true, keys: [] });
  });

  it('takes text, text in one pair of parentheses, and a byte-order mark', () => {
    const json = JSON.stringify({ series });
    const texts = [json, `(${json})`, `\uFEFF${json}`, ` ( ${json} ) `];
    expect(texts.map((text) => parseChart(text).options)).toEqual(
      texts.map(() => drawn({ series })),
    );
  });

  it('is cut at 10,000 points over all series, and says so', () => {
    const many = Array.from({ length: 7000 }, (_, index) => index);
    expect(parseChart({ series: [{ data: many }, { data: many }] })).toMatchObject({
      options: { series: [{ data: many }, { data: many.slice(0, 3000) }] },
      refused: [
        {
          key: 'series[1].data',
          sentence: '"series[1].data" has 7000 points; 3000 are drawn, at most 10,000 a chart.',
        },
      ],
    });
  });

  it('reads an arrow in a label as the text it is', () => {
    expect(refusedKeys({ series, title: { text: 'source => destination' } })).toEqual({
      drawn: true,
      keys: [],
    });
  });

  it('keeps tick intervals that can be drawn', () => {
    const day = 86_400_000;
    const options = {
      chart: { type: 'line' },
      xAxis: { type: 'datetime', tickInterval: day },
      yAxis: { tickInterval: 5, max: 100 },
      series: [
        {
          data: [
            [1680134400000, 20],
            [1680134400000 + 9 * day, 80],
          ],
        },
      ],
    };
    expect(refusedKeys(options)).toEqual({ drawn: true, keys: [] });
  });

  it('pollutes nothing', () => {
    parseChart(
      '{"__proto__":{"polluted":1},"series":[{"__proto__":{"polluted":1},"data":[{"constructor":{"prototype":{"polluted":1}}}]}]}',
    );
    expect({}).not.toHaveProperty('polluted');
  });

  it('never throws, and holds nothing that is not on the list', () => {
    assert(
      property(anything(), anything(), (first, second) => {
        for (const options of [
          first,
          { series: first, xAxis: second },
          { series: [{ data: [first, second] }], title: first },
        ])
          parseChart(options);
      }),
      { numRuns: 300 },
    );
  });
});

type Case = { readonly file: string; readonly verdict: string };
const copied = readdirSync(fixtures);

describe('the corpus', () => {
  const index: readonly Case[] = existsSync(corpus)
    ? JSON.parse(readFileSync(new URL('index.json', corpus), 'utf8'))
    : [];
  it.each(copied)('the copy of %s is judged like its original', (file) => {
    const { options } = parseChart(readFileSync(new URL(file, fixtures), 'utf8'));
    const notDrawn = /07[49]|08[126]|09[6-9]|100|106/.test(file);
    expect(options === null).toBe(notDrawn);
    expect(JSON.stringify(options)).not.toMatch(
      /<img|https?:|url\(|javascript:|onerror="(?!window)/,
    );
  });

  it.skipIf(index.length === 0)(
    'every verdict holds (skipped where the shared corpora are absent)',
    () => {
      const wrong = index.filter(({ file, verdict }) => {
        const { options } = parseChart(readFileSync(new URL(file, corpus), 'utf8'));
        if (verdict === 'accept') return options === null;
        if (verdict === 'refuse') return options !== null;
        return /<(?!\/?(b|i|br\/|span)\b)|https?:|javascript:|file:/.test(JSON.stringify(options));
      });
      expect(wrong).toEqual([]);
    },
  );
});
