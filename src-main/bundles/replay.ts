import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Context, Enrich } from '../../enrichers/sdk/index.ts';
import { parseReport } from '../reports/parse-report.ts';
import type { InstalledBundle, InstalledEnricher } from './bundle.ts';
import { type Fixture, fixturesSchema } from './fixture.ts';
import { readStrictJson } from './strict-json.ts';
import { firstDifference } from './subset.ts';

export type Replayed = {
  readonly fixture: string;
  /** what came out, as the flair pane would get it: a report, `noData` or `error` */
  readonly result: unknown;
  /** null: as expected */
  readonly problem: string | null;
};

/** The fixtures of a file, or a sentence on what is wrong with it. */
export async function readFixtures(
  file: string,
): Promise<{ readonly fixtures: readonly Fixture[] } | { readonly problem: string }> {
  const text = await readFile(file, 'utf8').catch(() => null);
  if (text === null)
    return { problem: 'fixtures.json is missing: it holds the observables to try.' };
  const json = readStrictJson(text);
  if (!json.ok) return { problem: `fixtures.json ${json.sentence}` };
  const parsed = fixturesSchema.safeParse(json.value);
  if (parsed.success) return { fixtures: parsed.data };
  const [issue] = parsed.error.issues;
  return { problem: `fixtures.json: ${issue?.path.join('.')}: ${issue?.message}.` };
}

/**
 * Runs a bundle on its fixtures without the network: what is not among a fixture's responses fails it. The
 * enricher is loaded into this process, so this is for authors and tests, never for a bundle under review.
 */
export async function replayFixtures(
  bundle: InstalledBundle,
  file: string,
  signal: AbortSignal,
): Promise<readonly Replayed[]> {
  const read = await readFixtures(file);
  if ('problem' in read) return [{ fixture: 'fixtures.json', result: null, problem: read.problem }];
  const replayed: Replayed[] = [];
  for (const fixture of read.fixtures) {
    signal.throwIfAborted();
    replayed.push(await replayOne(bundle, fixture, path.dirname(file), signal));
  }
  return replayed;
}

async function replayOne(
  bundle: InstalledBundle,
  fixture: Fixture,
  folder: string,
  signal: AbortSignal,
): Promise<Replayed> {
  const enricher = bundle.enrichers.find(
    ({ name }) => fixture.enricher === undefined || name === fixture.enricher,
  );
  if (enricher === undefined) {
    const problem = `The bundle has no transform "${fixture.enricher}".`;
    return { fixture: fixture.name, result: null, problem };
  }
  const missing: string[] = [];
  const result = await run(enricher, fixture, contextFor(bundle, fixture, folder, missing, signal));
  const problem =
    missing[0] === undefined
      ? firstDifference(fixture.expected, result)
      : `It asked for ${missing[0]}, which is not among the responses.`;
  return { fixture: fixture.name, result, problem };
}

async function run(
  enricher: InstalledEnricher,
  fixture: Fixture,
  context: Context,
): Promise<unknown> {
  const module: unknown = await import(pathToFileURL(enricher.module).href);
  if (!exportsEnrich(module)) return { error: { reason: 'no_function', sentence: 'No enrich.' } };
  try {
    const result: object = await module.enrich(fixture.observable, context);
    if ('noData' in result || 'error' in result) return result;
    // Through JSON, as between the processes of the bench.
    const input: unknown = JSON.parse(JSON.stringify(result));
    return parseReport(input, { title: enricher.title }).report;
  } catch (error) {
    // As the runner tells them apart.
    const refusal = error instanceof ReplayedRefusal ? error.reason : null;
    const message = error instanceof Error ? error.message : String(error);
    return {
      error:
        refusal === null
          ? { reason: 'enricher_failed', sentence: `The enricher failed: ${message}` }
          : { reason: refusal, sentence: message },
    };
  }
}

function contextFor(
  bundle: InstalledBundle,
  fixture: Fixture,
  folder: string,
  missing: string[],
  signal: AbortSignal,
): Context {
  const notListed = (what: string) => {
    missing.push(what);
    return new Error(`${what} is not among the responses of this fixture.`);
  };
  return {
    settings: settingsOf(bundle, fixture, folder),
    credentials: fixture.credentials,
    fields: fixture.fields,
    signal,
    folder: bundle.folder,
    log: () => undefined,
    async fetch(url, { method = 'GET' } = {}) {
      const answer = fixture.responses.fetch.find(
        (each) => each.url === url && each.method === method,
      );
      if (answer === undefined) throw notListed(`${method} ${url}`);
      if (answer.refused !== undefined) throw new ReplayedRefusal(answer.refused);
      const text = typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body);
      const { status, headers } = answer;
      return { status, headers, text: () => text, json: (): unknown => JSON.parse(text) };
    },
    async resolve(name, type) {
      const answer = fixture.responses.resolve.find(
        (each) => each.name === name && each.type === type,
      );
      if (answer === undefined) throw notListed(`${type} of ${name}`);
      if (answer.refused !== undefined) throw new ReplayedRefusal(answer.refused);
      return { status: answer.status, records: answer.records, server: answer.server };
    },
  };
}

/** As in the enricher's process: what is not caught becomes the run's reason. */
class ReplayedRefusal extends Error {
  readonly reason: string;

  constructor({ reason, sentence }: { readonly reason: string; readonly sentence: string }) {
    super(sentence);
    this.reason = reason;
  }
}

function settingsOf(
  bundle: InstalledBundle,
  fixture: Fixture,
  folder: string,
): Context['settings'] {
  const settings = { ...fixture.settings };
  for (const { name, type, default: standard } of bundle.settings) {
    const value = settings[name] ?? standard;
    if (value === undefined) continue;
    settings[name] = type === 'file' && value !== '' ? path.resolve(folder, String(value)) : value;
  }
  return settings;
}

function exportsEnrich(module: unknown): module is { readonly enrich: Enrich } {
  return (
    typeof module === 'object' &&
    module !== null &&
    'enrich' in module &&
    typeof module.enrich === 'function'
  );
}
