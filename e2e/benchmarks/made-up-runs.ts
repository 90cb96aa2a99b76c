import type { Observable } from '../../src-main/contract/observable.ts';
import type { Report } from '../../src-main/contract/report.ts';
import { reportText } from '../../src-main/reports/report-text.ts';
import type { FinishedRun, NewRequest, NewRun } from '../../src-main/store/store.ts';

/** Of a million runs: ten thousand values, so that each has a history, and one of them a long one. */
const values = 10_000;
const enrichers = 10;
const vocabulary = 20_000;
/** stands in every report, as the words of an enricher's own sentences do */
export const commonWord = 'registrar';
const firstStart = Date.parse('2026-01-01T00:00:00.000Z');

export type MadeUpRun = {
  readonly observable: Observable;
  readonly request: Omit<NewRequest, 'observableId'>;
  readonly run: Omit<NewRun, 'requestId'>;
  readonly finish: Omit<FinishedRun, 'runId'>;
};

/** Numbers from 0 to 1 that are the same in every run of the benchmark. */
export function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** As in texts that people write, few words are frequent and most are rare. */
function wordOf(random: () => number): string {
  return `w${Math.floor(vocabulary ** random()).toString(36)}`;
}

export const valueAt = (index: number): Observable => ({
  type: 'domain',
  value: `host-${index}.zone-${index % 97}.example`,
});
export const enricherAt = (index: number): string => `source-${index}:lookup`;
/** a word that one report has */
export const rareWord = (index: number): string => `case${index.toString(36)}x`;

/** The n-th run of a history; its report is 2 kB of JSON, and it printed another 300 bytes. */
export function madeUpRun(index: number): MadeUpRun {
  const random = randomFrom(index);
  // One value in a hundred is asked about all the time.
  const place = random() < 0.01 ? 0 : Math.floor(random() * values);
  const startedAt = new Date(firstStart + index * 20_000).toISOString();
  const enricher = index % enrichers;
  const report = madeUpReport(index, random);
  const shared = { enricherId: enricherAt(enricher) };
  return {
    observable: valueAt(place),
    request: {
      ...shared,
      pasteId: null,
      trigger: 'paste',
      choice: 'default',
      fresh: false,
      fields: {},
      priority: 0,
    },
    run: {
      ...shared,
      enricherTitle: `Source ${enricher}`,
      bundleVersion: '1.0.0',
      bundleHash: 'a'.repeat(64),
      settings: {},
      reuseKey: 'key',
      tlp: 'green',
      startedAt,
    },
    finish: {
      outcome: index % 20 === 0 ? 'no_data' : 'ok',
      reason: 'ok',
      sentence: 'Done.',
      endedAt: new Date(firstStart + index * 20_000 + 400).toISOString(),
      attempts: 1,
      hosts: ['api.source.example:443'],
      exitCode: 0,
      messages: [],
      report,
      tables: [],
      raw: {
        stdout: Array.from({ length: 40 }, () => wordOf(random)).join(' '),
        stderr: '',
        stdoutCut: false,
        stderrCut: false,
      },
      searchText: reportText(report),
    },
  };
}

function madeUpReport(index: number, random: () => number): Report {
  const words = (count: number) => Array.from({ length: count }, () => wordOf(random)).join(' ');
  const level = random() < 0.1 ? 'malicious' : 'unknown';
  return {
    title: `Source ${index % enrichers}`,
    verdict: { level, sentence: `${index % 70} of 70 say so`, reason: words(4) },
    widgets: [
      { type: 'markdown', markdown: `The ${commonWord} is ${words(315)} ${rareWord(index)}.` },
      {
        type: 'table',
        columns: ['name', 'first', 'seen'].map((name) => ({ name, kind: 'String' as const })),
        rows: Array.from({ length: 12 }, () => [words(1), words(2), Math.floor(random() * 9999)]),
        rowCount: 12,
      },
    ],
    related: [{ type: 'ipv4', value: `198.51.${index % 256}.${(index >> 8) % 256}`, fields: {} }],
    facts: { 'whois.age': index % 4000, 'geo.country': 'NL' },
    tags: [],
    messages: [],
    problems: [],
  };
}
