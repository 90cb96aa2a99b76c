import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Command } from 'commander';
import { installBundle } from '../../bundles/install.ts';
import { rehearseBundle } from '../../bundles/rehearse.ts';
import { newBundle } from '../../bundles/scaffold.ts';
import { type BundleProblem, validateBundle } from '../../bundles/validate.ts';
import type { Enricher } from '../../contract/enricher.ts';
import { Failure } from '../../contract/failure.ts';
import { identifyObservable } from '../../observables/identify.ts';
import { openHost, startStore } from '../host.ts';
import { enricherFolder } from '../installation.ts';
import { printEnriched } from './enrich-command.ts';
import { readInput } from './input.ts';
import { gather } from './options.ts';
import { printJson, printLine, printTable } from './output.ts';
import { UsageError } from './usage-error.ts';
import { folderOf, withHost } from './with-host.ts';

type Json = { readonly json?: boolean };

export function addTo(program: Command): void {
  const bundle = program
    .command('bundle')
    .description('Enrichers: write, check, install and set up.');
  addAuthorCommands(bundle);
  addAdminCommands(bundle);
}

function addAuthorCommands(bundle: Command): void {
  bundle
    .command('new')
    .description('Writes a small bundle that works, to begin with.')
    .argument('<dir>')
    .action(async (folder: string) => {
      for (const file of await newBundle(folder, { sdk: join(enricherFolder, 'sdk.ts') })) {
        printLine(file);
      }
    });
  bundle
    .command('validate')
    .description('Checks a bundle, and replays its fixtures offline.')
    .argument('<dir>')
    .option('--json', 'one JSON document')
    .action(async (folder: string, options: Json) => {
      const problems = await problemsOf(folder);
      if (options.json === true) printJson(problems);
      else {
        for (const { file, field, line, sentence } of problems) {
          const place = [file, field, line].filter((part) => part !== undefined).join(':');
          printLine(`${place}: ${sentence}`);
        }
      }
      if (problems.length > 0) {
        throw new Failure('BUNDLE_INVALID', `${folder} has ${problems.length} problem(s).`);
      }
      if (options.json !== true) printLine('No problems.');
    });
  bundle
    .command('try')
    .description('Runs an enricher of a bundle on a value, in a data folder that is thrown away.')
    .argument('<dir>')
    .argument('<enricher>')
    .argument('<value>')
    .option('--json', 'one JSON document')
    .action(async (folder: string, enricher: string, value: string, options: Json) => {
      const observable = identifyObservable(value);
      if (observable === null)
        throw new Failure('BAD_INPUT', `"${value}" is no value of a known type.`);
      const dataFolder = await mkdtemp(join(tmpdir(), 'flairbench-try-'));
      try {
        await installBundle(folder, join(dataFolder, 'bundles'), new AbortController().signal);
        const host = await openHost({
          store: startStore(dataFolder),
          shell: 'loopback',
          dataFolder,
        });
        const asked = { enrichers: [enricher], tlp: 'clear', fields: {}, fresh: true } as const;
        const rows = await host.workbench.requests
          .enrich({ observables: [observable], ...asked }, new AbortController().signal)
          .finally(() => host.close());
        printEnriched(rows, options);
      } finally {
        await rm(dataFolder, { recursive: true, force: true });
      }
    });
}

function addAdminCommands(bundle: Command): void {
  bundle
    .command('install')
    .description('Installs a bundle from a folder or an archive.')
    .argument('<file>')
    .option('--json', 'one JSON document')
    .action(async (source: string, options: Json, command: Command) => {
      const installed = await installBundle(
        source,
        join(folderOf(command), 'bundles'),
        new AbortController().signal,
      );
      const { appName, title, version, hash } = installed;
      if (options.json === true) return printJson({ appName, title, version, hash });
      printLine(`Installed ${title} ${version} (${appName}).`);
    });
  bundle
    .command('list')
    .description('The enrichers that are installed.')
    .option('--json', 'one JSON document')
    .action(async (options: Json, command: Command) => {
      const enrichers = await withHost(command, ({ workbench }) => workbench.desk.described());
      if (options.json === true) return printJson(enrichers);
      printTable(
        enrichers.map((one) => [
          one.id,
          one.bundle.version,
          one.enabled ? 'on' : 'off',
          one.audience,
          one.types.join(','),
          one.problem ?? '',
        ]),
      );
    });
  bundle
    .command('show')
    .description('All that is known of an enricher or of the enrichers of a bundle.')
    .argument('<id>')
    .option('--json', 'one JSON document')
    .action(async (id: string, _options: Json, command: Command) => {
      printJson(await withHost(command, ({ workbench }) => named(workbench.desk.described(), id)));
    });
  bundle
    .command('activate')
    .description(
      'Switches enrichers on. Credentials are read from standard input, never from the command.',
    )
    .argument('<id>')
    .option('--credential <name=->', 'store this credential, read from standard input', gather)
    .action(async (id: string, options: { credential?: string[] }, command: Command) => {
      const secrets = await credentialsOf(options.credential ?? []);
      await withHost(command, async ({ workbench }) => {
        for (const enricher of await named(workbench.desk.described(), id)) {
          for (const [name, value] of secrets) {
            await workbench.setCredential(enricher.bundle.appName, name, value);
          }
          await workbench.changeEnricher(enricher.id, { enabled: true });
        }
      });
    });
  bundle
    .command('deactivate')
    .description('Switches enrichers off; their results stay.')
    .argument('<id>')
    .action(async (id: string, _options: object, command: Command) => {
      await withHost(command, async ({ workbench }) => {
        for (const enricher of await named(workbench.desk.described(), id)) {
          await workbench.changeEnricher(enricher.id, { enabled: false });
        }
      });
    });
}

/** What is wrong with the files; where nothing is, what the fixtures give that they should not. */
async function problemsOf(folder: string): Promise<readonly BundleProblem[]> {
  const { problems } = await validateBundle(folder);
  if (problems.length > 0) return problems;
  const replayed = await rehearseBundle(folder, new AbortController().signal);
  return replayed.flatMap(({ fixture, problem }) =>
    problem === null ? [] : [{ file: 'fixtures.json', field: fixture, sentence: problem }],
  );
}

/** By enricher id, its short name, or the name of its bundle. */
async function named(described: Promise<Enricher[]>, id: string): Promise<Enricher[]> {
  const found = (await described).filter(
    (enricher) =>
      enricher.id === id || enricher.bundle.appName === id || enricher.id.endsWith(`:${id}`),
  );
  if (found.length === 0) throw new Failure('NOT_FOUND', `There is no enricher or bundle "${id}".`);
  return found;
}

/** One line of standard input for each, in the order in which they are named. */
async function credentialsOf(wanted: readonly string[]): Promise<[string, string][]> {
  if (wanted.length === 0) return [];
  const lines = (await readInput('-')).split(/\r?\n/);
  return wanted.map((text, index) => {
    const [name, source] = text.split('=', 2);
    if (!name || source !== '-') {
      throw new UsageError('Write --credential NAME=- and give the value on standard input.');
    }
    const value = lines[index] ?? '';
    if (value === '') throw new Failure('BAD_INPUT', `Standard input held no value for ${name}.`);
    return [name, value];
  });
}
