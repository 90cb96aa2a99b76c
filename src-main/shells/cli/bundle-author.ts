import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Command } from 'commander';
import { installBundle } from '../../bundles/install.ts';
import { rehearseBundle } from '../../bundles/rehearse.ts';
import { newBundle } from '../../bundles/scaffold.ts';
import { type BundleProblem, validateBundle } from '../../bundles/validate.ts';
import { defaultDefangStyle } from '../../contract/defang.ts';
import { Failure } from '../../contract/failure.ts';
import { identifyObservable } from '../../observables/identify.ts';
import { compilePatternTypes } from '../../observables/pattern-types.ts';
import { enricherFolder } from '../installation.ts';
import { printEnriched } from './enrich-command.ts';
import { gather, namedValues } from './options.ts';
import { printJson, printLine } from './output.ts';
import { setUp } from './set-up.ts';
import { storedSettings } from './stored-settings.ts';
import { folderOf, inHost } from './with-host.ts';

type Json = { readonly json?: boolean };
type Trial = Json & { readonly setting?: readonly string[] };

/** For who writes enrichers. */
export function addAuthorCommands(bundle: Command): void {
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
    .option('--setting <name=value>', 'a setting of the enricher (repeatable)', gather)
    .option('--json', 'one JSON document')
    .action(async (...given: [string, string, string, Trial, Command]) => {
      const [folder, enricher, value, options, command] = given;
      const settings = await storedSettings(folderOf(command));
      const patternTypes = settings?.patternTypes ?? [];
      const observable = identifyObservable(value, compilePatternTypes(patternTypes));
      if (observable === null)
        throw new Failure('BAD_INPUT', `"${value}" is no value of a known type.`);
      const dataFolder = await mkdtemp(join(tmpdir(), 'flairbench-try-'));
      try {
        await installBundle(folder, join(dataFolder, 'bundles'), new AbortController().signal);
        const rows = await inHost(dataFolder, async ({ workbench }, signal) => {
          // What is to stay inside stays inside in a trial, too.
          const { own, ownConfirmed } = settings ?? {};
          await workbench.changeSettings({ patternTypes, own, ownConfirmed });
          const { title, effect } = workbench.desk.named(enricher);
          if (effect === 'act') {
            throw new Failure(
              'REFUSED',
              `${title} changes something elsewhere: that is not tried.`,
            );
          }
          await setUp(workbench, enricher, namedValues(options.setting, '--setting'));
          const asked = {
            enrichers: [enricher],
            tlp: 'clear',
            fields: {},
            fresh: true,
            lower: false,
          } as const;
          return workbench.requests.enrich({ observables: [observable], ...asked }, signal);
        });
        printEnriched(rows, options, defaultDefangStyle);
      } finally {
        await rm(dataFolder, { recursive: true, force: true });
      }
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
