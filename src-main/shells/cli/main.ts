import { Command, CommanderError } from 'commander';
import { Failure } from '../../contract/failure.ts';
import { version } from '../installation.ts';
import { oneLine } from './output.ts';
import { UsageError } from './usage-error.ts';

/** Loaded when they are meant: `serve` should not wait for what reads archives. */
const groups = [
  { names: ['extract'], load: () => import('./extract-command.ts') },
  { names: ['defang', 'refang'], load: () => import('./defang-commands.ts') },
  { names: ['enrich'], load: () => import('./enrich-command.ts') },
  { names: ['runs', 'search'], load: () => import('./history-commands.ts') },
  { names: ['ledger'], load: () => import('./ledger-command.ts') },
  {
    names: ['purge', 'backup', 'restore', 'check', 'compact'],
    load: () => import('./data-commands.ts'),
  },
  { names: ['export'], load: () => import('./export-command.ts') },
  { names: ['sets'], load: () => import('./sets-commands.ts') },
  { names: ['settings'], load: () => import('./settings-commands.ts') },
  { names: ['types'], load: () => import('./types-commands.ts') },
  { names: ['bundle'], load: () => import('./bundle-commands.ts') },
  { names: ['vault'], load: () => import('./vault-commands.ts') },
  { names: ['serve'], load: () => import('./serve-command.ts') },
] as const;

type Group = (typeof groups)[number];

/** Where no command stands, all are loaded: for the help, and to say what is unknown. */
function isMeant(argv: readonly string[]): (group: Group) => boolean {
  const stands = ({ names }: Group) => names.some((name) => argv.includes(name));
  return groups.some(stands) ? stands : () => true;
}

/** Exit 0: done (outcomes are in the document); 1: could not be done; 2: wrong usage. */
async function main(argv: readonly string[]): Promise<number> {
  const program = new Command('flairbench')
    .description('Finds observables, enriches them, and shows what is known.')
    .version(version)
    .option('--data-dir <dir>', 'data folder (default: the platform application-data folder)')
    .option(
      '--passphrase-file <file>',
      'where to read the passphrase of the credentials, one a line; - for standard input (default: the terminal)',
    )
    .exitOverride()
    .configureOutput({ outputError: (text, write) => write(oneLine(text)) });
  for (const { load } of groups.filter(isMeant(argv))) (await load()).addTo(program);
  for (const command of program.commands) inherit(command);
  try {
    await program.parseAsync(argv);
    return 0;
  } catch (error) {
    return exitCodeOf(error);
  }
}

function inherit(command: Command): void {
  command.exitOverride().configureOutput({ outputError: (text, write) => write(oneLine(text)) });
  for (const child of command.commands) inherit(child);
}

function exitCodeOf(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  if (error instanceof UsageError) return complain(error.message, 2);
  if (error instanceof Failure) return complain(error.message, 1);
  const message = error instanceof Error ? error.message : String(error);
  return complain(`Flairbench failed: ${message}`, 1);
}

function complain(sentence: string, code: number): number {
  process.stderr.write(oneLine(sentence));
  return code;
}

process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  // `flairbench runs list | head` has read enough: that is no failure.
  if (error.code === 'EPIPE') process.exit(0);
  process.exit(complain('The output could not be written: is its disk full?', 1));
});
process.exitCode = await main(process.argv);
