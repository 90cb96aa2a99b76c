import { type Command, Option } from 'commander';
import type { DefangStyle } from '../../contract/defang.ts';
import { Failure } from '../../contract/failure.ts';
import type { RunDetail } from '../../contract/run.ts';
import type { Reader } from '../../store/store.ts';
import { csvHeader, runAsCsv, runAsMarkdown, withAllRows } from './export-forms.ts';
import { idNumber } from './options.ts';
import { printCsvRow, printLine, printText } from './output.ts';
import { UsageError } from './usage-error.ts';
import { withHost } from './with-host.ts';

const formats = ['json', 'csv', 'markdown', 'html', 'stix'] as const;
type Format = (typeof formats)[number];
type Form = {
  readonly begin: () => void;
  readonly run: (run: RunDetail, index: number, style: DefangStyle) => void;
  readonly end: () => void;
};

const pageRuns = 1000;
const nothing = () => {};

/** Each form is written run by run: all of a large folder never stands in memory. */
const forms: Readonly<Partial<Record<Format, Form>>> = {
  json: {
    begin: () => printText('['),
    run: (run, index) => printText(`${index === 0 ? '' : ','}\n${JSON.stringify(run, null, 2)}`),
    end: () => printText('\n]\n'),
  },
  csv: {
    begin: () => printCsvRow(csvHeader),
    run: (run, _index, style) => printCsvRow(runAsCsv(run, style)),
    end: nothing,
  },
  markdown: {
    begin: nothing,
    run(run, index, style) {
      if (index > 0) printLine('---\n');
      for (const line of runAsMarkdown(run, style).split('\n')) printLine(line);
    },
    end: nothing,
  },
};

export function addTo(program: Command): void {
  program
    .command('export')
    .description('Writes runs with their whole reports: these, those of a paste, or all.')
    .argument('[run...]', 'numbers of runs')
    .addOption(new Option('--format <format>', 'the form').choices(formats).default('json'))
    .option('--paste <id>', 'the runs of this paste')
    .action(
      async (
        runs: string[],
        { format, paste }: { format: Format; paste?: string },
        command: Command,
      ) => {
        if (runs.length > 0 && paste !== undefined) {
          throw new UsageError('Name runs or a paste, not both.');
        }
        const form = forms[format];
        if (form === undefined) {
          throw new Failure(
            'UNAVAILABLE',
            `Exporting ${format} is not there yet. Use --format json, csv or markdown.`,
          );
        }
        const named = runs.map((id) => idNumber(id, 'run'));
        const pasteId = paste === undefined ? null : idNumber(paste, 'paste');
        await withHost(command, async ({ workbench: { reader, settings } }, signal) => {
          const ids = named.length > 0 ? named : await idsOf(reader, pasteId);
          // Before anything is printed: a number that is wrong leaves no half document.
          await Promise.all(named.map((id) => runOf(reader, id)));
          const style = settings.current().defangStyle;
          form.begin();
          for (const [index, id] of ids.entries()) {
            signal.throwIfAborted();
            form.run(
              withAllRows(await runOf(reader, id), await reader.tableRests(id)),
              index,
              style,
            );
          }
          form.end();
        });
      },
    );
}

/** Newest first. A run that ends meanwhile moves the pages on: none is taken twice. */
async function idsOf(reader: Reader, pasteId: number | null): Promise<number[]> {
  if (pasteId !== null && (await reader.paste(pasteId)) === null) {
    throw new Failure('NOT_FOUND', `There is no paste ${pasteId}.`);
  }
  const query = pasteId === null ? {} : { pasteId };
  const ids = new Set<number>();
  for (let offset = 0; ; offset += pageRuns) {
    const { rows } = await reader.runs({ ...query, offset, limit: pageRuns });
    for (const { id } of rows) ids.add(id);
    if (rows.length < pageRuns) return [...ids];
  }
}

async function runOf(reader: Reader, id: number): Promise<RunDetail> {
  const run = await reader.run(id);
  if (run === null) throw new Failure('NOT_FOUND', `There is no run ${id}.`);
  return run;
}
