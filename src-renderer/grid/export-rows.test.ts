import { expect, it } from 'vitest';
import { csvOf, jsonOf, markdownOf } from './export-rows.ts';

const row = {
  id: 1,
  type: 'filename',
  value: '=cmd|"x",1',
  defanged: '=cmd|"x",1',
  noise: null,
  nested: false,
  field: 'file.name',
  why: 'a file',
  standing: { level: 'known' as const, sentence: 'known: a, b', by: ['Hash identity', 'DNS'] },
  tags: [],
  marks: [],
  seenBefore: 2,
};

it('quotes what needs it and takes the power from formulas', () => {
  expect(csvOf([row], { tlp: 'green', exportedAt: '2026-11-20T09:46:00.000Z' })).toBe(
    'type,value,defanged,field,noise,why,verdict,sentence,by,seen_before,tlp\r\n' +
      `filename,"'=cmd|""x"",1","'=cmd|""x"",1",file.name,,a file,known,"known: a, b",Hash identity; DNS,2,green\r\n`,
  );
});

it('lists values as code, with what is known of them, under the marking', () => {
  const host = {
    ...row,
    type: 'domain',
    value: 'evil.com',
    standing: null,
    field: null,
    noise: 'own domain',
  };
  const marking = { tlp: null, exportedAt: '2026-11-20T09:46:00.000Z' };
  expect(markdownOf([row, host], marking, 'parentheses')).toBe(
    'unmarked\n\n- filename `=cmd|"x",1`: known: a, b; field file.name\n- domain `evil(.)com`: noise: own domain\n',
  );
});

it('writes what is known of a value before anybody is asked', () => {
  const exported: unknown = JSON.parse(jsonOf([row], { tlp: 'green', exportedAt: 'now' }));
  expect(exported).toMatchObject({
    observables: [{ value: row.value, field: 'file.name', noise: null, why: 'a file' }],
  });
});
