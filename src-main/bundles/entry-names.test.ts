import { expect, test } from 'vitest';
import { checkEntryNames } from './entry-names.ts';

function accepted(names: readonly string[]): (string | null)[] {
  const entries = checkEntryNames();
  return names.map((name) => entries.accept(name, name.endsWith('/') ? 'folder' : 'file'));
}

test('plain names are taken as they are, and what macOS adds is left out', () => {
  expect(accepted(['./a.txt', 'source/', 'source/b.ts', '._a.txt', '__MACOSX/x'])).toEqual([
    'a.txt',
    'source',
    'source/b.ts',
    null,
    null,
  ]);
});

test.each<[what: string, names: readonly string[], why: string]>([
  ['an absolute path', ['/etc/passwd'], 'has an absolute path'],
  ['a drive', ['c:x'], 'has an absolute path'],
  ['a backslash', ['a\\..\\b'], 'has a backslash in its name'],
  ['a way up', ['a/../../b'], 'leads out of the bundle'],
  [
    'a way up in wide letters',
    ['\uff0e\uff0e/b'],
    'leads out of the bundle where names are folded',
  ],
  ['a device', ['source/NUL.txt'], 'has a name that not every system can hold'],
  ['the same file twice', ['a', 'a'], 'stands in it twice'],
  ['names that differ in case', ['a.txt', 'A.txt'], 'stands in it twice'],
  ['folders that differ in case', ['a/x', 'A/y'], 'stands in it twice'],
  ['names that differ in how an accent is written', ['\u00e9', 'e\u0301'], 'stands in it twice'],
  ['a file where a folder is', ['a/x', 'a'], 'stands in it twice'],
])('%s is refused', (_what, names, why) => {
  expect(() => accepted(names)).toThrow(why);
});
