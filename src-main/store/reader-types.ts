import type { PurgeTarget, StoreSize, WouldGo } from '../contract/data.ts';
import type { Observable } from '../contract/observable.ts';
import type { FindPages } from '../contract/pages.ts';
import type { FlairPane, ObservableRow, Paste, PasteSummary, Progress } from '../contract/paste.ts';
import type { Cell, TableRest } from '../contract/report.ts';
import type { LedgerFilter, LedgerRow } from '../contract/ledger.ts';
import type { EnrichmentRequest, RawOutput, RunDetail, RunSummary } from '../contract/run.ts';
import type { Facets, RunFilter, RunOrder } from '../contract/search.ts';
import type { Outcome, RequestState, Tlp } from '../contract/vocabulary.ts';
import type { LimitKey, Limits, LimitWait } from '../limits/limits.ts';
import type { QuotaStanding } from '../limits/quota.ts';

export type StoredPaste = Omit<Paste, 'finds'> & { readonly finds: FindPages };

export type StoredObservable = Observable & {
  readonly id: number;
  readonly noise: string | null;
  readonly nested: boolean;
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
  /** `atOnce` leaves the bodies of results unread: that takes seconds where there are many. */
  purgePlan(target: PurgeTarget, atOnce?: boolean): Promise<PurgePlan>;

  /**
   * Newest first. With `before` nothing is counted: `total` is the number of rows given. Entries of a value that was
   * removed are found by it, and show it only to who asks for it.
   */
  ledger(query: Page & LedgerFilter): Promise<Paged<LedgerRow>>;
  document(name: string): Promise<unknown>;
}
