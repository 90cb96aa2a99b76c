import { enableCompileCache } from 'node:module';
import { Command, CommanderError } from 'commander';
import { Failure } from '../../contract/failure.ts';
import { version } from '../installation.ts';
import { addBundleCommands } from './bundle-commands.ts';
import { addEnrichCommand } from './enrich-command.ts';
import { addExtractCommand } from './extract-command.ts';
import { addHistoryCommands } from './history-commands.ts';
import { addServeCommand } from './serve-command.ts';
import { UsageError } from './usage-error.ts';

enableCompileCache();

/** Exit 0: done (outcomes are in the document); 1: could not be done; 2: wrong usage. */
async function main(argv: readonly string[]): Promise<number> {
  const program = new Command('flairbench')
    .description('Finds observables, enriches them, and shows what is known.')
    .version(version)
    .option('--data-dir <dir>', 'data folder (default: the platform application-data folder)')
    .exitOverride()
    .configureOutput({ outputError: (text, write) => write(oneLine(text)) });
  addExtractCommand(program);
  addEnrichCommand(program);
  addHistoryCommands(program);
  addBundleCommands(program);
  addServeCommand(program);
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

const oneLine = (text: string) => `${text.trim().replaceAll('\n', ' ')}\n`;

process.exitCode = await main(process.argv);
