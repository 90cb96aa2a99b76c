import { workerData } from 'node:worker_threads';
import { type Connection, openForReading } from './connection.ts';
import { ledgerHash } from './ledger-key.ts';
import { alone } from './compact.ts';
import { createReader } from './read/reader.ts';
import { nobody, type ReaderData } from './reader-data.ts';
import type { Call, Methods } from './worker-messages.ts';
import { announce, receiveCalls, send, sendError } from './worker-side.ts';

const pollMs = 300;

/** Every call sees one state of the file, however many statements it takes. */
function serve(db: Connection, methods: Methods): void {
  const perform = ({ method, args }: Call) => methods[method]?.(...(args as never[]));
  const performAtOnce = db.transaction(perform);
  receiveCalls((calls) => {
    for (const call of calls) {
      try {
        send({
          kind: 'value',
          id: call.id,
          value: alone.has(call.method) ? perform(call) : performAtOnce(call),
        });
      } catch (error) {
        sendError(call.id, error);
      }
      if (call.method === 'leave') db.close();
    }
  });
}

/**
 * `data_version` moves with every commit of another connection, our own writer's and mere heartbeats among them;
 * what all have counted less what our writer has tells whether another process changed something.
 */
function watch(db: Connection, owner: number): void {
  const foreign = db
    .prepare<[number], number>(
      'SELECT total - coalesce((SELECT changes FROM owners WHERE id = ?), 0) FROM change_count',
    )
    .pluck();
  const version = db.prepare<[], number>('PRAGMA data_version').pluck();
  let seenVersion = version.get();
  let seenForeign = foreign.get(owner);

  function hasForeignChange(): boolean {
    const nowVersion = version.get();
    if (nowVersion === seenVersion) return false;
    const nowForeign = foreign.get(owner);
    const isForeign = nowForeign !== seenForeign;
    seenVersion = nowVersion;
    seenForeign = nowForeign;
    return isForeign;
  }

  const timer = setInterval(() => {
    if (!db.open) return clearInterval(timer);
    try {
      if (hasForeignChange()) send({ kind: 'foreign-change' });
    } catch {
      // Locked or failing just now: the next look tells, and so does every call.
    }
  }, pollMs);
  timer.unref();
}

const data: ReaderData = workerData;
// The thread loads its code while the writer opens the file: that halves the time it takes to open the store.
Atomics.wait(data.owner, 0, 0);
if (data.owner[0] !== nobody) open();

function open(): void {
  const opened = announce(
    () => {
      const db = openForReading(data);
      return {
        db,
        methods: { ...createReader(db, ledgerHash(data.file)), leave: () => undefined },
      };
    },
    () => null,
  );
  if (opened !== null) {
    serve(opened.db, opened.methods);
    watch(opened.db, data.owner[0] ?? 0);
  }
}
