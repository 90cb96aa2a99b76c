import type { Again, SendQuestion } from '../contract/again.ts';
import { Failure } from '../contract/failure.ts';
import type { Observable } from '../contract/observable.ts';
import type { RunDetail } from '../contract/run.ts';
import {
  askedAgainPast,
  type Outcome,
  type SkipReason,
  type Tlp,
  type Trigger,
} from '../contract/vocabulary.ts';
import type { ConfiguredEnricher } from '../runs/configured.ts';
import type { Scheduler } from '../runs/scheduler.ts';
import type { NewRequest, Store } from '../store/store.ts';
import type { EnricherDesk } from './enrichers.ts';
import { type AgainInput, actQuestion, createAgain } from './again.ts';
import { type Chosen, chosenBy } from './choices.ts';
import { requestFor, requestsFor, startsOnPaste, usual } from './pastes.ts';
import type { Planner } from './planner.ts';
import type { SettingsStore } from './settings.ts';

type EnrichInput = {
  readonly observables: readonly Observable[];
  /** ids or names; null: those that start on paste, unless sets are named */
  readonly enrichers: readonly string[] | null;
  /** saved sets, by name */
  readonly sets?: readonly string[];
  /** said yes to many requests, and to what changes something elsewhere */
  readonly agreed?: boolean;
  readonly tlp: Tlp | null;
  readonly fields: Readonly<Record<string, string>>;
  readonly fresh: boolean;
  /** the analyst said that a marking given to the value before may be lowered */
  readonly lower: boolean;
  /** default: the command line */
  readonly trigger?: Extract<Trigger, 'cli' | 'manual'>;
};

type PasteInput = Pick<AgainInput, 'only' | 'enrichers'> & {
  readonly pasteId: number;
  readonly fresh: boolean;
  readonly agreed: boolean;
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
  /** Queues what is asked again, unless something has to be asked first. */
  readonly again: (input: AgainInput) => Promise<Again>;
  /** As `again` for all values of a paste; runs, waits and answers. */
  readonly enrichPaste: (input: PasteInput, signal: AbortSignal) => Promise<Enriched[]>;
  /** Takes over what an earlier session left, but for what acts. Gives how many there were. */
  readonly resume: () => Promise<number>;
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
  readonly plan: Planner;
  readonly now: () => string;
  readonly queued: (observableIds: readonly number[]) => void;
}): RequestDesk {
  const { store, desk, settings, scheduler } = options;
  const again = createAgain(options);

  return {
    async again(input) {
      const { toQueue, requests, question } = await again(input);
      if (question !== null) return { requests, question };
      await store.writer.addRequests(toQueue);
      options.queued(input.observableIds);
      return { requests, question };
    },

    resume() {
      const acting = desk.all().filter(({ effect }) => effect === 'act');
      return store.writer.resumeLeftover({
        enricherIds: acting.map(({ id }) => id),
        reason: 'act_by_hand_only',
        sentence: 'It changes something elsewhere and was not sent again. Run it by hand.',
      });
    },

    async enrichPaste({ pasteId, only, enrichers, fresh, agreed }, signal) {
      if ((await store.reader.paste(pasteId)) === null) {
        throw new Failure('NOT_FOUND', `There is no paste ${pasteId}.`);
      }
      const observables = await store.reader.observablesOfPaste(pasteId);
      const toAsk =
        only === undefined
          ? observables.filter(({ noise, nested }) => noise === null && !nested)
          : observables;
      const { toQueue, question } = await again(
        {
          observableIds: toAsk.map(({ id }) => id),
          pasteId,
          enrichers,
          trigger: 'cli',
          only,
          fresh,
          agreed: agreed ? ['many'] : [],
        },
        signal,
      );
      if (question !== null) throw refusalOf(question);
      return settle(toQueue, signal);
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
      const named = input.enrichers?.map((name) => desk.named(name)) ?? [];
      const chosen = chosenIn(input);
      await checkAsked(input, named, chosen, signal);
      const stored = [];
      for (const observable of input.observables) {
        stored.push(await store.writer.saveObservable(observable, input.tlp, input.lower));
      }
      const shared = {
        pasteId: null,
        trigger: input.trigger ?? 'cli',
        fresh: input.fresh,
        fields: input.fields,
        priority: 1,
      } as const;
      // Whoever is named has to answer, if only with "not for this type"; of a set only those that can are asked.
      const requests = [
        ...stored.flatMap((one) =>
          named.map((enricher) => requestFor(one, enricher, { ...shared, choice: 'named' })),
        ),
        ...requestsFor(stored, chosen, {
          ...shared,
          choice: input.sets === undefined ? 'default' : 'ticked',
        }),
      ];
      if (requests.length === 0) throw nobodyTakes(input);
      return settle(requests, signal);
    },
  };

  /** The members of the sets that are named; those that start on paste where nothing is. */
  function chosenIn({ enrichers, sets }: EnrichInput): Chosen {
    if (sets === undefined) return enrichers === null ? usual(desk.all()) : new Map();
    const named = new Set(enrichers?.map((name) => desk.named(name).id));
    const types = new Map<string, readonly string[]>();
    for (const set of sets) {
      for (const [id, some] of chosenBy({ set }, settings.current(), desk.all())) {
        if (!named.has(id)) types.set(id, [...new Set([...(types.get(id) ?? []), ...some])]);
      }
    }
    return types;
  }

  /** Asks the price, and whether something is to be changed; who says yes beforehand is not asked. */
  async function checkAsked(
    { observables, tlp, fresh, agreed }: EnrichInput,
    named: readonly ConfiguredEnricher[],
    chosen: Chosen,
    signal: AbortSignal,
  ): Promise<void> {
    const act = named.find(({ effect }) => effect === 'act');
    if (act !== undefined && observables.length > 1) {
      throw new Failure(
        'REFUSED',
        `${act.title} changes something elsewhere: name one value at a time.`,
      );
    }
    if (agreed === true) return;
    const [observable] = observables;
    if (act !== undefined && observable !== undefined) {
      throw refusalOf(actQuestion(act, observable));
    }
    if (observables.length * (named.length + chosen.size) <= askedAgainPast) return;
    const all = new Map([...chosen, ...named.map(({ id, types }) => [id, types] as const)]);
    const terms = { tlp, chosen: all, reuses: !fresh };
    const { thirdPartyRequests: requests, hosts } = await options.plan(
      [observables],
      terms,
      signal,
    );
    if (requests > askedAgainPast) throw refusalOf({ about: 'many', requests, hosts });
  }

  async function settle(requests: readonly NewRequest[], signal: AbortSignal): Promise<Enriched[]> {
    const ids = await store.writer.addRequests(requests);
    const cancel = () => void scheduler.cancel({ ids });
    signal.addEventListener('abort', cancel, { once: true });
    scheduler.wake();
    await scheduler.settled(ids);
    signal.removeEventListener('abort', cancel);
    return enriched(ids);
  }

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

function nobodyTakes({ sets }: EnrichInput): Failure {
  return new Failure(
    'BAD_INPUT',
    sets === undefined
      ? 'No enricher that starts by itself takes this type. Name one with --enricher.'
      : `Nothing in ${sets.map((set) => `"${set}"`).join(', ')} takes this type.`,
  );
}

/** Where nobody sits who could be asked, the answer has to be given with the command. */
function refusalOf(question: SendQuestion): Failure {
  switch (question.about) {
    case 'act':
      return new Failure('REFUSED', `${question.change} Add --yes if it is meant.`);
    case 'many':
      return new Failure(
        'REFUSED',
        `This sends ${question.requests} requests to third parties (${question.hosts.join(', ')}). Add --yes if it is meant.`,
      );
    case 'own':
      return new Failure(
        'REFUSED',
        'This tells third parties. Say first what belongs to your organisation: flairbench settings own --confirm.',
      );
  }
}
