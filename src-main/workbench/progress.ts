import type { QueueProgress } from '../contract/progress.ts';
import { estimateEnd } from '../runs/estimate.ts';
import type { Store } from '../store/store.ts';
import type { EnricherDesk } from './enrichers.ts';
import type { SettingsStore } from './settings.ts';

/** How far the runs of a paste have come, and about when they are done; null: all that is under way. */
export function createProgress(options: {
  readonly store: Pick<Store, 'reader'>;
  readonly desk: Pick<EnricherDesk, 'byId'>;
  readonly settings: Pick<SettingsStore, 'current'>;
  readonly now: () => string;
}) {
  const { store, desk, settings } = options;

  return async (pasteId: number | null): Promise<QueueProgress> => {
    const { work, ...counts } = await store.reader.queueState(pasteId);
    const { endsAt, waitsFor } = estimateEnd(
      work.map((one) => ({ ...one, rate: desk.byId(one.enricherId)?.limits.rate ?? null })),
      { concurrency: settings.current().concurrency, now: Date.parse(options.now()) },
    );
    const waiting = work.find(({ enricherId }) => enricherId === waitsFor);
    return {
      ...counts,
      endsAt: endsAt === null || counts.open === 0 ? null : new Date(endsAt).toISOString(),
      waitsFor:
        waiting?.waitingUntil == null
          ? null
          : {
              title: desk.byId(waiting.enricherId)?.title ?? waiting.enricherId,
              until: waiting.waitingUntil,
            },
    };
  };
}
