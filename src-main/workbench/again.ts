import type { Again, AgainOnly, SendQuestion } from '../contract/again.ts';
import type { Observable } from '../contract/observable.ts';
import type { ChosenEnrichers } from '../contract/settings.ts';
import {
  askedAgainPast,
  type Outcome,
  type Trigger,
  tellsOutsiders,
} from '../contract/vocabulary.ts';
import type { ConfiguredEnricher } from '../runs/configured.ts';
import type { NewestRun, NewRequest, Store, StoredObservable } from '../store/store.ts';
import type { Chosen } from './choices.ts';
import type { EnricherDesk } from './enrichers.ts';
import { chosenFor, requestsFor } from './pastes.ts';
import type { Planner } from './planner.ts';
import type { SettingsStore } from './settings.ts';

export type AgainInput = {
  readonly observableIds: readonly number[];
  readonly pasteId: number | null;
  /** null: all that are chosen for Enrich; with `only`: all that were asked before */
  readonly enrichers: ChosenEnrichers;
  readonly trigger: Extract<Trigger, 'manual' | 'rerun' | 'open' | 'cli'>;
  readonly only?: AgainOnly | undefined;
  /** results that are fresh are not shown instead; those of `rerun` and `only` never are */
  readonly fresh?: boolean;
  readonly agreed?: readonly ('many' | 'act')[] | undefined;
};

type AgainOptions = {
  readonly store: Pick<Store, 'reader' | 'writer'>;
  readonly desk: Pick<EnricherDesk, 'all' | 'byId'>;
  readonly settings: Pick<SettingsStore, 'current'>;
  readonly plan: Planner;
  readonly now: () => string;
};

const pageObservables = 1000;

/** Asks anew about values that are stored: what is to be asked first, else the requests to queue. */
export function createAgain({ store, desk, settings, plan, now }: AgainOptions) {
  return async (
    input: AgainInput,
    signal?: AbortSignal,
  ): Promise<Again & { readonly toQueue: readonly NewRequest[] }> => {
    const observables = await store.reader.storedObservables(input.observableIds);
    const acting = actingOn(input);
    const pairs = await pairsOf(input, observables);
    const toQueue = [];
    for (const { chosen, values } of pairs) {
      toQueue.push(
        ...requestsFor(values, chosen, {
          pasteId: input.pasteId,
          trigger: input.trigger,
          choice: choiceOf(input),
          fresh: isFresh(input),
          // What was asked for by a click on one row or tab is what the analyst waits for.
          priority: 1,
        }),
      );
    }
    const question = await questionAbout(pairs, acting);
    return { requests: question === null ? toQueue.length : 0, question, toQueue };

    async function questionAbout(
      asked: readonly Asked[],
      act: ConfiguredEnricher | null,
    ): Promise<SendQuestion | null> {
      let requests = 0;
      let tells = false;
      const hosts = new Set<string>();
      for (const { chosen, values } of asked) {
        const terms = { tlp: null, chosen, reuses: !isFresh(input) };
        const price = await plan(pagesOf(values), terms, signal);
        requests += price.thirdPartyRequests;
        tells ||= price.lines.some(
          (line) => line.chosen && line.runs > 0 && tellsOutsiders(line.audience),
        );
        for (const host of price.hosts) hosts.add(host);
      }
      const { own, ownConfirmed } = settings.current();
      if (tells && !ownConfirmed) return { about: 'own', own };
      if (requests > askedAgainPast && input.agreed?.includes('many') !== true) {
        return { about: 'many', requests, hosts: [...hosts].sort() };
      }
      const [observable] = observables;
      if (act === null || observable === undefined || input.agreed?.includes('act') === true) {
        return null;
      }
      return actQuestion(act, observable);
    }
  };

  /** Only a click on this one, about one value, lets it act: never a set, a selection or the opening of a tab. */
  function actingOn({ enrichers, trigger, observableIds }: AgainInput): ConfiguredEnricher | null {
    if (trigger !== 'rerun' || observableIds.length !== 1) return null;
    if (enrichers === null || 'set' in enrichers || enrichers.length !== 1) return null;
    const enricher = desk.byId(enrichers[0] ?? '');
    return enricher?.effect === 'act' ? enricher : null;
  }

  function choiceOf(input: AgainInput): NewRequest['choice'] {
    const { enrichers, trigger, only } = input;
    if (enrichers === null) return only === undefined ? 'default' : 'ticked';
    if (actingOn(input) !== null) return 'named';
    const byHand = trigger === 'rerun' || trigger === 'cli';
    const named = byHand && only === undefined && !('set' in enrichers);
    const acts = named && enrichers.some((id) => desk.byId(id)?.effect === 'act');
    return named && !acts ? 'named' : 'ticked';
  }

  /** Values that are asked about by the same enrichers stand together. */
  async function pairsOf(
    { enrichers, only }: AgainInput,
    observables: readonly StoredObservable[],
  ): Promise<readonly Asked[]> {
    if (only === undefined) {
      return [
        { chosen: chosenFor(enrichers, settings.current(), desk.all()), values: observables },
      ];
    }
    const wanted = enrichers === null ? null : chosenFor(enrichers, settings.current(), desk.all());
    const newest = await store.reader.newestOf(observables.map(({ id }) => id));
    const byEnricher = Map.groupBy(
      newest.filter((one) => isMeant(one, only, now())),
      ({ enricherId }) => enricherId,
    );
    const byId = new Map(observables.map((one) => [one.id, one]));
    return desk.all().flatMap(({ id, types, enabled, effect }): Asked[] => {
      const rows = byEnricher.get(id) ?? [];
      if (!enabled || effect === 'act' || (wanted !== null && !wanted.has(id))) return [];
      const values = rows.flatMap(({ observableId }) => byId.get(observableId) ?? []);
      return values.length === 0 ? [] : [{ chosen: new Map([[id, types]]), values }];
    });
  }
}

const isFresh = ({ trigger, only, fresh }: AgainInput) =>
  trigger === 'rerun' || only !== undefined || fresh === true;

type Asked = { readonly chosen: Chosen; readonly values: readonly StoredObservable[] };

const failures: ReadonlySet<Outcome | null> = new Set<Outcome>(['error', 'timeout', 'interrupted']);

/** What is under way already is not asked twice. */
function isMeant(newest: NewestRun, only: AgainOnly, now: string): boolean {
  if (newest.state !== null && newest.state !== 'done') return false;
  if (only.what === 'failed')
    return failures.has(newest.outcome) || failures.has(newest.runOutcome);
  const before = new Date(Date.parse(now) - only.seconds * 1000).toISOString();
  return newest.goodAt !== null && newest.goodAt < before;
}

/** What it will change and where: in the words of the enricher, or plain ones. */
export function actQuestion(
  { title, changes, hosts }: ConfiguredEnricher,
  { type, value }: Observable,
): Extract<SendQuestion, { about: 'act' }> {
  const where = hosts.length === 0 ? '' : ` at ${hosts.join(', ')}`;
  const what = changes?.replace(/\.$/, '') ?? 'does not say what';
  const change = `This will change something elsewhere${where}: ${title} ${what}.`;
  return { about: 'act', title, change, observable: { type, value } };
}

function* pagesOf(values: readonly StoredObservable[]): Generator<readonly StoredObservable[]> {
  for (let at = 0; at < values.length; at += pageObservables) {
    yield values.slice(at, at + pageObservables);
  }
}
