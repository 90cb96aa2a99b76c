import type { PurgeCounts, PurgeTarget } from '../contract/data.ts';
import { Failure } from '../contract/failure.ts';
import type { PurgePlan, Store } from '../store/store.ts';

/** Runs, or rows of the ledger, that one step of the writer removes. */
const atOnce = 50;
/** What came in while the first look was carried out is found by the next. */
const looks = 5;
const waits = 50;
const waitMs = 100;

type Options = {
  readonly store: Pick<Store, 'reader' | 'writer'>;
  /** ends what is queued or runs of these pastes and values */
  readonly cancel: (which: {
    pasteId?: number;
    observableIds?: readonly number[];
  }) => Promise<unknown>;
  /** files that hold the store as it was */
  readonly backups: () => Promise<readonly string[]>;
};

/** Removal for good of a case, a paste or a value. The ledger stays, with a keyed hash in place of the value. */
export function createPurge({ store: { reader, writer }, cancel, backups }: Options) {
  async function preview(target: PurgeTarget): Promise<PurgeCounts> {
    const known = countsOf(await reader.purgePlan(target, true), await backups());
    return { ...known, mentionsUnread: 'value' in target };
  }

  async function stopped(target: PurgeTarget): Promise<PurgePlan> {
    for (let wait = 0; wait < waits; wait += 1) {
      const plan = await reader.purgePlan(target);
      if (plan.open === 0) return plan;
      if (wait === 0) {
        for (const pasteId of plan.pastes) await cancel({ pasteId });
        if (plan.observables.length > 0) await cancel({ observableIds: plan.observables });
      }
      await new Promise((resolve) => setTimeout(resolve, waitMs));
    }
    throw new Failure(
      'REFUSED',
      'Some of it is still running. Wait until it has ended, then try again.',
    );
  }

  async function carryOut(plan: PurgePlan, target: PurgeTarget): Promise<void> {
    const value = 'value' in target ? target.value : null;
    for (const ids of inParts(plan.ledger)) await writer.purgeLedger(ids, value);
    for (const ids of inParts(plan.runs)) await writer.purgeRuns(ids);
    for (const id of plan.texts) await writer.purgeText(id, value ?? '', plan.observables);
    for (const id of plan.pastes) while (!(await writer.purgePaste(id)));
    for (const ids of inParts(plan.observables)) await writer.purgeObservables(ids);
    await writer.purgeMentions(plan.requests, plan.documents, value);
  }

  return {
    preview,

    /** Gives what went. */
    async purge(target: PurgeTarget): Promise<PurgeCounts> {
      const first = await stopped(target);
      const counts = countsOf(first, await backups());
      let plan = first;
      for (let look = 0; look < looks && !isEmpty(plan); look += 1) {
        await carryOut(plan, target);
        plan = await stopped(target);
      }
      if (isEmpty(first)) return counts;
      for (let begins = true; !(await writer.purgeWords(begins)); begins = false);
      await writer.compact();
      return counts;
    },
  };
}

function isEmpty(plan: PurgePlan): boolean {
  const { pastes, texts, observables, runs, requests, ledger, documents } = plan;
  return [pastes, texts, observables, runs, requests, ledger, documents].every(
    (list) => list.length === 0,
  );
}

function countsOf(plan: PurgePlan, backups: readonly string[]): PurgeCounts {
  return {
    pastes: plan.pastes.length + plan.texts.length,
    observables: plan.observables.length,
    runs: plan.runs.length,
    ledgerEntries: plan.ledger.length,
    bytes: plan.bytes,
    heldBySettings: plan.heldBySettings,
    mentionsUnread: false,
    backups: isEmpty(plan) ? [] : [...backups],
  };
}

function* inParts(ids: readonly number[]): Generator<readonly number[]> {
  for (let from = 0; from < ids.length; from += atOnce) yield ids.slice(from, from + atOnce);
}
