import { createHmac, randomBytes, randomUUID } from 'node:crypto';
import { existsSync, linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Failure } from '../contract/failure.ts';

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

const keyBytes = 32;

/** A key that is cut short, by a crash or since another process is just writing it, would be one that can be guessed. */
function keyBeside(file: string): Buffer {
  const path = join(dirname(file), ledgerKeyName);
  const unfinished = `${path}.${randomUUID()}.tmp`;
  if (!existsSync(path)) {
    try {
      writeFileSync(unfinished, randomBytes(keyBytes), { mode: 0o600, flush: true });
      linkSync(unfinished, path);
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    } finally {
      rmSync(unfinished, { force: true });
    }
  }
  const key = readFileSync(path);
  if (key.length >= keyBytes) return key;
  throw new Failure(
    'UNAVAILABLE',
    `The file ${ledgerKeyName} is damaged: with it, removed values could be guessed. Put back a copy of it, or remove it; the ledger then no longer answers for values that were removed before.`,
  );
}
