import { expect, it } from 'vitest';
import { ageWords, clockWords, lengthWords, spanWords } from './times.ts';

const now = Date.parse('2026-11-20T09:48:00.000Z');

it.each([
  ['2026-11-20T09:47:30.000Z', 'just now', '09:47 UTC'],
  ['2026-11-20T09:46:00.000Z', '2 min ago', '09:46 UTC'],
  ['2026-11-19T20:48:00.000Z', '13 h ago', '2026-11-19 20:48 UTC'],
  ['2026-06-03T09:00:00.000Z', '170 d ago', '2026-06-03 09:00 UTC'],
])('says %s as an age and as a time', (time, age, clock) => {
  expect([ageWords(Date.parse(time), now), clockWords(time, now)]).toEqual([age, clock]);
});

it.each([
  [12.4, '12 ms'],
  [1440, '1.4 s'],
  [125_000, '2 min 5 s'],
])('says a length of %d ms', (length, expected) => {
  expect(lengthWords(length)).toBe(expected);
});

it.each([
  [86_400, '24 h'],
  [604_800, '7 d'],
  [5400, '90 min'],
  [45, '45 s'],
  [0, '0 s'],
])('says a span of %d s', (seconds, expected) => {
  expect(spanWords(seconds)).toBe(expected);
});
