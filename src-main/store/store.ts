import type { PurgeTarget, StoreSize, WouldGo } from '../contract/data.ts';
import type { Observable } from '../contract/observable.ts';
import type { FindPages, ValuePages } from '../contract/pages.ts';
import type { FlairPane, ObservableRow, Paste, PasteSummary, Progress } from '../contract/paste.ts';
import type { Cell, Message, Report, TableRest } from '../contract/report.ts';
import type { LedgerEntry, LedgerFilter, LedgerRow } from '../contract/ledger.ts';
import type { EnrichmentRequest, RawOutput, RunDetail, RunSummary } from '../contract/run.ts';
import type { Facets, RunFilter, RunOrder } from '../contract/search.ts';
import type { Choice, Outcome, RequestState, Tlp, Trigger } from '../contract/vocabulary.ts';
import type {
  Leave,
  Lesson,
  LimitAnswer,
  LimitKey,
  Limits,
  LimitWait,
  SaidUsage,
} from '../limits/limits.ts';
import type { QuotaStanding } from '../limits/quota.ts';
import type { SettledEdit } from '../observables/edits.ts';

/**
 * The run store. One writer and one reader, each in a worker thread with its own connection; every method is a
 * message to that thread and back, so the host's event loop is never held. Failures of the disk or the file are
 * typed (`Failure` with a STORE_… code); a method that fails has changed nothing.
 */
export type Store = {
  readonly reader: Reader;
  readonly writer: Writer;
  /** called after another process changed the same data folder; returns the way to stop listening */
  readonly onForeignChange: (listener: () => void) => () => void;
  readonly close: () => Promise<void>;
};

export type NewPaste = {
  readonly text: string;
  readonly title: string;
  readonly caseReference: string;
  readonly tlp: Tlp | null;
  /** as found, in order; every occurrence is kept, values are merged */
  readonly finds: FindPages;
  readonly edits: readonly SettledEdit[];
  /** queued together with the paste: with it, or not at all */
  readonly asked: PasteRequests | null;
};

/** What is asked about the values of a new paste: each value of each enricher that takes its type. */
export type PasteRequests = {
  /** those that are not among them are kept only */
  readonly values: ValuePages;
  readonly enrichers: readonly { readonly id: string; readonly types: readonly string[] }[];
  readonly choice: Choice;
};

export type StoredPaste = Omit<Paste, 'finds'> & { readonly finds: FindPages };

export type StoredObservable = Observable & {
  readonly id: number;
  readonly noise: string | null;
  readonly nested: boolean;
};

export type NewRequest = {
  readonly pasteId: number | null;
  readonly observableId: number;
  readonly enricherId: string;
  readonly trigger: Trigger;
  readonly choice: Choice;
  /** a result that is fresh is not shown instead */
  readonly fresh: boolean;
  readonly fields: Readonly<Record<string, string>>;
  /** higher goes first; what the analyst is looking at is 1, everything else 0 */
  readonly priority: number;
};

/** A request that this process took from the queue, with all that the gates need, as it is now. */
export type ClaimedRequest = NewRequest & {
  readonly id: number;
  readonly observable: StoredObservable;
  /** the highest of every paste the observable stands in */
  readonly tlp: Tlp | null;
  /** it does not stand any more in the paste for which it was asked */
  readonly isGone: boolean;
  readonly createdAt: string;
  /** runs of it that were taken back */
  readonly attempts: number;
  /** since when it has been refused without getting through; null: it has not */
  readonly refusedSince: string | null;
};

/** Who has how many slots already, by the id of the enricher, and of whom nothing is taken now. */
export type Slots = {
  readonly taken: Readonly<Record<string, number>>;
  readonly resting: readonly string[];
};

/** All that match in everything that is given. */
export type CancelQuery = {
  readonly ids?: readonly number[];
  readonly pasteId?: number;
  readonly observableIds?: readonly number[];
  readonly enricherId?: string;
};

/** Why a request waits, and when it is worth trying again. */
export type RequestHold = {
  readonly until: string;
  readonly reason: string;
  readonly sentence: string;
  /** by the source, not by our own pace: that is waited for so long and no longer */
  readonly refused: boolean;
};

/** Ends a request without a run of its own. */
export type RequestEnd =
  | {
      readonly kind: 'skipped';
      readonly reason: string;
      readonly sentence: string;
      /** when it could be asked again */
      readonly until?: string;
    }
  | { readonly kind: 'cancelled'; readonly reason: string; readonly sentence: string }
  | { readonly kind: 'reused'; readonly runId: number };

export type NewRun = {
  readonly requestId: number;
  readonly enricherId: string;
  readonly enricherTitle: string;
  readonly bundleVersion: string;
  readonly bundleHash: string;
  readonly settings: Readonly<Record<string, unknown>>;
  /** digest of settings and credential identity: two runs with the same one may stand for each other */
  readonly reuseKey: string;
  readonly tlp: Tlp | null;
  readonly startedAt: string;
};

export type FinishedRun = {
  readonly runId: number;
  readonly outcome: Exclude<Outcome, 'skipped'>;
  readonly reason: string;
  readonly sentence: string;
  readonly endedAt: string;
  readonly attempts: number;
  readonly hosts: readonly string[];
  readonly exitCode: number | null;
  readonly messages: readonly Message[];
  readonly report: Report | null;
  readonly tables: readonly TableRest[];
  readonly raw: RawOutput;
  /** the words of the report for the full-text search; without it only the value and the sentence are found */
  readonly searchText?: string;
};

/**
 * Removes at most `limit` of the oldest runs that started before `before`, from the id `from` on, and stops where no
 * more than `mostBytes` are in use. Pinned runs stay, and the newest good one of each observable and enricher.
 */
export type RetentionStep = {
  readonly before: string;
  readonly mostBytes: number | null;
  readonly from: number;
  readonly limit: number;
};

/** Ids of what a removal for good takes along. */
export type PurgePlan = {
  readonly pastes: readonly number[];
  /** pastes that stay, and lose the value from their text and title */
  readonly texts: readonly number[];
  readonly observables: readonly number[];
  readonly runs: readonly number[];
  /** that mention the value and stay */
  readonly requests: readonly number[];
  readonly ledger: readonly number[];
  readonly documents: readonly string[];
  readonly heldBySettings: boolean;
  /** requests that have not ended: to be waited for, or cancelled */
  readonly open: number;
  readonly bytes: number;
};

/** Runs that hold all of the words and pass the filter; of one paste or observable. */
export type RunSearch = RunFilter & {
  readonly words?: string;
  readonly observableId?: number;
  readonly pasteId?: number;
};

export type Page = { readonly offset: number; readonly limit: number };
export type Paged<T> = { readonly rows: T[]; readonly total: number };

export interface Writer {
  savePaste(paste: NewPaste): Promise<{ pasteId: number; requests: number }>;
  changePaste(
    id: number,
    change: { title?: string; caseReference?: string; tlp?: Tlp },
  ): Promise<void>;
  /** Leaves values out of the paste, takes them back, or puts them under another type. */
  correctPaste(pasteId: number, edits: readonly SettledEdit[]): Promise<void>;
  /** An observable that stands in no paste (command line). */
  saveObservable(
    observable: Observable,
    tlp: Tlp | null,
    /** puts the marking in place of a higher one of the value's own; those of pastes stay */
    lower?: boolean,
  ): Promise<StoredObservable>;

  addRequests(requests: readonly NewRequest[]): Promise<number[]>;
  /**
   * Takes up to `limit` queued requests of this process and marks them running: by priority, then in turn between
   * pastes (or what was asked together without one) and between enrichers.
   */
  claimRequests(limit: number, slots?: Slots): Promise<ClaimedRequest[]>;
  /** Puts back into the queue what this process took without having heard of it: all without a run but `held`. */
  putBackClaims(held: readonly number[]): Promise<void>;
  /** Kept back by a limit before anything was started. */
  holdRequest(id: number, hold: RequestHold): Promise<void>;
  /** The same for one whose run had started and got nothing: the run is taken back, the attempt is counted. */
  withdrawRun(runId: number, hold: RequestHold): Promise<void>;
  /** Lets skipped requests with a time to resume wait for it; gives how many those were. */
  resumeThen(ids: readonly number[]): Promise<{ resumed: number; until: string[] }>;
  endRequest(id: number, end: RequestEnd): Promise<void>;
  /** What is queued of these observables comes before all that nobody looks at. */
  preferRequests(observableIds: readonly number[]): Promise<void>;
  /** Queued and waiting ones end as `cancelled`; gives the ids that were still there to be cancelled. */
  cancelRequests(which: CancelQuery, sentence: string): Promise<number[]>;
  /**
   * What a process that has ended left queued or running: taken over by this one, but for `except`, or ended as
   * `cancelled`.
   */
  resumeLeftover(except?: LeftoverSkip): Promise<number>;
  discardLeftover(): Promise<number>;

  startRun(run: NewRun): Promise<number>;
  /** Run, report, table rows, raw output, search text and the request's end, in one transaction. */
  finishRun(run: FinishedRun): Promise<void>;

  /** A pinned run is not removed by retention. */
  pinRun(id: number, pinned: boolean): Promise<void>;
  /** One small step of retention: `next` is where the next one goes on, null when there is nothing more to do. */
  retain(step: RetentionStep): Promise<{ removed: number; next: number | null }>;

  /** Removal for good, in short steps: runs first, then pastes, then observables; `compact` ends it. */
  purgeRuns(ids: readonly number[]): Promise<void>;
  /** To be called until it says true: then nothing of the paste is left. */
  purgePaste(id: number): Promise<boolean>;
  /** Blots out the value, and what stands in the text for these observables. */
  purgeText(pasteId: number, value: string, observableIds: readonly number[]): Promise<void>;
  purgeObservables(ids: readonly number[]): Promise<void>;
  /** What remembers the value, or was only said about it. */
  purgeMentions(
    requestIds: readonly number[],
    documents: readonly string[],
    value: string | null,
  ): Promise<void>;
  /** Puts a keyed hash in place of the values of these entries; of `value` nothing is left in them. */
  purgeLedger(ids: readonly number[], value: string | null): Promise<void>;
  /** The index of words, to be called with true and then with false until it says true. */
  purgeWords(begins: boolean): Promise<boolean>;
  /** Writes the data file anew without what is free in it; nothing removed is left in it or in its log. */
  compact(): Promise<void>;

  /** Leave to send one request now, or how long to wait. Shared by all processes of the data folder. */
  takeLimit(key: LimitKey, limits: Limits): Promise<LimitAnswer>;
  /** What became of a request that had leave: each leave is handed back once. */
  learnLimit(key: LimitKey, leave: Leave, lesson: Lesson): Promise<void>;
  /** Whether the quota endpoint of a source may be asked: once in so many milliseconds, by one of all processes. */
  claimUsageQuestion(key: LimitKey, everyMs: number): Promise<boolean>;
  saidUsage(key: LimitKey, usage: SaidUsage): Promise<void>;

  appendLedger(entries: readonly LedgerEntry[]): Promise<void>;
  setDocument(name: string, value: unknown): Promise<void>;
}

export type LimitQuery = Omit<LimitKey, 'host'> & {
  /** those that it would ask, as far as they are known */
  readonly hosts: readonly string[];
  readonly limits: Limits;
  readonly now: string;
};
export type LimitStanding = {
  readonly wait: LimitWait | null;
  readonly quota: QuotaStanding | null;
};

export type ObservableQuery = Page & {
  readonly pasteId: number;
  readonly filter: string;
  /** leaves out what is marked as noise, unless a source calls it malicious or suspicious */
  readonly hideNoise: boolean;
  readonly sort: 'position' | 'type' | 'value' | 'verdict' | 'seenBefore';
  readonly descending: boolean;
};

/** `noise` is how many of the rows `hideNoise` leaves out, or would; `counts` is of all types, whatever the filter. */
export type ObservablePage = Paged<Omit<ObservableRow, 'defanged'>> & {
  readonly noise: number;
  readonly counts: Record<string, number>;
};

/** What the store knows of an observable; titles, applicability and staleness are added above it. */
export type StoredFlair = Omit<FlairPane, 'tabs' | 'notAsked' | 'observable'> & {
  readonly observable: StoredObservable;
  readonly enrichments: readonly {
    readonly enricherId: string;
    /** the newest one, whatever its state */
    readonly request: EnrichmentRequest | null;
    readonly newest: RunSummary | null;
    /** `ok` or `no_data` */
    readonly newestGood: RunSummary | null;
    /** the good one before `newestGood`, for the badge */
    readonly previousGoodId: number | null;
    readonly runCount: number;
  }[];
};

/** Requests of these enrichers end as skipped instead. */
export type LeftoverSkip = {
  readonly enricherIds: readonly string[];
  readonly reason: string;
  readonly sentence: string;
};

export type NewestRun = {
  readonly observableId: number;
  readonly enricherId: string;
  /** of the newest request, which may have ended without a run */
  readonly state: RequestState | null;
  readonly outcome: Outcome | null;
  /** of the newest run */
  readonly runOutcome: Outcome | null;
  /** when the newest good run started */
  readonly goodAt: string | null;
};

/** Counts are of requests since the queue was last empty; `open` and `others` have not ended. */
export type QueueState = {
  readonly total: number;
  readonly done: number;
  readonly open: number;
  readonly others: number;
  /** of all pastes, left by earlier sessions */
  readonly resumable: number;
  readonly interrupted: number;
  readonly work: readonly {
    readonly enricherId: string;
    readonly own: number;
    readonly others: number;
    /** other pastes that ask the same; what stands in none counts as one */
    readonly lines: number;
    /** the earliest of its own */
    readonly waitingUntil: string | null;
    /** of the newest runs; null where there is none, or nothing of its own */
    readonly meanMs: number | null;
  }[];
};

export interface Reader {
  pastes(page: Page): Promise<Paged<PasteSummary>>;
  paste(id: number): Promise<StoredPaste | null>;
  observables(query: ObservableQuery): Promise<ObservablePage>;
  storedObservables(ids: readonly number[]): Promise<StoredObservable[]>;
  /** All of a paste, in order: for running them. */
  observablesOfPaste(pasteId: number): Promise<StoredObservable[]>;
  findObservable(observable: Observable): Promise<StoredObservable | null>;
  /** Those of the list that are stored, each with its effective TLP. */
  knownObservables(
    observables: readonly Observable[],
  ): Promise<{ id: number; type: string; value: string; tlp: Tlp | null }[]>;
  flair(observableId: number): Promise<StoredFlair | null>;
  effectiveTlp(observableId: number): Promise<Tlp | null>;

  run(id: number): Promise<RunDetail | null>;
  raw(runId: number): Promise<RawOutput | null>;
  table(
    query: Page & {
      runId: number;
      widget: number;
      sort: { column: number; descending: boolean } | null;
      filter: string;
    },
  ): Promise<Paged<Cell[]>>;
  /** The rows of a run's tables that stand beside its report and follow those in it: for comparison and export. */
  tableRests(runId: number): Promise<TableRest[]>;
  /**
   * Newest first, unless the best match is asked for. `words` are looked for literally in reports and values, all of
   * them, the last one also as a prefix (unless it is shorter than three letters, very common, or a compound that is
   * found as it is). Matches are ranked among the newest `searchCountLimit`. With words or a filter `total` is counted
   * up to `searchCountLimit`; one more than that means "more".
   */
  runs(
    query: Page & RunSearch & { order?: RunOrder },
    /** a search that is given up before its turn is not begun */
    signal?: AbortSignal,
  ): Promise<Paged<RunSummary>>;
  /** What `searchCountLimit` of the newest of these runs are, by kind. */
  facets(query: RunSearch, signal?: AbortSignal): Promise<Facets>;
  /** The newest `ok` or `no_data` run with this key that started at or after the time for its outcome. */
  freshRun(query: {
    observableId: number;
    enricherId: string;
    reuseKey: string;
    okSince: string;
    noDataSince: string;
  }): Promise<RunSummary | null>;
  /** For which of these observables `freshRun` would give a run. */
  freshOf(query: {
    ids: readonly number[];
    enricherId: string;
    reuseKey: string;
    okSince: string;
    noDataSince: string;
  }): Promise<number[]>;
  requests(ids: readonly number[]): Promise<EnrichmentRequest[]>;
  /**
   * `total` is done + running + queued + waiting; `resumable`, and in it `interrupted`, stand beside it. Of a paste: all its requests.
   * Null: those of living processes since their queue was last empty.
   */
  progress(pasteId: number | null): Promise<Progress>;
  /** What living processes have to do, as seen from one paste; null: everything is its own. */
  queueState(pasteId: number | null): Promise<QueueState>;
  /** What is newest of each enricher that was asked about these observables. */
  newestOf(observableIds: readonly number[]): Promise<NewestRun[]>;
  /** What would keep a request back now, and what is left of the quota. */
  limitStanding(query: LimitQuery): Promise<LimitStanding>;

  storeSize(): Promise<StoreSize>;
  /** How many runs retention would remove, and about how much room they take. */
  wouldGo(retention: { before: string | null; mostBytes: number | null }): Promise<WouldGo>;

  /** Reads every page: a sentence for each thing that is wrong. In a thread of its own. */
  check(): Promise<string[]>;
  /** A whole copy of the data file as it is at this moment. In a thread of its own. */
  copyTo(file: string): Promise<void>;
  purgePlan(target: PurgeTarget): Promise<PurgePlan>;

  /**
   * Newest first. With `before` nothing is counted: `total` is the number of rows given. Entries of a value that was
   * removed are found by it, and show it only to who asks for it.
   */
  ledger(query: Page & LedgerFilter): Promise<Paged<LedgerRow>>;
  document(name: string): Promise<unknown>;
}
