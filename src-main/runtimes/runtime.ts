import type { Broker } from '../broker/broker.ts';
import type { InstalledEnricher } from '../bundles/bundle.ts';
import type { SettingValues } from '../contract/enricher.ts';
import type { Observable } from '../contract/observable.ts';
import type { Message } from '../contract/report.ts';
import type { RawOutput } from '../contract/run.ts';
import type { Tlp } from '../contract/vocabulary.ts';
import type { LimitWait } from '../limits/limits.ts';

/**
 * A runtime knows one dialect. It runs one enricher once, in a process of its own, and never throws for what
 * an enricher does: everything that can happen to a foreign program is an ending.
 */
export interface Runtime {
  readonly dialect: string;
  run(request: RuntimeRequest, signal: AbortSignal): Promise<RuntimeResult>;
  /** ends every process it started */
  close(): Promise<void>;
}

export type RuntimeRequest = {
  readonly runId: number;
  readonly enricher: InstalledEnricher;
  /** what the enricher is told */
  readonly observable: Observable;
  /** the value as it is, where the enricher is told less: what the ledger names and the broker does not let out */
  readonly original: Observable;
  readonly fields: Readonly<Record<string, string>>;
  readonly settings: SettingValues;
  readonly credentials: Readonly<Record<string, string>>;
  /** digest of the credentials: limits are counted by it */
  readonly credentialIdentity: string;
  readonly tlp: Tlp | null;
  readonly timeoutMs: number;
  readonly broker: Broker;
  readonly sendFullUrl: boolean;
};

export type RuntimeEnding =
  /**
   * Whatever the enricher gave, not yet checked: `reports/` parses it. A long one comes as a Uint8Array, the UTF-8 of
   * its JSON text: the worker thread that parses it reads that too, so that the host's loop never stands still.
   */
  | { readonly kind: 'report'; readonly report: unknown }
  | { readonly kind: 'no_data'; readonly sentence: string }
  | { readonly kind: 'error'; readonly reason: string; readonly sentence: string }
  | { readonly kind: 'timeout'; readonly sentence: string }
  | { readonly kind: 'cancelled' }
  /** a limit keeps it back for longer than a process should wait; nobody was told anything that was not refused */
  | { readonly kind: 'held'; readonly wait: LimitWait; readonly sentence: string };

export type RuntimeResult = {
  readonly ending: RuntimeEnding;
  readonly messages: readonly Message[];
  readonly raw: RawOutput;
  /** null: the process did not end by itself */
  readonly exitCode: number | null;
  /** `host:port` contacted through the broker, in order, without repeats */
  readonly hosts: readonly string[];
};
