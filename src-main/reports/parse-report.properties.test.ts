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
import { parse } from './fixtures/parse.ts';

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
