import { describe, expect, it } from 'vitest';
import { reportLimits } from '../contract/vocabulary.ts';
import { parse, widgetOf } from './fixtures/parse.ts';
import { parseReport } from './parse-report.ts';

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
