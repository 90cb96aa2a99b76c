import { type Command, Option } from 'commander';
import { type DefangStyle, defang } from '../../contract/defang.ts';
import { Failure } from '../../contract/failure.ts';
import type { RunSummary } from '../../contract/run.ts';
import {
  type Outcome,
  outcomes,
  type VerdictLevel,
  verdictLevels,
} from '../../contract/vocabulary.ts';
import { refang } from '../../observables/refang.ts';
import { reportMarkdown } from '../../reports/report-markdown.ts';
import type { Reader } from '../../store/store.ts';
import { withoutUndefined } from '../../workbench/defined.ts';
import { idNumber, limitOf } from './options.ts';
import { printJson, printLine, printTable } from './output.ts';
import { withHost } from './with-host.ts';

type Listing = { readonly json?: boolean; readonly limit: string };
type Searching = Listing & {
  readonly type?: string;
  readonly enricher?: string;
  readonly outcome?: Outcome;
  readonly verdict?: VerdictLevel;
  readonly rank?: boolean;
};
const defaultLimit = '50';

export function addTo(program: Command): void {
  addRuns(program.command('runs').description('What was run, and what it gave.'));
  program
    .command('search')
    .description('Finds words in all results.')
    .argument('<words...>')
    .option('--type <type>', 'of observables of this type')
    .option('--enricher <id>', 'of this enricher')
    .addOption(new Option('--outcome <outcome>', 'that ended so').choices(outcomes))
    .addOption(new Option('--verdict <level>', 'with this verdict').choices(verdictLevels))
    .option('--rank', 'the best match first')
    .option('--limit <n>', 'at most this many', defaultLimit)
    .option('--json', 'one JSON document')
    .action(async (words: string[], options: Searching, command: Command) => {
      const { type, enricher: enricherId, outcome, verdict: level, rank } = options;
      const query = {
        ...withoutUndefined({ type, enricherId, outcome, level }),
        words: refang(words.join(' ')),
        order: rank === true ? 'match' : 'newest',
        offset: 0,
        limit: limitOf(options),
      } as const;
      await printFound(command, query, options);
    });
}

function addRuns(runs: Command): void {
  runs
    .command('list')
    .description('Runs, newest first.')
    .option('--limit <n>', 'at most this many', defaultLimit)
    .option('--json', 'one JSON document')
    .action(async (options: Listing, command: Command) => {
      await printFound(command, { offset: 0, limit: limitOf(options) }, options);
    });
  runs
    .command('show')
    .description('One run with its report.')
    .argument('<id>')
    .option('--json', 'one JSON document')
    .action(async (id: string, options: { json?: boolean }, command: Command) => {
      const runId = idNumber(id, 'run');
      const { run, style } = await withHost(command, async ({ workbench }) => ({
        run: await workbench.reader.run(runId),
        style: workbench.settings.current().defangStyle,
      }));
      if (run === null) throw new Failure('NOT_FOUND', `There is no run ${id}.`);
      if (options.json === true) return printJson(run);
      printRuns([run], { limit: '1' }, style);
      if (run.report !== null) {
        for (const line of reportMarkdown(run.report).split('\n')) printLine(line);
      }
    });
  for (const [name, pinned] of [
    ['pin', true],
    ['unpin', false],
  ] as const) {
    runs
      .command(name)
      .description(pinned ? 'Keeps a run whatever retention says.' : 'Leaves a run to retention.')
      .argument('<id>')
      .action((id: string, _options: unknown, command: Command) =>
        withHost(command, ({ workbench }) => workbench.data.pin(idNumber(id, 'run'), pinned)),
      );
  }
  runs
    .command('compare')
    .description('What changed between two runs of one enricher.')
    .argument('<before>')
    .argument('<after>')
    .option('--json', 'one JSON document')
    .action(
      async (before: string, after: string, options: { json?: boolean }, command: Command) => {
        const [first, second] = [idNumber(before, 'run'), idNumber(after, 'run')];
        const comparison = await withHost(command, ({ workbench }) =>
          workbench.compare(first, second),
        );
        if (options.json === true) return printJson(comparison);
        printLine(comparison.sentence);
        printTable(
          comparison.facts.map((fact) => [
            fact.name,
            String(fact.before ?? '-'),
            String(fact.after ?? '-'),
          ]),
        );
      },
    );
}

async function printFound(
  command: Command,
  query: Parameters<Reader['runs']>[0],
  options: Listing,
): Promise<void> {
  const { rows, style } = await withHost(command, async ({ workbench }) => ({
    ...(await workbench.reader.runs(query)),
    style: workbench.settings.current().defangStyle,
  }));
  printRuns(rows, options, style);
}

function printRuns(rows: readonly RunSummary[], options: Listing, style: DefangStyle): void {
  if (options.json === true) return printJson(rows);
  printTable(
    rows.map((run) => [
      String(run.id),
      run.startedAt,
      run.outcome,
      run.enricherId,
      run.observable.type,
      defang(run.observable, style),
      run.sentence,
    ]),
  );
}
