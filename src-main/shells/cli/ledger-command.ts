import { type Command, Option } from 'commander';
import { defang } from '../../contract/defang.ts';
import {
  type LedgerFilter,
  type LedgerRow,
  ledgerKinds,
  ledgerVerdicts,
} from '../../contract/ledger.ts';
import { tlpLabel } from '../../contract/tlp.ts';
import { limitOf } from './options.ts';
import { printJson, printLine, printTable, printText } from './output.ts';
import { UsageError } from './usage-error.ts';
import { withHost } from './with-host.ts';

type Options = Pick<LedgerFilter, 'host' | 'enricher' | 'verdict' | 'kind'> & {
  readonly since?: string;
  readonly until?: string;
  readonly limit: string;
  readonly json?: boolean;
  readonly jsonl?: boolean;
};

const pageRows = 1000;

export function addTo(program: Command): void {
  program
    .command('ledger')
    .description('Who was told about what, when, and under which TLP.')
    .argument('[value]', 'this value, as it is or defanged')
    .option('--host <host>', 'who was told')
    .option('--enricher <id>', 'on whose behalf')
    .addOption(new Option('--verdict <verdict>', 'what the gate said').choices(ledgerVerdicts))
    .addOption(new Option('--kind <kind>', 'what it was').choices(ledgerKinds))
    .option('--since <time>', 'from this day or time on (UTC)')
    .option('--until <time>', 'up to this day or time (UTC)')
    .option('--limit <n>', 'at most this many', '50')
    .addOption(new Option('--json', 'one JSON document').conflicts('jsonl'))
    .option('--jsonl', 'all of it, one JSON document a line, whatever the limit')
    .action(async (value: string | undefined, options: Options, command: Command) => {
      const { host, enricher, verdict, kind, since, until } = options;
      const filter: LedgerFilter = {
        ...(value === undefined ? {} : { value }),
        ...(host === undefined ? {} : { host }),
        ...(enricher === undefined ? {} : { enricher }),
        ...(verdict === undefined ? {} : { verdict }),
        ...(kind === undefined ? {} : { kind }),
        ...(since === undefined ? {} : { since: timeOf(since, 'T00:00:00.000Z') }),
        ...(until === undefined ? {} : { until: timeOf(until, 'T23:59:59.999Z') }),
      };
      const limit = limitOf(options);
      await withHost(command, async ({ workbench }, signal) => {
        if (options.jsonl === true) {
          for (let before: number | undefined; ; ) {
            signal.throwIfAborted();
            const page = before === undefined ? filter : { ...filter, before };
            const { rows } = await workbench.ledger({ ...page, offset: 0, limit: pageRows });
            for (const row of rows) printText(`${JSON.stringify(row)}\n`);
            before = rows.at(-1)?.id;
            if (rows.length < pageRows || before === undefined) return;
          }
        }
        const { rows } = await workbench.ledger({ ...filter, offset: 0, limit });
        if (options.json === true) return printJson(rows);
        if (rows.length === 0) return printLine('Nobody was told.');
        const style = workbench.settings.current().defangStyle;
        printTable(
          rows.map((row) => [
            row.time,
            row.verdict,
            row.kind,
            `${row.host}:${row.port}`,
            row.enricher,
            valueOf(row, (observable) => defang(observable, style)),
            tlpLabel(row.tlp),
            row.reason,
          ]),
        );
      });
    });
}

/** Of a tunnel only host, port, bytes and time are known, and it says so. */
function valueOf(
  { observable, kind }: LedgerRow,
  shown: (observable: NonNullable<LedgerRow['observable']>) => string,
): string {
  if (kind === 'tunnel') return 'content not known (tunnel)';
  return observable === null ? '' : shown(observable);
}

/** `2026-11-20`, or a whole time; a day alone begins or ends where `rest` says. */
function timeOf(text: string, rest: string): string {
  const time = new Date(/^\d{4}-\d\d-\d\d$/.test(text) ? `${text}${rest}` : text);
  if (!Number.isNaN(time.getTime())) return time.toISOString();
  throw new UsageError(`"${text}" is no time: write 2026-11-20 or 2026-11-20T09:00:00Z.`);
}
