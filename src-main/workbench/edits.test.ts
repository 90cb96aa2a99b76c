import { expect, test } from 'vitest';
import type { Find } from '../contract/observable.ts';
import { applyEdits } from './edits.ts';

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
  expect(applyEdits([url, host, file], [])).toEqual([url, host, file]);
});

test('a dropped find leaves, and what was inside it stands alone', () => {
  const { nestedIn: _, ...alone } = host;
  expect(applyEdits([url, host, file], [{ type: 'url', value: url.value, drop: true }])).toEqual([
    alone,
    file,
  ]);
});

test('every occurrence gets the new type, with the value that type writes', () => {
  const twice = [file, { ...file, start: 20, end: 28 }];
  const edit = { type: 'filename', value: 'setup.py', asType: 'domain' };
  expect(applyEdits(twice, [edit]).map(({ type, value }) => [type, value])).toEqual([
    ['domain', 'setup.py'],
    ['domain', 'setup.py'],
  ]);
});

test('nesting still points at the same find when an earlier one is dropped', () => {
  const finds = [file, url, { ...host, nestedIn: 1 }];
  expect(applyEdits(finds, [{ type: 'filename', value: 'setup.py', drop: true }])).toEqual([
    url,
    { ...host, nestedIn: 0 },
  ]);
});
