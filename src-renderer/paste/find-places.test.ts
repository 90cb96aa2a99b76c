import { expect, it } from 'vitest';
import type { Find } from '../../src-main/contract/observable.ts';
import { findAfter, findAt, findsInside, occurrencesOf, outermostBetween } from './find-places.ts';

const find = (value: string, start: number, end: number, nestedIn?: number): Find => ({
  type: 'domain',
  value,
  text: value,
  start,
  end,
  why: 'looks so',
  ...(nestedIn === undefined ? {} : { nestedIn }),
});

const url = find('url', 10, 40);
const host = find('host', 18, 25, 0);
const label = find('label', 18, 20, 1);
const next = find('next', 40, 44);
const again = find('host', 60, 64);
const finds = [url, host, label, next, again];

it.each([
  ['before all', 9, null],
  ['at the start', 10, url],
  ['inside what is inside', 19, url],
  ['behind what is inside, in the outer one', 30, url],
  ['where one ends and the next begins', 40, next],
  ['at the end', 44, next],
  ['between two', 50, null],
])('knows the outermost find at a place: %s', (_name, position, expected) => {
  expect(findAt(finds, position)).toBe(expected);
});

it.each([
  ['all of it', 0, 100, [url, next, again]],
  ['what begins above, behind what stands inside it', 30, 41, [url, next]],
  ['what begins above, from inside what stands inside it', 19, 20, [url]],
  ['nothing of what ends there and of what begins behind', 44, 60, []],
  ['nothing before the first', 0, 10, []],
])('knows the outermost finds of a part of the text: %s', (_name, from, to, expected) => {
  expect(outermostBetween(finds, from, to)).toEqual(expected);
});

it.each([
  ['the next one', 12, next],
  ['the first again behind the last', 60, url],
])('steps to %s', (_name, position, expected) => {
  expect(findAfter(finds, position)).toBe(expected);
});

it('lists where a value stands, and what stands inside a find one level down', () => {
  expect([
    occurrencesOf(finds, host),
    findsInside(finds, url),
    findsInside(finds, host),
    findsInside([next], url),
    findAt([], 3),
    findAfter([], 3),
  ]).toEqual([[host, again], [host], [label], [], null, null]);
});
