import type { Message, Report, TableRest } from '../contract/report.ts';
import type { Outcome } from '../contract/vocabulary.ts';
import { headlineOf } from '../reports/headline.ts';
import type { RuntimeResult } from '../runtimes/runtime.ts';

export type ParseReport = (
  input: unknown,
  context: { title: string },
) => Promise<{ report: Report; tables: TableRest[]; searchText: string }>;

export type RunEnding = {
  readonly outcome: Exclude<Outcome, 'skipped' | 'interrupted'>;
  readonly reason: string;
  readonly sentence: string;
  readonly report: Report | null;
  readonly tables: readonly TableRest[];
  readonly messages: readonly Message[];
  /** words to find the run by */
  readonly searchText: string;
};

/** What a runtime saw, as an outcome with its reason and sentence. */
export async function endingOf(
  result: RuntimeResult,
  title: string,
  parse: ParseReport,
): Promise<RunEnding> {
  const { messages } = result;
  const nothing = { report: null, tables: [], messages, searchText: '' };
  const { ending } = result;
  switch (ending.kind) {
    case 'report': {
      const { report, tables, searchText } = await parse(ending.report, { title });
      const sentence = headlineOf(report) ?? 'Finished.';
      return { outcome: 'ok', reason: 'ok', sentence, report, tables, messages, searchText };
    }
    case 'no_data':
      return { outcome: 'no_data', reason: 'no_data', sentence: ending.sentence, ...nothing };
    case 'error':
      return { outcome: 'error', reason: ending.reason, sentence: ending.sentence, ...nothing };
    case 'timeout':
      return { outcome: 'timeout', reason: 'timeout', sentence: ending.sentence, ...nothing };
    // One that was held up is taken back; where that came too late, it was cancelled meanwhile.
    case 'held':
    case 'cancelled':
      return {
        outcome: 'cancelled',
        reason: 'cancelled',
        sentence: 'Cancelled by the analyst.',
        ...nothing,
      };
  }
}

const noResult = { report: null, tables: [], messages: [], searchText: '' } as const;

export const noOutput = { stdout: '', stderr: '', stdoutCut: false, stderrCut: false };

export const interrupted = {
  outcome: 'interrupted',
  reason: 'closed',
  sentence: 'Flairbench was closed while this ran. Run it again.',
  ...noResult,
} as const;

export const cancelledBefore = {
  kind: 'cancelled',
  reason: 'cancelled',
  sentence: 'Cancelled before it started.',
} as const;

export const notStored = {
  outcome: 'error',
  reason: 'not_stored',
  sentence:
    'The result could not be written to the data folder. Free some space, then run it again.',
  ...noResult,
} as const;

/** A thread that ran out of memory over it, or a bug of ours. */
export const notRead = {
  outcome: 'error',
  reason: 'internal',
  sentence: 'What this enricher gave could not be read. The log has the details.',
  ...noResult,
} as const;

/** What never came to run. */
export function failed(reason: string, sentence: string): RuntimeResult {
  return {
    ending: { kind: 'error', reason, sentence },
    messages: [],
    raw: noOutput,
    exitCode: null,
    hosts: [],
  };
}
