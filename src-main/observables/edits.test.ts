import { expect, test } from 'vitest';
import type { Find } from '../contract/observable.ts';
import { applyEdits, valuesToRun } from './edits.ts';
import { findObservables } from './find.ts';

const find = (type: string, value: string, rest: Partial<Find> = {}): Find => ({
  type,
  value,
  text: value,
  start: 0,
  end: value.length,
  why: 'it looks so',
  ...rest,
});

const url = find('url', 'https://evil.example/a');
const host = find('domain', 'evil.example', { nestedIn: 0 });
const file = find('filename', 'setup.py');

test('nothing to correct changes nothing', () => {
  expect(applyEdits([url, host, file], []).finds).toEqual([url, host, file]);
});

test('a dropped find leaves, and what was inside it stands alone', () => {
  const { nestedIn: _, ...alone } = host;
  const { finds } = applyEdits([url, host, file], [{ type: 'url', value: url.value, drop: true }]);
  expect(finds).toEqual([alone, file]);
});

test('every occurrence gets the new type, with the value that type writes', () => {
  const twice = [file, { ...file, start: 20, end: 28 }];
  const edit = { type: 'filename', value: 'setup.py', asType: 'domain' };
  expect(applyEdits(twice, [edit]).finds.map(({ type, value, why }) => [type, value, why])).toEqual(
    [
      ['domain', 'setup.py', 'chosen by hand'],
      ['domain', 'setup.py', 'chosen by hand'],
    ],
  );
});

test('nesting still points at the same find when an earlier one is dropped', () => {
  const finds = [file, url, { ...host, nestedIn: 1 }];
  const corrected = applyEdits(finds, [{ type: 'filename', value: 'setup.py', drop: true }]);
  expect(corrected.finds).toEqual([url, { ...host, nestedIn: 0 }]);
});

const known = find('ipv4', '8.8.8.8', { noise: 'public resolver' });
const inner = find('ipv4', '10.0.0.1', { noise: 'private address', nestedIn: 0 });
const all = [url, host, file, known, inner];
const tick = ({ type, value }: Find, include: boolean) => ({ type, value, include });

test.each([
  ['neither noise nor what is inside another', [], false, [url, file]],
  ['noise, when all of it is wanted, but not what is inside another', [], true, [url, file, known]],
  ['one noise value that is ticked', [tick(known, true)], false, [url, file, known]],
  ['one nested value that is ticked', [tick(host, true)], false, [url, host, file]],
  ['a nested noise value that is ticked', [tick(inner, true)], false, [url, file, inner]],
  ['no value that is unticked', [tick(url, false), tick(known, false)], true, [file]],
  ['nothing that is dropped, ticked or not', [{ ...tick(file, true), drop: true }], false, [url]],
  ['the host of a dropped URL', [{ ...url, drop: true }], false, [host, file]],
  [
    'under its new type what was noise as the other',
    [{ ...known, asType: 'filename' }],
    false,
    [url, file, { type: 'filename', value: '8.8.8.8' }],
  ],
  [
    'under its new type what is ticked',
    [{ ...tick(host, true), asType: 'nsrecord' }],
    false,
    [url, { type: 'nsrecord', value: 'evil.example' }, file],
  ],
])('runs %s', (_name, edits, includeNoise, expected) => {
  const toRun = valuesToRun(applyEdits(all, edits), includeNoise);
  const named = ({ type, value }: { type: string; value: string }) => ({ type, value });
  expect([...toRun.values()].map(named)).toEqual(expected.map(named));
});

test('runs what stands on its own in one place, and is noise or inside another elsewhere', () => {
  const alone = find('domain', 'evil.example', { start: 40, end: 52 });
  expect(valuesToRun(applyEdits([url, host, alone], []), false).size).toBe(2);
});

test('runs what a link wrapper leads to, and not the wrapper', () => {
  const wrapper = 'https://urldefense.com/v3/__https://evil.com/x__;!!a$';
  const { finds } = findObservables(`see ${wrapper} and https://good.org/?u=https://evil.org/`);
  expect([...valuesToRun(applyEdits(finds, []), false).values()].map(({ value }) => value)).toEqual(
    ['https://evil.com/x', 'https://good.org/?u=https://evil.org/'],
  );
});
