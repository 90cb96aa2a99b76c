import { join } from 'node:path';
import { Failure } from '../contract/failure.ts';
import { prepareDataFolder } from './data-folder.ts';
import { createTurn } from './in-turn.ts';
import { readerMethods, writerMethods } from './method-names.ts';
import { type OwnerProcess, thisProcess } from './owner-process.ts';
import { nobody, type ReaderData } from './reader-data.ts';
import type { Reader, RunSearch, Store, Writer } from './store.ts';
import { backupFolderName } from './store-failures.ts';
import { remote, startWorker, type WorkerClient } from './worker-client.ts';
import { workerUrl } from './worker-url.ts';
import type { WriterData } from './writer.worker.ts';

export type StoreOptions = {
  /** made where it is missing; must lie on a local disk */
  readonly folder: string;
  /** ISO 8601 in UTC with milliseconds */
  readonly now: () => string;
  /** whose requests these are; this process unless a test says otherwise */
  readonly process?: OwnerProcess;
  /** how long another program's lock is waited for; 5,000 unless given */
  readonly busyTimeoutMs?: number;
  /** how often this process says that it lives, and looks who does not; 15,000 unless given */
  readonly heartbeatMs?: number;
  /** the largest file in pages of 4 KiB: what a full disk is to a test */
  readonly maxPageCount?: number;
};

/**
 * Opens the store of a data folder, which several processes may have open at once. Fails with a `Failure`:
 * STORE_NETWORK_FOLDER, STORE_READ_ONLY, STORE_LOCKED, STORE_CORRUPT, STORE_TOO_NEW or STORE_FULL.
 * Must be closed: its threads keep the process alive.
 */
export async function openStore(options: StoreOptions): Promise<Store> {
  const file = prepareDataFolder(options.folder);
  const { now, busyTimeoutMs = 5000, heartbeatMs = 15_000 } = options;
  const listeners = new Set<() => void>();
  const ownerProcess = options.process ?? thisProcess();
  // Shared with the readers, which wait for it; 0 until this process has joined, `nobody` if it cannot.
  const owner = new Int32Array(new SharedArrayBuffer(4));

  const writer = startWorker({
    url: workerUrl('writer'),
    now,
    workerData: (): WriterData => ({
      file,
      busyTimeoutMs,
      owner: owner[0] || null,
      backupFolder: join(options.folder, backupFolderName),
      maxPageCount: options.maxPageCount,
      process: ownerProcess,
      now: now(),
    }),
  });
  const startReader = (onForeignChange: () => void) =>
    startWorker({
      url: workerUrl('reader'),
      now,
      workerData: (): ReaderData => ({ file, busyTimeoutMs, owner }),
      onForeignChange,
    });
  const tellListeners = () => {
    for (const listener of listeners) listener();
  };
  const reader = startReader(tellListeners);
  try {
    owner[0] = Number(await writer.ready);
    Atomics.notify(owner, 0);
    await reader.ready;
  } catch (error) {
    // A thread that waits for the writer is not always woken by its end.
    owner[0] = nobody;
    Atomics.notify(owner, 0);
    await Promise.allSettled([reader.end(), writer.close('leave')]);
    throw error;
  }
  const heartbeat = setInterval(() => {
    writer.call('heartbeat', []).then(
      (ended) => {
        if (Number(ended) > 0) tellListeners();
      },
      // It harms nobody: the next one follows, and the calls that matter say what is wrong.
      () => {},
    );
  }, heartbeatMs);
  heartbeat.unref();

  // Searching and sorting take a tenth of a second at times; the flair pane does not wait behind them.
  let slow: WorkerClient | undefined;
  let closing: Promise<void> | undefined;
  // Each letter that is typed is a search: only those that are still wanted reach the thread.
  const searching = createTurn();
  const quickReader = remote<Reader>(readerMethods, reader.call);
  const slowReader = remote<Reader>(readerMethods, (method, args) => {
    if (closing !== undefined) return reader.call(method, args);
    slow ??= startReader(() => {});
    return slow.call(method, args);
  });

  const readerApart = remote<Reader>(readerMethods, async (method, args) => {
    const apart = startReader(() => {});
    try {
      return await apart.call(method, args);
    } finally {
      await apart.close('leave');
    }
  });

  return {
    reader: {
      ...quickReader,
      table: slowReader.table,
      tableRests: slowReader.tableRests,
      check: readerApart.check,
      copyTo: readerApart.copyTo,
      wouldGo: slowReader.wouldGo,
      purgePlan: slowReader.purgePlan,
      runs: (query, signal) =>
        isSearch(query) ? searching(() => slowReader.runs(query), signal) : quickReader.runs(query),
      facets: (query, signal) => searching(() => slowReader.facets(query), signal),
    },
    writer: remote<Writer>(writerMethods, writer.call),
    onForeignChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close() {
      closing ??= closeAll();
      return closing;
    },
  };

  async function closeAll(): Promise<void> {
    clearInterval(heartbeat);
    await Promise.allSettled([slow?.close('leave'), reader.close('leave')]);
    try {
      await writer.close('leave');
    } catch (error) {
      // No room to write it down: what ran becomes `interrupted` at the next start, as after a crash.
      if (!(error instanceof Failure) || error.code !== 'STORE_FULL') throw error;
    }
  }
}

/** Whether the index of words is asked: those of one observable, enricher or paste have indexes of their own. */
function isSearch({ words, type, outcome, level, tag, when }: RunSearch): boolean {
  return [words, type, outcome, level, tag, when].some((asked) => asked !== undefined);
}
