import { setImmediate as nextTurn } from 'node:timers/promises';
import type { TextForm } from '../contract/defang.ts';
import { Failure } from '../contract/failure.ts';
import type { Observable } from '../contract/observable.ts';
import { openValuePage, pageLength, pageText, type ValuePages } from '../contract/pages.ts';
import type { Extraction, FindEdit, Plan } from '../contract/paste.ts';
import type { ChosenEnrichers, Settings } from '../contract/settings.ts';
import type { SharedText, TextSource } from '../contract/text.ts';
import { rankOfTlp } from '../contract/tlp.ts';
import { listedFinds, type Tlp } from '../contract/vocabulary.ts';
import { settledEdit } from '../observables/edits.ts';
import { mostFinds } from '../observables/find.ts';
import type { Extracted, WorkbenchTasks } from '../processes/tasks.worker.ts';
import type { ThreadPool } from '../processes/thread-pool.ts';
import type { ConfiguredEnricher } from '../runs/configured.ts';
import type { NewRequest, Store, StoredObservable } from '../store/store.ts';
import { type Chosen, chosenBy } from './choices.ts';
import type { EnricherDesk } from './enrichers.ts';
import type { Planner } from './planner.ts';
import type { SettingsStore } from './settings.ts';
import { mostTexts, type TextShelf } from './texts.ts';

/** Reading a longer text is broken off when another one takes its place; a shorter one is read sooner than a thread starts. */
const brokenOffPast = 2_000_000;
const listedPages = listedFinds / pageLength;

type PasteInput = {
  readonly text: TextSource;
  readonly edits: readonly FindEdit[];
  readonly tlp: Tlp | null;
  /** null: those of the settings */
  readonly enrichers: ChosenEnrichers;
  readonly includeNoise: boolean;
};

export type PasteDesk = {
  readonly extract: (text: TextSource) => Promise<Extraction>;
  /** one page of what `extract` found; OUTDATED when the text was read anew since, with other settings perhaps */
  readonly finds: (reading: Extraction['reading'], page: number) => Promise<string>;
  readonly plan: (input: PasteInput, signal?: AbortSignal) => Promise<Plan>;
  /** a draft with its observables defanged or refanged */
  readonly rewrite: (
    input: Pick<PasteInput, 'text' | 'edits'> & { readonly form: TextForm },
  ) => Promise<string>;
  /** the text of a paste, likewise */
  readonly rewritePaste: (id: number, form: TextForm) => Promise<string>;
  readonly submit: (
    input: PasteInput & { title: string; caseReference: string },
  ) => Promise<{ pasteId: number; requests: number }>;
  /** puts corrections of a paste in the place of what was corrected before, value by value */
  readonly correct: (id: number, edits: readonly FindEdit[]) => Promise<void>;
  readonly change: (
    id: number,
    change: { title?: string; caseReference?: string; tlp?: Tlp; lower?: boolean },
  ) => Promise<void>;
};

/** What was found in the text that a window shows. */
type Reading = {
  readonly id: Extraction['reading'];
  readonly text: string;
  /** the settings that it was read with */
  readonly by: string;
  readonly extraction: Promise<Extracted>;
  readonly breakOff: () => void;
};

/** Finds stay packed here: opening, correcting and counting them is work for the threads. */
export function createPasteDesk(options: {
  readonly store: Pick<Store, 'reader' | 'writer'>;
  readonly desk: EnricherDesk;
  readonly settings: SettingsStore;
  readonly texts: TextShelf;
  readonly threads: ThreadPool<WorkbenchTasks>;
  /** aborted when the workbench closes */
  readonly ending: AbortSignal;
  readonly plan: Planner;
  readonly queued: (pasteId: number) => void;
}): PasteDesk {
  const { store, desk, settings, texts, threads, ending } = options;
  const { plan } = options;
  // The plan is asked for after each extraction of the same text: reading it twice would double the wait.
  const readings = new Map<string, Reading>();

  function read(source: TextSource): Reading {
    const text = texts.read(source);
    const window = windowOf(source);
    const { own, patternTypes } = settings.current();
    const by = JSON.stringify([own, patternTypes]);
    const before = readings.get(window);
    if (before?.text === text && before.by === by) return before;
    before?.breakOff();
    const abort = new AbortController();
    // Handing over a large text takes as long as counting its bytes: others have their turn in between.
    const extraction = nextTurn().then(() =>
      threads.run('extract', { text, own, patternTypes }, AbortSignal.any([ending, abort.signal])),
    );
    const reading: Reading = {
      id: crypto.randomUUID(),
      text,
      by,
      extraction,
      breakOff: () => {
        if (text.length > brokenOffPast) abort.abort(outdated());
      },
    };
    readings.delete(window);
    readings.set(window, reading);
    for (const oldest of readings.keys()) {
      if (readings.size <= mostTexts) break;
      readings.delete(oldest);
    }
    extraction.catch(() => {
      if (readings.get(window) === reading) readings.delete(window);
    });
    return reading;
  }

  async function correction({ text, edits }: Pick<PasteInput, 'text' | 'edits'>) {
    const { finds, cut } = await read(text).extraction;
    const { patternTypes } = settings.current();
    return { correction: { finds, edits, patternTypes }, cut };
  }

  /** For the next paste, too; but what touches the observable itself is ticked anew each time. */
  function rememberChoice(enrichers: Exclude<ChosenEnrichers, null>): Promise<void> {
    const lasting =
      'set' in enrichers ? enrichers : enrichers.filter((id) => desk.byId(id)?.active !== true);
    return settings.change({ chosenEnrichers: lasting });
  }

  return {
    async extract(text) {
      const { id, extraction } = read(text);
      const { finds, counts, cut } = await extraction;
      const pages = Math.min(finds.length, listedPages);
      return { reading: id, pages, counts, cut: cut || finds.length > pages };
    },

    async finds(reading, page) {
      const known = [...readings.values()].find(({ id }) => id === reading);
      if (known === undefined) throw outdated();
      const { finds } = await known.extraction;
      const found = page < listedPages ? finds[page] : undefined;
      if (found === undefined) throw new Failure('BAD_INPUT', 'There are no more finds.');
      return pageText(found);
    },

    async rewrite({ form, ...input }) {
      const text = texts.read(input.text);
      const { correction: corrected, cut } = await correction(input);
      if (cut) throw tooMany();
      return threads.run('rewrite', { ...corrected, text, form }, ending);
    },

    async rewritePaste(id, form) {
      const paste = await store.reader.paste(id);
      if (paste === null) throw new Failure('NOT_FOUND', 'That paste is not here any more.');
      const { text, finds, edits } = paste;
      if (finds.length * pageLength >= mostFinds) throw tooMany();
      return threads.run(
        'rewrite',
        { text, finds, edits, patternTypes: settings.current().patternTypes, form },
        ending,
      );
    },

    async plan({ includeNoise, tlp, enrichers, ...input }, signal) {
      const { correction: corrected } = await correction(input);
      const values = await threads.run('valuesToRun', { ...corrected, includeNoise }, ending);
      const chosen = chosenFor(enrichers, settings.current(), desk.all());
      return plan(opened(values), { tlp, chosen, reuses: true }, signal);
    },

    async submit({ tlp, title, caseReference, includeNoise, ...input }) {
      const text = texts.read(input.text);
      if (text.trim() === '') {
        throw new Failure('BAD_INPUT', 'There is nothing to enrich: paste some text first.');
      }
      const { correction: corrected } = await correction(input);
      const { settled, toRun } = await threads.run(
        'settle',
        { ...corrected, includeNoise },
        ending,
      );
      const chosen = chosenFor(input.enrichers, settings.current(), desk.all());
      if (input.enrichers !== null) await rememberChoice(input.enrichers);
      const saved = await store.writer.savePaste({
        text,
        tlp,
        title,
        caseReference,
        finds: corrected.finds,
        edits: settled,
        asked: {
          values: toRun,
          enrichers: desk
            .all()
            .filter(({ id, enabled }) => enabled && chosen.has(id))
            .map(({ id }) => ({ id, types: chosen.get(id) ?? [] })),
          choice: input.enrichers === null ? 'default' : 'ticked',
        },
      });
      options.queued(saved.pasteId);
      return saved;
    },

    async correct(id, edits) {
      const types = settings.patternTypes();
      await store.writer.correctPaste(
        id,
        edits.map((edit) => settledEdit(edit, edit.value, types)),
      );
    },

    async change(id, { lower, ...change }) {
      const paste = await store.reader.paste(id);
      if (paste === null) throw new Failure('NOT_FOUND', 'That paste is not here any more.');
      const lowered = change.tlp !== undefined && rankOfTlp(change.tlp) < rankOfTlp(paste.tlp);
      if (lowered && lower !== true) {
        throw new Failure('REFUSED', 'Lowering a marking has to be confirmed.');
      }
      await store.writer.changePaste(id, change);
    },
  };
}

/** Whose text it is: what one window writes takes the place of nothing that another one does. */
function windowOf(source: TextSource): SharedText['id'] {
  return typeof source === 'string' ? '' : source.id;
}

function outdated(): Failure {
  return new Failure('OUTDATED', 'The text has changed meanwhile. Try again.');
}

/** What lies past the limit would stay live in a text that is called defanged. */
function tooMany(): Failure {
  const most = mostFinds.toLocaleString('en');
  return new Failure('TOO_LARGE', `This text holds more than ${most} observables. Split it first.`);
}

function* opened(values: ValuePages): Generator<readonly Observable[]> {
  for (const page of values) yield openValuePage(page);
}

/**
 * The analyst's choice, else the last one; else what starts on paste and is set up: what cannot answer is no news in
 * every row.
 */
export function chosenFor(
  choice: ChosenEnrichers,
  settings: Pick<Settings, 'sets' | 'chosenEnrichers'>,
  enrichers: readonly ConfiguredEnricher[],
): Chosen {
  const wanted = choice ?? lastChoice(settings);
  if (wanted !== null) return chosenBy(wanted, settings, enrichers);
  return usual(enrichers);
}

/** Those that start on paste. */
export function usual(enrichers: readonly ConfiguredEnricher[]): Chosen {
  return new Map(enrichers.filter(startsOnPaste).map(({ id, types }) => [id, types]));
}

/** A set that was removed since is no choice any more. */
function lastChoice({ sets, chosenEnrichers }: Pick<Settings, 'sets' | 'chosenEnrichers'>) {
  if (chosenEnrichers === null || !('set' in chosenEnrichers)) return chosenEnrichers;
  return sets.some(({ name }) => name === chosenEnrichers.set) ? chosenEnrichers : null;
}

export function startsOnPaste(enricher: ConfiguredEnricher): boolean {
  const { start, enabled, missingSettings, missingCredentials } = enricher;
  return (
    start === 'on-paste' &&
    enabled &&
    missingSettings.length === 0 &&
    missingCredentials.length === 0
  );
}

type SharedByRequests = Pick<NewRequest, 'pasteId' | 'trigger' | 'choice' | 'fresh'> &
  Partial<Pick<NewRequest, 'fields' | 'priority'>>;

/** One request for each enricher that is chosen for the observable's type. */
export function requestsFor(
  observables: readonly StoredObservable[],
  chosen: Chosen,
  shared: SharedByRequests,
): NewRequest[] {
  return observables.flatMap((observable) =>
    [...chosen]
      .filter(([, types]) => types.includes(observable.type))
      .map(([id]) => requestFor(observable, { id }, shared)),
  );
}

export function requestFor(
  observable: StoredObservable,
  enricher: Pick<ConfiguredEnricher, 'id'>,
  shared: SharedByRequests,
): NewRequest {
  return {
    fields: {},
    priority: 0,
    ...shared,
    observableId: observable.id,
    enricherId: enricher.id,
  };
}
