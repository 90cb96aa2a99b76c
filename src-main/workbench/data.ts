import type { PurgeTarget, Retention } from '../contract/data.ts';
import type { Store } from '../store/store.ts';
import { backUp } from './backup.ts';
import { createBackupList } from './backups.ts';
import type { Events } from './events.ts';
import { valueAsKept } from './ledger.ts';
import { createPurge } from './purge.ts';
import type { SettingsStore } from './settings.ts';

/** Some hundred a second: so few at once that nobody waits for them. */
const runsAStep = 10;
const pauseMs = 20;
const lookAgainMs = 60 * 60_000;
const day = 24 * 60 * 60_000;

/** Keeps the data folder within what was decided: now, once an hour, and whenever the decision changes. */
export function openDataDesk(options: {
  readonly store: Pick<Store, 'reader' | 'writer'>;
  readonly settings: Pick<SettingsStore, 'current'>;
  readonly events: Pick<Events, 'plain'>;
  readonly dataFolder: string;
  /** ends what is queued or runs of these */
  readonly cancel: Parameters<typeof createPurge>[0]['cancel'];
  readonly now: () => string;
  readonly report: (error: unknown, what: string) => void;
}) {
  const { store, settings, events } = options;
  const backups = createBackupList(options.dataFolder, store);
  const purge = createPurge({ store, cancel: options.cancel, backups: backups.files });
  const ending = new AbortController();
  let underWay: Promise<void> = Promise.resolve();

  /** Null: kept. */
  function before({ days }: Retention): string | null {
    if (days === null) return null;
    return new Date(Date.parse(options.now()) - days * day).toISOString();
  }

  async function remove(before: string, mostBytes: number | null): Promise<number> {
    let removed = 0;
    let from: number | null = 0;
    while (from !== null && !ending.signal.aborted) {
      const step = await store.writer.retain({ before, mostBytes, from, limit: runsAStep });
      removed += step.removed;
      from = step.next;
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
    }
    return removed;
  }

  /** By age first; then the oldest, whatever their age, until the rest fits. */
  async function carryOut(): Promise<void> {
    const { retention } = settings.current();
    const cutoff = before(retention);
    let removed = 0;
    if (cutoff !== null) removed += await remove(cutoff, null);
    const mostBytes = bytesOf(retention);
    if (mostBytes !== null) removed += await remove(options.now(), mostBytes);
    if (removed > 0) events.plain('everything');
  }

  function carryOutInTurn(): void {
    underWay = underWay
      .then(carryOut)
      .catch((error: unknown) => options.report(error, 'removing what is past its time'));
  }

  const timer = setInterval(carryOutInTurn, lookAgainMs);
  timer.unref();
  carryOutInTurn();

  return {
    /** Takes up what retention was just set to. */
    retentionChanged: carryOutInTurn,
    wouldGo: (retention: Retention) =>
      store.reader.wouldGo({ before: before(retention), mostBytes: bytesOf(retention) }),
    async pin(id: number, pinned: boolean) {
      await store.writer.pinRun(id, pinned);
      events.plain('everything');
    },
    wouldPurge: (target: PurgeTarget) => purge.preview(asKept(target)),
    async purge(target: PurgeTarget) {
      const counts = await purge.purge(asKept(target));
      events.plain('everything');
      return counts;
    },
    check: () => store.reader.check(),
    backups: backups.asked,
    /** Null: among the backups of the data folder. */
    async backUp(target: string | null) {
      const file = target ?? (await backups.nextFile(options.now()));
      const made = await backUp({ ...options, folder: options.dataFolder }, file);
      await backups.add(made);
      events.plain('everything');
      return made;
    },
    async compact() {
      const before = await store.reader.storeSize();
      await store.writer.compact();
      events.plain('everything');
      return { freedBytes: before.freeBytes };
    },
    async close() {
      ending.abort();
      clearInterval(timer);
      await underWay;
    },
  };
}

/** A value is typed as it is shown and copied, and removed as it is kept. */
function asKept(target: PurgeTarget): PurgeTarget {
  return 'value' in target ? { value: valueAsKept(target.value) } : target;
}

function bytesOf({ megabytes }: Retention): number | null {
  return megabytes === null ? null : megabytes * 1_000_000;
}
