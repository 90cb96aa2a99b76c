import type { TextForm } from '../contract/defang.ts';
import { Failure } from '../contract/failure.ts';
import type { Find } from '../contract/observable.ts';
import type { Extraction, FindEdit, Plan } from '../contract/paste.ts';
import { mostFinds } from '../observables/find.ts';
import { rankOfTlp } from '../contract/tlp.ts';
import { listedFinds, pasteLimitBytes, type Tlp } from '../contract/vocabulary.ts';
import type { ConfiguredEnricher } from '../runs/configured.ts';
import { planRuns } from '../runs/plan.ts';
import { usedToday } from '../runs/quota.ts';
import { freshSince, reuseKeyOf } from '../runs/reuse.ts';
import type { NewRequest, Store, StoredObservable } from '../store/store.ts';
import { applyEdits, type Corrected, keyOf, valuesToRun } from './edits.ts';
import type { EnricherDesk } from './enrichers.ts';
import type { SettingsStore } from './settings.ts';

type PasteInput = {
  readonly text: string;
  readonly edits: readonly FindEdit[];
  readonly tlp: Tlp | null;
  /** null: those of the settings */
  readonly enrichers: readonly string[] | null;
  readonly includeNoise: boolean;
};

export type PasteDesk = {
  readonly extract: (text: string) => Promise<Extraction>;
  readonly plan: (input: PasteInput) => Promise<Plan>;
  /** a draft with its observables defanged or refanged */
  readonly rewrite: (
    input: Pick<PasteInput, 'text' | 'edits'> & { readonly form: TextForm },
  ) => Promise<string>;
  /** the text of a paste, likewise */
  readonly rewritePaste: (id: number, form: TextForm) => Promise<string>;
  readonly submit: (
    input: PasteInput & { title: string; caseReference: string },
  ) => Promise<{ pasteId: number; requests: number }>;
  readonly change: (
    id: number,
    change: { title?: string; caseReference?: string; tlp?: Tlp; lower?: boolean },
  ) => Promise<void>;
};

export function createPasteDesk(options: {
  readonly store: Pick<Store, 'reader' | 'writer'>;
  readonly desk: EnricherDesk;
  readonly settings: SettingsStore;
  /** in a worker thread */
  readonly find: (text: string) => Promise<Extraction>;
  /** in a worker thread */
  readonly rewrite: (text: string, finds: readonly Find[], form: TextForm) => Promise<string>;
  readonly now: () => string;
  readonly queued: (pasteId: number) => void;
}): PasteDesk {
  const { store, desk, settings } = options;
  // The plan is asked for after each extraction of the same text: scanning it twice would double the wait.
  let latest: { text: string; by: string; extraction: Promise<Extraction> } | null = null;

  function find(text: string): Promise<Extraction> {
    refuseTooLarge(text);
    const { own, patternTypes } = settings.current();
    const by = JSON.stringify([own, patternTypes]);
    if (latest?.text === text && latest.by === by) return latest.extraction;
    const extraction = options.find(text);
    latest = { text, by, extraction };
    extraction.catch(() => {
      latest = null;
    });
    return extraction;
  }

  async function correct({ text, edits }: PasteInput): Promise<Corrected> {
    const { finds } = await find(text);
    return applyEdits(finds, edits, settings.patternTypes());
  }

  function chosen(enrichers: readonly string[] | null): Set<string> {
    return chosenIds(enrichers ?? settings.current().chosenEnrichers, desk.all());
  }

  /** For the next paste, too; but what touches the observable itself is ticked anew each time. */
  function rememberChoice(enrichers: readonly string[]): Promise<void> {
    const lasting = enrichers.filter((id) => desk.byId(id)?.active !== true);
    return settings.change({ chosenEnrichers: lasting });
  }

  return {
    async extract(text) {
      const extraction = await find(text);
      const cut = extraction.cut || extraction.finds.length > listedFinds;
      return { ...extraction, finds: extraction.finds.slice(0, listedFinds), cut };
    },

    async rewrite({ text, edits, form }) {
      const { finds, cut } = await find(text);
      if (cut) throw tooMany();
      return options.rewrite(text, applyEdits(finds, edits).finds, form);
    },

    async rewritePaste(id, form) {
      const paste = await store.reader.paste(id);
      if (paste === null) throw new Failure('NOT_FOUND', 'That paste is not here any more.');
      if (paste.finds.length >= mostFinds) throw tooMany();
      return options.rewrite(paste.text, paste.finds, form);
    },

    async plan(input) {
      const corrected = await correct(input);
      const toRun = valuesToRun(corrected, input.includeNoise);
      const observables = [...toRun.values()].map(({ type, value }) => ({
        type,
        value,
        tlp: input.tlp,
        internal: settings.internal({ type, value }),
      }));
      const known = await store.reader.knownObservables(observables);
      const indexes = new Map(observables.map((one, index) => [keyOf(one), index]));
      const indexOf = new Map(known.map((one) => [one.id, indexes.get(keyOf(one)) ?? -1]));
      const enabled = desk.all().filter((enricher) => enricher.enabled);
      const now = options.now();
      const used = new Map<string, number>();
      const fresh = new Map<string, ReadonlySet<number>>();
      for (const enricher of enabled) {
        used.set(enricher.id, await usedToday(enricher, store.reader, now));
        const ids = await store.reader.freshOf({
          ids: known.filter(({ type }) => enricher.types.includes(type)).map(({ id }) => id),
          enricherId: enricher.id,
          reuseKey: reuseKeyOf(enricher),
          ...freshSince(enricher, now),
        });
        fresh.set(enricher.id, new Set(ids.map((id) => indexOf.get(id) ?? -1)));
      }
      const raised = new Map(known.map((one) => [keyOf(one), one.tlp]));
      return planRuns({
        observables: observables.map((one) => {
          const other = raised.get(keyOf(one)) ?? null;
          return { ...one, tlp: rankOfTlp(other) > rankOfTlp(one.tlp) ? other : one.tlp };
        }),
        enrichers: enabled,
        chosen: chosen(input.enrichers),
        airGapped: settings.current().airGapped,
        used,
        fresh,
      });
    },

    async submit(input) {
      if (input.text.trim() === '') {
        throw new Failure('BAD_INPUT', 'There is nothing to enrich: paste some text first.');
      }
      const corrected = await correct(input);
      const toRun = valuesToRun(corrected, input.includeNoise);
      const { finds } = corrected;
      const { tlp, title, caseReference, text } = input;
      const saved = await store.writer.savePaste({ text, tlp, title, caseReference, finds });
      const enrichers = chosen(input.enrichers);
      if (input.enrichers !== null) await rememberChoice(input.enrichers);
      const choice = input.enrichers === null ? 'default' : 'ticked';
      const requests = requestsFor(
        saved.observables.filter((one) => toRun.has(keyOf(one))),
        desk.all().filter(({ id, enabled }) => enabled && enrichers.has(id)),
        { pasteId: saved.pasteId, trigger: 'paste', choice, fresh: false },
      );
      await store.writer.addRequests(requests);
      options.queued(saved.pasteId);
      return { pasteId: saved.pasteId, requests: requests.length };
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

/** What lies past the limit would stay live in a text that is called defanged. */
function tooMany(): Failure {
  const most = mostFinds.toLocaleString('en');
  return new Failure('TOO_LARGE', `This text holds more than ${most} observables. Split it first.`);
}

function refuseTooLarge(text: string): void {
  // Counting bytes costs a pass over the text; most texts are far below and need none.
  if (text.length * 3 <= pasteLimitBytes || Buffer.byteLength(text) <= pasteLimitBytes) return;
  const megabytes = Math.ceil(Buffer.byteLength(text) / 1024 / 1024);
  throw new Failure(
    'TOO_LARGE',
    `This text has ${megabytes} MB; ${pasteLimitBytes / 1024 / 1024} MB are taken at once. Split it, or cut it down to the part that matters.`,
  );
}

/** The analyst's choice; else what starts on paste and is set up: what cannot answer is no news in every row. */
export function chosenIds(
  chosen: readonly string[] | null,
  enrichers: readonly ConfiguredEnricher[],
): Set<string> {
  return new Set(
    chosen ?? enrichers.filter((enricher) => startsOnPaste(enricher)).map(({ id }) => id),
  );
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

/** One request for each enricher that takes the observable's type. */
export function requestsFor(
  observables: readonly StoredObservable[],
  enrichers: readonly ConfiguredEnricher[],
  shared: SharedByRequests,
): NewRequest[] {
  return observables.flatMap((observable) =>
    enrichers
      .filter(({ types }) => types.includes(observable.type))
      .map((enricher) => requestFor(observable, enricher, shared)),
  );
}

export function requestFor(
  observable: StoredObservable,
  enricher: ConfiguredEnricher,
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
