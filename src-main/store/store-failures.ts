import { Failure, type FailureCode } from '../contract/failure.ts';

export const databaseName = 'flairbench.db';
export const backupFolderName = 'backups';

const sentences = {
  STORE_CORRUPT:
    `The data file ${databaseName} is damaged and was left as it is. Restore a backup with "flairbench restore FILE", ` +
    'or save what can be read with "flairbench check --repair", which keeps the damaged file aside.',
  STORE_LOCKED:
    'Another program holds the data file. Close what else has it open (a backup, a database browser), then try again.',
  STORE_READ_ONLY:
    'The data folder cannot be written to. Give yourself the right to write there, or choose another folder.',
  STORE_FULL:
    'The disk is full: nothing more can be stored. Make room, then try again; what was stored before is safe.',
  UNAVAILABLE:
    'The disk gave an error when the data file was read or written. Check the disk, then try again.',
} as const satisfies Partial<Record<FailureCode, string>>;

const codes: readonly (readonly [RegExp, keyof typeof sentences])[] = [
  [/^SQLITE_(BUSY|LOCKED)/, 'STORE_LOCKED'],
  [/^SQLITE_(CORRUPT|NOTADB)/, 'STORE_CORRUPT'],
  [/^(SQLITE_FULL|ENOSPC|EDQUOT)/, 'STORE_FULL'],
  [
    /^(SQLITE_(READONLY|CANTOPEN|PERM)|EACCES|EPERM|EROFS|ENOENT|ENOTDIR|EISDIR|EEXIST)/,
    'STORE_READ_ONLY',
  ],
  [/^SQLITE_IOERR|^EIO/, 'UNAVAILABLE'],
];

/** Turns what SQLite or the file system said into a `Failure`; what is no failure of theirs comes back as it is. */
export function storeFailure(error: unknown): unknown {
  if (error instanceof Failure || !(error instanceof Error) || !('code' in error)) return error;
  const code = String(error.code);
  const found = codes.find(([pattern]) => pattern.test(code))?.[1];
  return found === undefined ? error : failureOf(found, error);
}

export function failureOf(code: keyof typeof sentences, cause?: unknown): Failure {
  return new Failure(code, sentences[code], { cause });
}
