import { readdirSync, readFileSync, statSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from './fixtures/test-store.ts';
import { ledgerHash } from './ledger-key.ts';

test('everybody on one folder hashes by one key, which only its owner can read', () => {
  const folder = temporaryFolder();
  const file = join(folder, 'flairbench.db');
  const elsewhere = join(temporaryFolder(), 'flairbench.db');
  const hash = ledgerHash(file)('a.example');
  expect(ledgerHash(file)('a.example')).toBe(hash);
  expect(ledgerHash(elsewhere)('a.example')).not.toBe(hash);
  expect(readdirSync(folder)).toEqual(['ledger.key']);
  expect(statSync(join(folder, 'ledger.key')).mode & 0o777).toBe(0o600);
});

test.each([0, 31])('a key of %i bytes could be guessed and is not used', (length) => {
  const folder = temporaryFolder();
  const file = join(folder, 'flairbench.db');
  ledgerHash(file)('a.example');
  const key = join(folder, 'ledger.key');
  truncateSync(key, length);
  expect(() => ledgerHash(file)('a.example')).toThrow('The file ledger.key is damaged');
  expect(readFileSync(key)).toHaveLength(length);
});
