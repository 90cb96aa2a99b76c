import type { Connection } from '../connection.ts';
import type { Writer } from '../store.ts';
import type { Synchronous } from '../worker-messages.ts';
import { compact } from '../compact.ts';
import { createClaims } from './claims.ts';
import { createLedgerWriter } from './ledger.ts';
import { createLimitWriter } from './limits.ts';
import { createNames } from './names.ts';
import { createObservableKeeper } from './observables.ts';
import { createPasteEdits } from './paste-edits.ts';
import { createPasteWriter } from './pastes.ts';
import { createPurgeWriter } from './purge.ts';
import { createQueue } from './queue.ts';
import { createRequestWriter } from './requests.ts';
import { createRetentionWriter } from './retention.ts';
import type { RecordRunEnd } from './run-end.ts';
import { createRunWriter } from './runs.ts';
import { createTurns } from './turns.ts';
import { createWaiting } from './waiting.ts';

/** Every method is carried out inside a transaction of the caller, but for those of `alone`. */
export function createWriter(
  db: Connection,
  options: {
    owner: number;
    now: () => string;
    recordRunEnd: RecordRunEnd;
    /** the keyed hash of a value */
    hash: (value: string) => string;
  },
): Synchronous<Writer> {
  const { owner, now, recordRunEnd, hash } = options;
  const names = createNames(db);
  const observables = createObservableKeeper(db, now);
  const turns = createTurns(db, owner);
  const queue = createQueue(db, { owner, now, names });
  return {
    ...createPasteWriter(db, now, { observables, queue, turns }),
    ...createPasteEdits(db, observables),
    saveObservable: observables.saveObservable,
    ...createRequestWriter(db, { owner, queue, turns }),
    ...createWaiting(db, { owner, now }),
    ...createClaims(db, { owner, now, names }),
    ...createRunWriter(db, { names, recordRunEnd }),
    ...createRetentionWriter(db, now),
    ...createPurgeWriter(db, hash),
    compact: () => compact(db),
    ...createLedgerWriter(db),
    ...createLimitWriter(db, { owner, now }),
  };
}
