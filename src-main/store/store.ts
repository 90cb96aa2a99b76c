import type { Reader } from './reader-types.ts';
import type { Writer } from './writer-types.ts';

export type * from './reader-types.ts';
export type * from './writer-types.ts';

/**
 * The run store. One writer and one reader, each in a worker thread with its own connection; every method is a
 * message to that thread and back, so the host's event loop is never held. Failures of the disk or the file are
 * typed (`Failure` with a STORE_… code); a method that fails has changed nothing.
 */
export type Store = {
  readonly reader: Reader;
  readonly writer: Writer;
  /** called after another process changed the same data folder; returns the way to stop listening */
  readonly onForeignChange: (listener: () => void) => () => void;
  readonly close: () => Promise<void>;
};
