import type { Observable } from '../contract/observable.ts';
import type { FindPages, ValuePages } from '../contract/pages.ts';
import type { Message, Report, TableRest } from '../contract/report.ts';
import type { LedgerEntry } from '../contract/ledger.ts';
import type { RawOutput } from '../contract/run.ts';
import type { Choice, Outcome, Tlp, Trigger } from '../contract/vocabulary.ts';
import type { Leave, Lesson, LimitAnswer, LimitKey, Limits, SaidUsage } from '../limits/limits.ts';
import type { SettledEdit } from '../observables/edits.ts';
import type { StoredObservable } from './reader-types.ts';

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

/** Requests of these enrichers end as skipped instead. */
export type LeftoverSkip = {
  readonly enricherIds: readonly string[];
  readonly reason: string;
  readonly sentence: string;
};
