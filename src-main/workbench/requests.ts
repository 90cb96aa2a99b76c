import { Failure } from '../contract/failure.ts';
import type { Observable } from '../contract/observable.ts';
import type { RunDetail } from '../contract/run.ts';
import type { Outcome, SkipReason, Tlp, Trigger } from '../contract/vocabulary.ts';
import type { Scheduler } from '../runs/scheduler.ts';
import type { Store } from '../store/store.ts';
import type { EnricherDesk } from './enrichers.ts';
import { chosenIds, requestFor, requestsFor, startsOnPaste } from './pastes.ts';
import type { SettingsStore } from './settings.ts';

type Again = {
  readonly observableIds: readonly number[];
  readonly pasteId: number | null;
  /** null: all that are chosen for Enrich */
  readonly enrichers: readonly string[] | null;
  readonly trigger: Extract<Trigger, 'manual' | 'rerun' | 'open'>;
};

type EnrichInput = {
  readonly observables: readonly Observable[];
  /** ids or names; null: those that start on paste */
  readonly enrichers: readonly string[] | null;
  readonly tlp: Tlp | null;
  readonly fields: Readonly<Record<string, string>>;
  readonly fresh: boolean;
  /** the analyst said that a marking given to the value before may be lowered */
  readonly lower: boolean;
  /** default: the command line */
  readonly trigger?: Extract<Trigger, 'cli' | 'manual'>;
};

export type Enriched = {
  readonly run: number | null;
  readonly enricher: string;
  readonly observable: Observable;
  readonly outcome: Outcome;
  readonly reason: string;
  readonly sentence: string;
  readonly reused: boolean;
  readonly report: RunDetail['report'];
};

export type RequestDesk = {
  readonly again: (input: Again) => Promise<number>;
  /** Runs, waits and answers: one row for each observable and enricher that takes its type. */
  readonly enrich: (input: EnrichInput, signal: AbortSignal) => Promise<Enriched[]>;
  /** Why each of those that start by themselves could not even be asked: the codes of what is missing. */
  readonly leftOut: (input: Pick<EnrichInput, 'observables' | 'enrichers'>) => SkipReason[];
};

export function createRequestDesk(options: {
  readonly store: Pick<Store, 'reader' | 'writer'>;
  readonly desk: EnricherDesk;
  readonly settings: SettingsStore;
  readonly scheduler: Scheduler;
  readonly queued: (observableIds: readonly number[]) => void;
}): RequestDesk {
  const { store, desk, settings, scheduler } = options;

  return {
    async again({ observableIds, pasteId, enrichers, trigger }) {
      const observables = await store.reader.storedObservables(observableIds);
      const named = enrichers !== null;
      const ids = named
        ? new Set(enrichers)
        : chosenIds(settings.current().chosenEnrichers, desk.all());
      const requests = requestsFor(
        observables,
        desk.all().filter(({ id }) => ids.has(id)),
        // What was asked for by a click on one row or tab is what the analyst waits for.
        {
          pasteId,
          trigger,
          choice: named ? 'named' : 'default',
          fresh: trigger === 'rerun',
          priority: 1,
        },
      );
      await store.writer.addRequests(requests);
      options.queued(observableIds);
      return requests.length;
    },

    leftOut({ observables, enrichers }) {
      if (enrichers !== null) return [];
      return observables.flatMap(({ type }) =>
        desk
          .all()
          .filter((one) => one.start === 'on-paste' && one.enabled && !startsOnPaste(one))
          .filter(({ types }) => types.includes(type))
          .map(({ missingCredentials }) =>
            missingCredentials.length > 0 ? 'credential' : 'not_configured',
          ),
      );
    },

    async enrich(input, signal) {
      const enrichers =
        input.enrichers === null
          ? desk.all().filter(startsOnPaste)
          : input.enrichers.map((name) => desk.named(name));
      const stored = [];
      for (const observable of input.observables) {
        stored.push(await store.writer.saveObservable(observable, input.tlp, input.lower));
      }
      const named = input.enrichers !== null;
      const shared = {
        pasteId: null,
        trigger: input.trigger ?? 'cli',
        choice: named ? 'named' : 'default',
        fresh: input.fresh,
        fields: input.fields,
        priority: 1,
      } as const;
      // Whoever is named has to answer, if only with "not for this type"; of a set only those that can are asked.
      const requests = named
        ? stored.flatMap((one) => enrichers.map((enricher) => requestFor(one, enricher, shared)))
        : requestsFor(stored, enrichers, shared);
      if (requests.length === 0) {
        throw new Failure(
          'BAD_INPUT',
          'No enricher that starts by itself takes this type. Name one with --enricher.',
        );
      }
      const ids = await store.writer.addRequests(requests);
      const cancel = () => void scheduler.cancel({ ids });
      signal.addEventListener('abort', cancel, { once: true });
      scheduler.wake();
      await scheduler.settled(ids);
      signal.removeEventListener('abort', cancel);
      return enriched(ids);
    },
  };

  async function enriched(ids: readonly number[]): Promise<Enriched[]> {
    const ended = await store.reader.requests(ids);
    const observables = new Map(
      (await store.reader.storedObservables(ended.map(({ observableId }) => observableId))).map(
        (observable) => [observable.id, observable],
      ),
    );
    const rows: Enriched[] = [];
    for (const request of ended) {
      const run = request.runId === null ? null : await store.reader.run(request.runId);
      const observable = observables.get(request.observableId);
      if (observable === undefined) continue;
      rows.push({
        run: run?.id ?? null,
        enricher: request.enricherId,
        observable: { type: observable.type, value: observable.value },
        outcome: run?.outcome ?? request.outcome ?? 'error',
        reason: run?.reason ?? request.reason ?? 'unknown',
        sentence: run?.sentence ?? request.sentence ?? '',
        reused: request.reused,
        report: run?.report ?? null,
      });
    }
    return rows;
  }
}
