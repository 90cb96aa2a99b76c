import { expect, test } from 'vitest';
import { enricherCalled } from './fixtures/enricher.ts';
import { reuseKeyOf } from './reuse.ts';

test.each([
  ['the field of the record that the value stood in', { field: 'ip_src_addr' }, true],
  ['a field that was handed on', { port: '80' }, false],
])('%s leaves a result to be shown again: %s %s', (_name, fields, expected) => {
  const enricher = enricherCalled('geo:lookup');
  expect(reuseKeyOf(enricher, fields) === reuseKeyOf(enricher)).toBe(expected);
});
