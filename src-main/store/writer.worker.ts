import { workerData } from 'node:worker_threads';
import { alone } from './compact.ts';
import { type Connection, openForWriting } from './connection.ts';
import { inspect } from './inspect.ts';
import { ledgerHash } from './ledger-key.ts';
import { forgetOldLimits } from './limit-rows.ts';
import { migrate } from './migrate.ts';
import { migrations } from './migrations/migrations.ts';
import { type OwnerProcess, systemView } from './owner-process.ts';
import { createOwners } from './owners.ts';
import type { Writer } from './store.ts';
import { carryOut } from './transactions.ts';
import type { Call, Methods } from './worker-messages.ts';
import { announce, receiveCalls, send, sendError } from './worker-side.ts';
import { createRunEnd } from './write/run-end.ts';
import { createWriter } from './write/writer.ts';

export type WriterData = {
  readonly file: string;
  readonly backupFolder: string;
  readonly busyTimeoutMs: number;
  readonly maxPageCount: number | undefined;
  readonly process: OwnerProcess;
  /** null at first; after the thread had to be started again, what it was before */
  readonly owner: number | null;
  readonly now: string;
};

/** How long after the last write the log is brought into the file: what a power cut can cost. */
const checkpointDelayMs = 2000;

type Opened = { readonly db: Connection; readonly owner: number; readonly methods: Methods };

function open(data: WriterData, now: () => string): Opened {
  const { file, busyTimeoutMs, backupFolder, maxPageCount } = data;
  if (data.owner === null) {
    inspect(file, { newest: migrations.length, busyTimeoutMs, system: systemView(data.now) });
  }
  const size = maxPageCount === undefined ? {} : { maxPageCount };
  const db = openForWriting({ file, busyTimeoutMs, ...size });
  try {
    migrate(db, { migrations, backupFolder, now: data.now });
    const recordRunEnd = createRunEnd(db);
    const owners = createOwners(db, now, recordRunEnd);
    const join = db.transaction(() => {
      const id = data.owner ?? owners.join(data.process);
      if (owners.releaseDead(id) > 0) owners.countChange(id);
      forgetOldLimits(db, Date.parse(data.now));
      return id;
    });
    const owner = join.immediate();
    const methods = {
      ...createWriter(db, { owner, now, recordRunEnd, hash: ledgerHash(file) }),
      /** Says that this process lives, and cleans up after those that do not: gives how many those were. */
      heartbeat: () => {
        owners.heartbeat(owner, data.process);
        return owners.releaseDead(owner);
      },
      leave: () => owners.release(owner),
    };
    return { db, owner, methods: countingChanges(db, methods, () => owners.countChange(owner)) };
  } catch (error) {
    db.close();
    throw error;
  }
}

/** What the others need not look again for: they read it when they ask somebody themselves. */
const shownNowhere = new Set<string>([
  'takeLimit',
  'learnLimit',
  'claimUsageQuestion',
  'saidUsage',
] satisfies (keyof Writer)[]);

/** Whatever changes a row counts, but for the heartbeat's own: the other processes look again for nothing else. */
function countingChanges(db: Connection, methods: Methods, count: () => void): Methods {
  const changes = db.prepare<[], number>('SELECT total_changes()').pluck();
  const counting = Object.entries(methods).map(([name, method]) => [
    name,
    (...args: never[]) => {
      const before = changes.get() ?? 0;
      const value = method(...args);
      const own = name === 'heartbeat' ? 1 : 0;
      if (!shownNowhere.has(name) && (changes.get() ?? 0) - before > own) count();
      return value;
    },
  ]);
  return Object.fromEntries(counting);
}

function serve({ db, methods }: Opened, setTime: (time: string) => void): void {
  let checkpoint: NodeJS.Timeout | undefined;

  function perform({ method, args, now }: Call): unknown {
    setTime(now);
    // The names are those of `Writer`; `as never` only because each has parameters of its own.
    return methods[method]?.(...(args as never[]));
  }

  receiveCalls((calls) => {
    const settled = carryOut(db, calls, { perform, alone });
    if (calls.some(({ method }) => method === 'leave')) {
      clearTimeout(checkpoint);
      bringIn(db, 'TRUNCATE');
      db.close();
    } else {
      checkpoint ??= setTimeout(() => {
        checkpoint = undefined;
        bringIn(db, 'PASSIVE');
      }, checkpointDelayMs);
    }
    for (const one of settled) {
      if ('error' in one) sendError(one.call.id, one.error);
      else send({ kind: 'value', id: one.call.id, value: one.value });
    }
  });
}

function bringIn(db: Connection, mode: 'PASSIVE' | 'TRUNCATE'): void {
  try {
    db.pragma(`wal_checkpoint(${mode})`);
  } catch {
    // The log keeps what the file cannot take now (a full disk, a lock), and is read with it.
  }
}

const data: WriterData = workerData;
let time = data.now;
const opened = announce(
  () => open(data, () => time),
  ({ owner }) => owner,
);
if (opened !== null) {
  serve(opened, (now) => {
    time = now;
  });
}
