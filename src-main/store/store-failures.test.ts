import { expect, test } from 'vitest';
import { Failure } from '../contract/failure.ts';
import { storeFailure } from './store-failures.ts';

test.each([
  ['SQLITE_BUSY', 'STORE_LOCKED'],
  ['SQLITE_BUSY_SNAPSHOT', 'STORE_LOCKED'],
  ['SQLITE_CORRUPT', 'STORE_CORRUPT'],
  ['SQLITE_CORRUPT_VTAB', 'STORE_CORRUPT'],
  ['SQLITE_NOTADB', 'STORE_CORRUPT'],
  ['SQLITE_FULL', 'STORE_FULL'],
  ['ENOSPC', 'STORE_FULL'],
  ['SQLITE_READONLY', 'STORE_READ_ONLY'],
  ['SQLITE_READONLY_DIRECTORY', 'STORE_READ_ONLY'],
  ['SQLITE_CANTOPEN', 'STORE_READ_ONLY'],
  ['EACCES', 'STORE_READ_ONLY'],
  ['EROFS', 'STORE_READ_ONLY'],
  ['ENOTDIR', 'STORE_READ_ONLY'],
  ['SQLITE_IOERR_WRITE', 'UNAVAILABLE'],
])('%s is told as %s', (code, expected) => {
  const failure = storeFailure(Object.assign(new Error('said by the system'), { code }));
  expect(failure).toBeInstanceOf(Failure);
  expect(failure).toMatchObject({ code: expected, message: expect.stringMatching(/\.(db)?$/) });
});

test('what is no failure of the disk stays what it is', () => {
  const bug = new TypeError('not a function');
  expect(storeFailure(bug)).toBe(bug);
});
