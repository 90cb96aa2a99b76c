import { expect, it } from 'vitest';
import { parseReport } from './parse-report.ts';
import { reportMarkdown } from './report-markdown.ts';
import { reportText } from './report-text.ts';

const { report } = parseReport(
  {
    title: 'Example <b>',
    verdict: { level: 'suspicious', sentence: '1 of 3 lists', reason: 'On a list' },
    widgets: [
      { type: 'text', item: { kind: 'Link', label: 'View', value: 'https://example.com/a_b' } },
      {
        type: 'markdown',
        title: 'Notes',
        markdown: '**x** ![i](https://example.com/i.png) <img src=x>',
      },
      {
        type: 'table',
        title: 'Hosts',
        columns: ['A|B', 'C'],
        rows: [
          ['1|2', 'x\ny'],
          [['p', 'q'], '[a](b)'],
        ],
      },
      {
        type: 'chart',
        options: {
          chart: { type: 'pie' },
          title: { text: 'Share' },
          series: [{ name: 'By', data: [['ssh', 60], { name: 'http <b>', y: 40 }] }],
        },
      },
      {
        type: 'chart',
        options: {
          series: [{ type: 'xrange', data: [{ x: 0, x2: 1000, y: 0, value: 'seen' }] }],
          xAxis: { type: 'datetime' },
        },
      },
      { type: 'chart', options: 'nonsense' },
      { type: 'json', value: { key: '```' } },
      { type: 'rule' },
      { type: 'badges', items: ['tor', 'scanner'] },
      { type: 'geo', points: [{ latitude: 1, longitude: 2, label: 'Here' }], countries: ['DE'] },
    ],
    facts: { 'geo.country': 'DE' },
    tags: [{ namespace: 'n', predicate: 'p', value: 'v' }],
    related: [{ type: 'ipv4', value: '192.0.2.1', relation: 'resolves to' }],
  },
  { title: 'T' },
);

it('is searched by all the words an analyst saw', () => {
  expect(reportText(report).split('\n')).toEqual([
    'Example <b>',
    '1 of 3 lists On a list',
    'geo.country DE',
    'n p v',
    'resolves to 192.0.2.1',
    'View: https://example.com/a_b',
    'Notes',
    '**x** ![i](https://example.com/i.png) <img src=x>',
    'Hosts',
    'A|B C',
    '1|2 x',
    'y',
    'p, q [a](b)',
    'Share',
    'By ssh 60',
    'By http 40',
    'Series 1 seen 1970-01-01T00:00:00.000Z – 1970-01-01T00:00:01.000Z',
    'key',
    '```',
    'tor scanner',
    'Here',
    'DE',
  ]);
});

it('is searched by at most 256 KiB', () => {
  const markdown = 'ä'.repeat(500_000);
  const text = reportText(
    parseReport({ widgets: [{ type: 'markdown', markdown }] }, { title: 'T' }).report,
  );
  expect([
    Buffer.byteLength(text) <= 256 * 1024,
    text.length > 130_000,
    text.endsWith('ä'),
  ]).toEqual([true, true, true]);
});

it('reads as Markdown in which no value is markup', () => {
  expect(reportMarkdown(report)).toBe(`# Example &lt;b>

**suspicious**: 1 of 3 lists. On a list

View: https://example.com/a_b

## Notes

**x** &#33;[i](https://example.com/i.png) &lt;img src=x>

## Hosts

| A\\|B | C |
| --- | --- |
| 1\\|2 | x y |
| p, q | \\[a\\](b) |

| Series | Point | Value |
| --- | --- | --- |
| By | ssh | 60 |
| By | http | 40 |

| Series | Point | Value |
| --- | --- | --- |
| Series 1 | seen | 1970-01-01T00:00:00.000Z – 1970-01-01T00:00:01.000Z |

The chart is not drawn.

- The chart is no JSON object; it is not drawn.

\`\`\`\`json
{
  "key": "\`\`\`"
}
\`\`\`\`

---

tor · scanner

- 1, 2 Here

DE

## Facts

| Fact | Value |
| --- | --- |
| geo.country | DE |

Tags: n:p=v

## Related

| Type | Value | Relation |
| --- | --- | --- |
| ipv4 | 192.0.2.1 | resolves to |
`);
});

it.each([
  ['__init__ snake_case', '\\_\\_init\\_\\_ snake_case'],
  ['# no heading', '\\# no heading'],
  ['1. no list', '1\\. no list'],
  ['192.0.2.1', '192.0.2.1'],
  [
    '[x](javascript:y) ![z](https://example.com)',
    '\\[x\\](javascript:y) !\\[z\\](https://example.com)',
  ],
])('the text %s is written as %s', (item, expected) => {
  const text = parseReport({ widgets: [{ type: 'text', item }] }, { title: 'T' });
  expect(reportMarkdown(text.report)).toBe(`# T\n\n${expected}\n`);
});

it.each(['!', '`', '<', '\n', ' ', '\ufffd', '{', '_'])(
  'a megabyte of %j takes no time',
  (character) => {
    const long = `${character.repeat(1_000_000)}x`;
    const start = performance.now();
    const { report: parsed } = parseReport(
      {
        title: long,
        widgets: [
          { type: 'markdown', markdown: long },
          { type: 'text', item: long },
          {
            type: 'table',
            columns: [long],
            rows: Array.from({ length: 50 }, () => [long.slice(0, 9000)]),
          },
          { type: 'json', value: long },
          {
            type: 'chart',
            options: { series: [{ name: long, data: [1] }], tooltip: { pointFormat: long } },
          },
        ],
      },
      { title: 'T' },
    );
    reportText(parsed);
    reportMarkdown(parsed);
    expect(performance.now() - start).toBeLessThan(2000);
  },
);
