import { type Command, Option } from 'commander';
import type { AgainOnly } from '../../contract/again.ts';
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
import { readLines } from './input.ts';
import { gather, idNumber, namedValues } from './options.ts';
import { oneLine, printJson, printLine } from './output.ts';
import { passphrasesOf } from './passphrase.ts';
import { withProgressLine } from './progress-line.ts';
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
  readonly paste?: string;
  readonly failed?: boolean;
  readonly olderThan?: string;
  readonly yes?: boolean;
  readonly json?: boolean;
};

export function addTo(program: Command): void {
  program
    .command('enrich')
    .description('Runs enrichers on values, and shows what they give.')
    .argument('[value...]', 'values, or - for one a line on standard input')
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
    .option('--paste <id>', 'the values of this paste instead')
    .addOption(new Option('--failed', 'of the paste, ask again what failed').conflicts('olderThan'))
    .option('--older-than <age>', 'of the paste, ask again what is older, e.g. 12h or 7d')
    .option('--yes', 'send many requests, or change something elsewhere, without asking')
    .option('--json', 'one JSON document')
    .action(async (values: string[], options: Options, command: Command) => {
      if (options.paste !== undefined) return enrichPaste(values, options, command);
      if (values.length === 0) throw new UsageError("missing required argument 'value'");
      if (options.failed === true || options.olderThan !== undefined) {
        throw new UsageError('--failed and --older-than go with --paste.');
      }
      const tlp = tlpOf(options.tlp);
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
        agreed: options.yes ?? false,
        ...(options.set === undefined ? {} : { sets: options.set }),
      };
      const { rows, leftOut, style } = await withUnlockedHost(
        command,
        passphrasesOf(command),
        async ({ workbench }, signal) => ({
          rows: await withProgressLine(
            process.stderr,
            () => workbench.progress(null),
            () => workbench.requests.enrich(asked, signal),
          ),
          leftOut: workbench.requests.leftOut(asked),
          style: workbench.settings.current().defangStyle,
        }),
      );
      printEnriched(rows, options, style);
      sayNotAsked(rows, leftOut);
    });
}

async function enrichPaste(
  values: readonly string[],
  options: Options,
  command: Command,
): Promise<void> {
  const { enricher, set = [], failed, olderThan } = options;
  if (values.length > 0) throw new UsageError('Name values or a paste, not both.');
  if (enricher !== undefined && set.length > 0) {
    throw new UsageError('Of a paste name enrichers or a set, not both.');
  }
  if (set.length > 1) throw new UsageError('Of a paste name one set.');
  if (
    [options.tlp, options.field, options.type, options.lower].some((given) => given !== undefined)
  ) {
    throw new UsageError(
      'A paste has its own TLP and types: leave --tlp, --type, --field, --lower out.',
    );
  }
  const pasteId = idNumber(options.paste ?? '', 'paste');
  const only: AgainOnly | undefined =
    failed === true
      ? { what: 'failed' }
      : olderThan === undefined
        ? undefined
        : { what: 'older', seconds: secondsOf(olderThan) };
  const { rows, style } = await withUnlockedHost(
    command,
    passphrasesOf(command),
    async ({ workbench }, signal) => ({
      rows: await withProgressLine(
        process.stderr,
        () => workbench.progress(pasteId),
        () =>
          workbench.requests.enrichPaste(
            {
              pasteId,
              only,
              enrichers:
                set[0] !== undefined
                  ? { set: set[0] }
                  : (enricher?.map((name) => workbench.desk.named(name).id) ?? null),
              fresh: options.fresh ?? false,
              agreed: options.yes ?? false,
            },
            signal,
          ),
      ),
      style: workbench.settings.current().defangStyle,
    }),
  );
  printEnriched(rows, options, style);
  sayNotAsked(rows, []);
}

/** `30m`, `12h`, `7d`. */
function secondsOf(age: string): number {
  const [, count, unit] = /^(\d{1,6})([mhd])$/.exec(age) ?? [];
  const seconds = Number(count) * (unit === 'd' ? 86_400 : unit === 'h' ? 3600 : 60);
  if (seconds > 0) return seconds;
  throw new UsageError(`"${age}" is no age: write 30m, 12h or 7d.`);
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
  const given = [...values.filter((value) => value !== '-'), ...(await readLines())];
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
