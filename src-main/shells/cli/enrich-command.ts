import type { Command } from 'commander';
import { type DefangStyle, defang } from '../../contract/defang.ts';
import { Failure } from '../../contract/failure.ts';
import type { Observable } from '../../contract/observable.ts';
import { notAskedWords } from '../../contract/not-asked.ts';
import { parseTlp } from '../../contract/tlp.ts';
import { observableTypes, type Tlp } from '../../contract/vocabulary.ts';
import { canonicalValue } from '../../observables/canonical.ts';
import { identifyObservable } from '../../observables/identify.ts';
import { compilePatternTypes, type PatternTypes } from '../../observables/pattern-types.ts';
import { reportMarkdown } from '../../reports/report-markdown.ts';
import type { Enriched } from '../../workbench/requests.ts';
import { readInput } from './input.ts';
import { gather, namedValues } from './options.ts';
import { oneLine, printJson, printLine } from './output.ts';
import { passphrasesOf } from './passphrase.ts';
import { storedSettings } from './stored-settings.ts';
import { UsageError } from './usage-error.ts';
import { folderOf, withUnlockedHost } from './with-host.ts';

type Options = {
  readonly type?: string;
  readonly enricher?: readonly string[];
  readonly set?: readonly string[];
  readonly tlp?: string;
  readonly field?: readonly string[];
  readonly fresh?: boolean;
  readonly lower?: boolean;
  readonly json?: boolean;
};

export function addTo(program: Command): void {
  program
    .command('enrich')
    .description('Runs enrichers on values, and shows what they give.')
    .argument('<value...>', 'values, or - for one a line on standard input')
    .option('--type <type>', `their type: one of your own, ${observableTypes.join(', ')}`)
    .option(
      '--enricher <id>',
      'run this one (repeatable; default: those that start on paste)',
      gather,
    )
    .option('--set <name>', 'run this saved set (repeatable)', gather)
    .option('--tlp <tlp>', 'clear, green, amber, amber+strict or red')
    .option('--lower', 'let --tlp lower a marking that was given to the value here before')
    .option('--field <name=value>', 'a field to hand to the enricher (repeatable)', gather)
    .option('--fresh', 'run again even where a fresh result is stored')
    .option('--json', 'one JSON document')
    .action(async (values: string[], options: Options, command: Command) => {
      const tlp = tlpOf(options.tlp);
      if (options.set !== undefined) {
        const [name] = options.set;
        throw new Failure(
          'NOT_FOUND',
          `There is no set "${name}": sets cannot be saved yet. Use --enricher.`,
        );
      }
      const fields = Object.fromEntries(namedValues(options.field, '--field'));
      const settings = await storedSettings(folderOf(command));
      const types = compilePatternTypes(settings?.patternTypes ?? []);
      const observables = (await valuesOf(values)).map((value) =>
        typed(value, options.type, types),
      );
      const asked = {
        observables,
        enrichers: options.enricher ?? null,
        tlp,
        fields,
        fresh: options.fresh ?? false,
        lower: options.lower ?? false,
      };
      const { rows, leftOut, style } = await withUnlockedHost(
        command,
        passphrasesOf(command),
        async ({ workbench }, signal) => ({
          rows: await workbench.requests.enrich(asked, signal),
          leftOut: workbench.requests.leftOut(asked),
          style: workbench.settings.current().defangStyle,
        }),
      );
      printEnriched(rows, options, style);
      sayNotAsked(rows, leftOut);
    });
}

export function printEnriched(
  rows: readonly Enriched[],
  options: { json?: boolean },
  style: DefangStyle,
): void {
  if (options.json === true) return printJson(rows);
  for (const row of rows) printRow(row, style);
}

/** On stderr, beside a document on stdout. */
function sayNotAsked(rows: readonly Enriched[], leftOut: readonly string[]): void {
  const skipped = rows.filter(({ outcome }) => outcome === 'skipped');
  const reasons = [...skipped.map(({ reason }) => reason), ...leftOut];
  const words = notAskedWords(rows.length + leftOut.length, reasons);
  if (words !== null) process.stderr.write(oneLine(`${words}.`));
}

async function valuesOf(values: readonly string[]): Promise<string[]> {
  if (!values.includes('-')) return [...values];
  const lines = (await readInput('-')).split(/\r?\n/).map((line) => line.trim());
  const given = [
    ...values.filter((value) => value !== '-'),
    ...lines.filter((line) => line !== ''),
  ];
  if (given.length === 0) throw new Failure('BAD_INPUT', 'Standard input held no values.');
  return given;
}

function typed(text: string, type: string | undefined, types: PatternTypes): Observable {
  if (type === undefined) {
    const observable = identifyObservable(text, types);
    if (observable !== null) return observable;
    throw new Failure('BAD_INPUT', `"${text}" is no value of a known type. Name one with --type.`);
  }
  if (!types.has(type) && !observableTypes.some((known) => known === type)) {
    throw new UsageError(
      `"${type}" is no type: use one of ${observableTypes.join(', ')}, or define it (flairbench types add).`,
    );
  }
  const value = canonicalValue(type, text, types);
  if (value === null) {
    const rest = types.has(type) ? ': it does not match the pattern of that type' : '';
    throw new Failure('BAD_INPUT', `"${text}" is no ${type}${rest}.`);
  }
  return { type, value };
}

function tlpOf(text: string | undefined): Tlp | null {
  if (text === undefined) return null;
  const tlp = parseTlp(text);
  if (tlp === null) {
    throw new UsageError(`"${text}" is no TLP: use clear, green, amber, amber+strict or red.`);
  }
  return tlp;
}

function printRow(row: Enriched, style: DefangStyle): void {
  const run = row.run === null ? '' : ` · run ${row.run}${row.reused ? ' (stored)' : ''}`;
  printLine(`# ${row.enricher} · ${row.observable.type} ${defang(row.observable, style)}`);
  printLine(`${row.outcome}: ${row.sentence}${run}`);
  if (row.report === null) return printLine('');
  for (const line of reportMarkdown(row.report).split('\n')) printLine(line);
}
