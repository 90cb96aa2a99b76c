import { Failure } from '../contract/failure.ts';

/** Rethrows what is known, and calls everything else damage. */
export function damagedOffice(error: unknown): never {
  if (error instanceof Failure || isOutOfMemory(error)) throw error;
  throw new Failure(
    'BAD_INPUT',
    'This Office file is damaged or incomplete. Open it in Office or LibreOffice, save it again, and take that.',
    { cause: error },
  );
}

/** What V8 and Node throw where a buffer or a string would pass a limit; a full heap ends the process instead. */
export function isOutOfMemory(error: unknown): boolean {
  return (
    error instanceof RangeError &&
    /allocat|invalid (string|array|typed array) length|out of memory/i.test(error.message)
  );
}
