import { Failure } from '../contract/failure.ts';
import type { Connection } from './connection.ts';
import type { Call } from './worker-messages.ts';

export type Settled =
  | { readonly call: Call; readonly value: unknown }
  | { readonly call: Call; readonly error: unknown };

/** Calls that share one commit; more of them would keep the next reader of the lock waiting. */
const groupSize = 64;

type Manner = {
  readonly perform: (call: Call) => unknown;
  /** methods that cannot be carried out inside a transaction */
  readonly alone: ReadonlySet<string>;
};

/**
 * Carries out calls that arrived together in one transaction, for a commit costs more than a call. When one of
 * them fails, nothing of the group is kept and each is carried out again by itself: so a call that fails has
 * changed nothing, and the others never notice.
 */
export function carryOut(db: Connection, calls: readonly Call[], manner: Manner): Settled[] {
  const settled: Settled[] = [];
  for (let from = 0; from < calls.length; ) {
    const next = calls.slice(from, from + groupSize);
    const end = next.findIndex(({ method }) => manner.alone.has(method));
    const group = next.slice(0, Math.max(1, end < 0 ? next.length : end));
    settled.push(...(end === 0 ? carryOutAlone : carryOutGroup)(db, group, manner.perform));
    from += group.length;
  }
  return settled;
}

function carryOutAlone(
  _db: Connection,
  calls: readonly Call[],
  perform: Manner['perform'],
): Settled[] {
  return calls.map((call) => {
    try {
      return { call, value: perform(call) };
    } catch (error) {
      return { call, error };
    }
  });
}

function carryOutGroup(
  db: Connection,
  calls: readonly Call[],
  perform: (call: Call) => unknown,
): Settled[] {
  const together = db.transaction(() => calls.map((call) => ({ call, value: perform(call) })));
  try {
    return together.immediate();
  } catch (error) {
    const [only] = calls;
    if (calls.length === 1 && only !== undefined) return [{ call: only, error }];
    // Waiting for the lock once is enough.
    if (isBusy(error)) return calls.map((call) => ({ call, error }));
    return calls.flatMap((call) => carryOutGroup(db, [call], perform));
  }
}

function isBusy(error: unknown): boolean {
  return error instanceof Error && !(error instanceof Failure) && 'code' in error
    ? String(error.code).startsWith('SQLITE_BUSY')
    : false;
}
