import { createHmac, randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const ledgerKeyName = 'ledger.key';

/**
 * The hash by which the ledger knows a value that was removed. Keyed, because addresses and domains are few enough
 * to try them all; the key lies beside the data file and in no backup.
 */
export function ledgerHash(file: string): (value: string) => string {
  let key: Buffer | undefined;
  return (value) => {
    key ??= keyBeside(file);
    return createHmac('sha256', key).update(value).digest('hex');
  };
}

function keyBeside(file: string): Buffer {
  const path = join(dirname(file), ledgerKeyName);
  try {
    writeFileSync(path, randomBytes(32), { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
  return readFileSync(path);
}
