import {
  anything,
  array,
  assert,
  constantFrom,
  letrec,
  oneof,
  property,
  record,
  string,
} from 'fast-check';
import { describe, expect, it } from 'vitest';
import { reportSchema } from '../contract/report.ts';
import { reportLimits } from '../contract/vocabulary.ts';
import { parseReport } from './parse-report.ts';

function parse(input: unknown) {
  return parseReport(input, { title: 'Test enricher' });
}
function widgetOf(widget: unknown) {
  const { report } = parse({ widgets: [widget] });
  return { widget: report.widgets[0], problems: report.problems };
}

describe('items', () => {
  it.each([
    ['a bare text', 'a', { kind: 'String', value: 'a' }],
    ['a bare number', 1.5, { kind: 'Float', value: 1.5 }],
    ['a bare truth', true, { kind: 'Boolean', value: true }],
    [
      'a list',
      [1, 'b'],
      {
        kind: 'Composite',
        value: [
          { kind: 'Integer', value: 1 },
          { kind: 'String', value: 'b' },
        ],
      },
    ],
    [
      'a kind with a list',
      { kind: 'IPv4', value: ['192.0.2.1'] },
      { kind: 'Composite', value: [{ kind: 'IPv4', value: '192.0.2.1' }] },
    ],
    [
      'a colour name',
      { value: 'a', colour: 'SteelBlue' },
      { kind: 'String', value: 'a', colour: '#4682b4' },
    ],
    [
      'hex without #',
      { value: 'a', background: 'FFF' },
      { kind: 'String', value: 'a', background: '#ffffff' },
    ],
    ['an absurd size', { value: 'a', size: 1e9 }, { kind: 'String', value: 'a', size: 48 }],
    ['control characters', 'a\u0000\u001b[31m\u0085b\r\nc', { kind: 'String', value: 'a[31mb\nc' }],
    ['a lone surrogate', 'a\ud800b', { kind: 'String', value: 'a\ufffdb' }],
    ['a direction override', 'exe\u202egpj', { kind: 'String', value: 'exe[U+202E]gpj' }],
    ['an infinite number', Number.POSITIVE_INFINITY, { kind: 'String', value: null }],
    [
      'a web link',
      { kind: 'Link', value: 'https://example.com' },
      { kind: 'Link', value: 'https://example.com' },
    ],
    [
      'a relative link',
      { kind: 'Link', value: 'detail/v2/ip?value=1' },
      { kind: 'Link', value: 'detail/v2/ip?value=1' },
    ],
    [
      'a mail link',
      { kind: 'Link', value: 'mailto:a@example.com' },
      { kind: 'Link', value: 'mailto:a@example.com' },
    ],
  ])('%s', (_name, item, expected) => {
    expect(widgetOf({ type: 'text', item }).widget).toEqual({
      type: 'text',
      item: expected,
      lineBreak: true,
    });
  });

  it.each([
    'javascript:alert(1)',
    ' JavaScript:alert(1)',
    'java\nscript:alert(1)',
    '\u0001javascript:alert(1)',
    'data:text/html,x',
    'file:///etc/passwd',
    'vbscript:x',
    '//example.com/x',
    '\\\\example.com\\x',
    'ms-msdt:/id',
  ])('the link %j is shown as text', (value) => {
    const { widget, problems } = widgetOf({ type: 'text', item: { kind: 'Link', value } });
    expect({ kind: widget?.type === 'text' && widget.item.kind, problems }).toEqual({
      kind: 'String',
      problems: ['A link to something else than http, https or mailto is shown as text.'],
    });
  });

  it.each([
    [
      'an unknown colour',
      { value: 'a', colour: 'url(x)' },
      'The colour "url(x)" is not known; it was left out.',
    ],
    [
      'an unknown kind',
      { value: 'a', kind: 'Html' },
      'The item kind "Html" does not exist; it is shown as text.',
    ],
    [
      'an object as value',
      { value: { a: 1 } },
      'An object stood where a plain value belongs; it is shown as JSON.',
    ],
  ])('%s is told', (_name, item, problem) => {
    expect(widgetOf({ type: 'text', item }).problems).toEqual([problem]);
  });
});

describe('tables', () => {
  it('keep cells bare that are of their column, and check links in them', () => {
    const { widget } = widgetOf({
      type: 'table',
      title: 'Hosts',
      columns: ['Name', { name: 'Link', kind: 'Link', width: 20 }, { name: 'Age', volatile: true }],
      rows: [
        [{ kind: 'String', value: 'a' }, 'https://example.com', 3],
        ['b', 'javascript:x'],
        { Name: 'c', Age: { kind: 'Integer', value: 4 } },
      ],
      key: ['Name', 'Missing'],
    });
    expect(widget).toEqual({
      type: 'table',
      title: 'Hosts',
      columns: [
        { name: 'Name', kind: 'String' },
        { name: 'Link', kind: 'Link', width: '20px' },
        { name: 'Age', kind: 'String', volatile: true },
      ],
      rows: [
        ['a', 'https://example.com', 3],
        ['b', { kind: 'String', value: 'javascript:x' }, null],
        ['c', null, { kind: 'Integer', value: 4 }],
      ],
      rowCount: 3,
      key: ['Name'],
    });
  });

  it('give the rows past the inline ones apart, and are cut at the limit', () => {
    const rows = Array.from({ length: 50_001 }, (_, index) => [index]);
    const { report, tables } = parse({
      widgets: ['first', 7, { type: 'no' }, { type: 'table', columns: ['n'], rows }],
    });
    const [, , table] = report.widgets;
    expect({
      inline: table?.type === 'table' && [table.rows.length, table.rowCount],
      rest: tables.map(({ widget, rows: rest }) => [widget, rest.length, rest[0]]),
      problems: report.problems,
    }).toEqual({
      inline: [reportLimits.inlineRows, 50_000],
      rest: [[2, 49_500, [500]]],
      problems: [
        'Widget 3 has the type "no", which does not exist; it was left out.',
        'Widget 4: the table has 50001 rows; the first 50000 are kept.',
      ],
    });
  });
});

it('a table of 50,000 rows and 12 columns is read in a moment', () => {
  const columns = Array.from({ length: 12 }, (_, index) => `c${index}`);
  const rows = Array.from({ length: 50_000 }, (_, row) => columns.map((name) => `${name} ${row}`));
  const start = performance.now();
  const { report, tables } = parse({ widgets: [{ type: 'table', columns, rows }] });
  // Measured at 60 to 200 ms.
  expect([report.problems, tables[0]?.rows.length, performance.now() - start < 2000]).toEqual([
    [],
    49_500,
    true,
  ]);
});

describe('a report', () => {
  it.each([null, undefined, 'text', 7, [], () => 1])('is empty and says so for %j', (input) => {
    expect(parse(input).report).toEqual({
      title: 'Test enricher',
      facts: {},
      tags: [],
      related: [],
      messages: [],
      widgets: [],
      problems: ['The enricher gave something else than a report.'],
    });
  });

  it('drops reserved names and nested facts', () => {
    const facts: unknown = JSON.parse(
      '{"__proto__":{"a":1},"constructor":"x","geo.country":"US","nested":{"a":1}}',
    );
    expect(parse({ facts }).report).toMatchObject({
      facts: { 'geo.country': 'US' },
      problems: [
        'The fact "__proto__" has a name that cannot be used; it was left out.',
        'The fact "constructor" has a name that cannot be used; it was left out.',
        'The fact "nested" is no plain value; it was left out.',
      ],
    });
  });

  it.each([
    ['safe', 'Clean', 'unknown', 'nothing known'],
    ['known', 'safe', 'known', 'known'],
    ['malicious', '2 of 3 lists', 'malicious', '2 of 3 lists'],
  ])('verdict %s "%s"', (level, sentence, expectedLevel, expectedSentence) => {
    expect(parse({ verdict: { level, sentence, reason: 'r' } }).report.verdict).toEqual({
      level: expectedLevel,
      sentence: expectedSentence,
      reason: 'r',
    });
  });

  it('hands related values to the rules of their types', () => {
    const related = [
      {
        type: 'IPv4-Addr',
        value: ' 192.0[.]2.1 ',
        relation: 'resolves to',
        fields: { first_seen: 'x', list: [1] },
        marking: 'TLP:AMBER',
      },
      { type: 'IPv4-Addr', value: '<script>' },
      { type: 'Unknown', value: 'x' },
    ];
    const { report } = parseReport(
      { related },
      {
        title: 'T',
        typeNamed: (name) => (name === 'IPv4-Addr' ? 'ipv4' : null),
      },
    );
    expect({ related: report.related, problems: report.problems }).toEqual({
      related: [
        {
          type: 'ipv4',
          value: '192.0.2.1',
          relation: 'resolves to',
          fields: { first_seen: 'x' },
          marking: 'amber',
        },
      ],
      problems: [
        'The field "list" is no plain value; it was left out.',
        'A related value, "<script>", is no ipv4; it was left out.',
        'The type "Unknown" of a related value is not known; it was left out.',
      ],
    });
  });

  it('is cut at 200 widgets', () => {
    const { report } = parse({ widgets: Array.from({ length: 201 }, () => ({ type: 'rule' })) });
    expect([report.widgets.length, report.problems]).toEqual([
      200,
      ['The report has 201 widgets; the first 200 are kept.'],
    ]);
  });

  it('stays below 16 MiB beside its tables', () => {
    const markdown = 'é'.repeat(1024 * 1024);
    const { report } = parse({
      widgets: Array.from({ length: 20 }, () => ({ type: 'markdown', markdown })),
    });
    expect([
      Buffer.byteLength(JSON.stringify(report)) <= reportLimits.reportBytes,
      report.widgets.length,
      report.problems.length,
    ]).toEqual([true, 7, 13]);
  });

  it('cuts JSON that is too deep', () => {
    let value: unknown = 1;
    for (let depth = 0; depth < 5000; depth += 1) value = [value];
    expect(widgetOf({ type: 'json', value }).problems).toEqual([
      'Widget 1: What is nested too deeply was left out.',
    ]);
  });

  it('keeps places on Earth', () => {
    expect(
      widgetOf({
        type: 'geo',
        points: [
          { latitude: '48.1', longitude: 11.5 },
          { latitude: 91, longitude: 0 },
        ],
        countries: ['de', 'Germany'],
      }),
    ).toEqual({
      widget: { type: 'geo', points: [{ latitude: 48.1, longitude: 11.5 }], countries: ['DE'] },
      problems: [
        'Widget 1: a point without a latitude and longitude on Earth was left out.',
        'Widget 1: a country that is no two-letter code was left out.',
      ],
    });
  });
});

describe('whatever an enricher gives', () => {
  const { item } = letrec((tie) => ({
    item: oneof(
      { maxDepth: 3 },
      anything(),
      record(
        {
          kind: oneof(constantFrom('Link', 'Composite', 'URL', 'IPv4'), anything()),
          value: tie('item'),
          label: anything(),
          colour: anything(),
          size: anything(),
        },
        { requiredKeys: [] },
      ),
    ),
  }));
  const widget = oneof(
    anything(),
    record(
      {
        type: constantFrom(
          'text',
          'markdown',
          'table',
          'chart',
          'json',
          'badges',
          'geo',
          'rule',
          '__proto__',
        ),
        title: oneof(string({ unit: 'binary' }), anything()),
        item,
        items: array(item),
        markdown: oneof(string({ unit: 'binary' }), anything()),
        columns: oneof(
          anything(),
          array(oneof(string(), record({ name: anything(), kind: anything(), width: anything() }))),
        ),
        rows: array(oneof(anything(), array(item))),
        key: array(anything()),
        options: oneof(
          anything(),
          record({
            series: array(record({ data: array(anything()), type: anything() })),
            xAxis: anything(),
            title: anything(),
          }),
        ),
        value: anything(),
        points: array(anything()),
        countries: array(anything()),
      },
      { requiredKeys: ['type'] },
    ),
  );
  const input = oneof(
    anything(),
    record(
      {
        title: anything(),
        description: anything(),
        verdict: anything(),
        marking: anything(),
        widgets: array(widget),
        facts: anything(),
        tags: array(anything()),
        messages: array(anything()),
        related: array(
          oneof(anything(), record({ type: anything(), value: anything(), fields: anything() })),
        ),
      },
      { requiredKeys: [] },
    ),
  );

  it('comes out as a report of the contract that survives JSON', () => {
    assert(
      property(input, (given) => {
        const { report, tables } = parse(given);
        expect(reportSchema.parse(report)).toEqual(report);
        expect(JSON.parse(JSON.stringify({ report, tables }))).toEqual({ report, tables });
      }),
      { numRuns: 500, examples: [[{ widgets: [{ type: 'text', value: [[-0]] }] }]] },
    );
  });
});
