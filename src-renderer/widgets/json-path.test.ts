import { expect, it } from 'vitest';
import { pathStep, sizeNote } from './json-path.ts';

it.each([
  ['name', '.name'],
  ['two words', '["two words"]'],
  ['a"b', '["a\\"b"]'],
  ['1st', '["1st"]'],
  ['', '[""]'],
  [0, '[0]'],
])('steps to %j as %s', (key, step) => {
  expect(pathStep(key)).toBe(step);
});

it.each([
  [{ a: 1, b: 2 }, '{2}'],
  [[], '[0]'],
])('says how much %j holds', (value, note) => {
  expect(sizeNote(value)).toBe(note);
});
