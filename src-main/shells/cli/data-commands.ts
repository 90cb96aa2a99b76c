import type { Command } from 'commander';
import { bytesInWords, isNothing, type PurgeTarget, purgeSentence } from '../../contract/data.ts';
import { Failure } from '../../contract/failure.ts';
import { idNumber } from './options.ts';
import { printJson, printLine } from './output.ts';
import { UsageError } from './usage-error.ts';
import { folderOf, withHost } from './with-host.ts';

type Purge = {
  readonly case?: string;
  readonly paste?: string;
  readonly value?: string;
  readonly yes?: boolean;
  readonly json?: boolean;
};

/** What becomes of the data folder as a whole. */
export function addTo(program: Command): void {
  program
    .command('purge')
    .description(
      'Removes a case, a paste or a value for good; without --yes it says what would go.',
    )
    .option('--case <reference>', 'all pastes of this case')
    .option('--paste <id>', 'one paste')
    .option('--value <value>', 'a value, wherever it stands')
    .option('--yes', 'remove it')
    .option('--json', 'one JSON document')
    .action(async (options: Purge, command: Command) => {
      const target = targetOf(options);
      const counts = await withHost(command, ({ workbench: { data } }) =>
        options.yes === true ? data.purge(target) : data.wouldPurge(target),
      );
      if (options.json === true) return printJson({ removed: options.yes === true, ...counts });
      const nothing = isNothing(counts);
      const begun = nothing ? '' : options.yes === true ? 'Removed: ' : 'Would go: ';
      printLine(`${begun}${purgeSentence(counts)}`);
      if (counts.heldBySettings) {
        printLine('The settings hold this value, too, and stay as they are: change them by hand.');
      }
      if (counts.backups.length > 0) {
        printLine('These backups were made before and may still hold it:');
        for (const file of counts.backups) printLine(file);
      }
      if (options.yes !== true && !nothing) {
        printLine('Nothing was removed. Add --yes to remove it for good.');
      }
    });
  program
    .command('backup')
    .description('Saves pastes, runs, settings and bundles in one file; never credentials.')
    .argument('<file>')
    .action(async (file: string, _options: unknown, command: Command) => {
      const made = await withHost(command, ({ workbench }) => workbench.data.backUp(file));
      printLine(`${made.file}: ${bytesInWords(made.bytes)}`);
    });
  program
    .command('restore')
    .description('Puts a backup in the place of what is there, which is kept aside.')
    .argument('<file>')
    .action(async (file: string, _options: unknown, command: Command) => {
      const { restore } = await import('../../workbench/backup.ts');
      const aside = await restore(folderOf(command), file, new Date().toISOString());
      printLine(`Restored. What was there before is in ${aside}`);
    });
  program
    .command('check')
    .description('Reads the whole data file and says what is damaged.')
    .option('--repair', 'writes it anew with all that can be read; the damaged one is kept aside')
    .action((options: { repair?: boolean }, command: Command) =>
      checkFolderOf(command, options.repair === true),
    );
  program
    .command('compact')
    .description('Writes the data file anew without what is free in it.')
    .action(async (_options: unknown, command: Command) => {
      const { freedBytes } = await withHost(command, ({ workbench }) => workbench.data.compact());
      printLine(`${bytesInWords(freedBytes)} were given back.`);
    });
}

async function checkFolderOf(command: Command, repair: boolean): Promise<void> {
  const folder = folderOf(command);
  const { checkFolder, withFolderClosed } = await import('../../store/closed-folder.ts');
  const problems = checkFolder(folder);
  if (problems === null) throw new Failure('NOT_FOUND', 'There is no data file in this folder.');
  if (problems.length === 0) return printLine('Nothing is damaged.');
  for (const problem of problems) printLine(problem);
  if (!repair) {
    throw new Failure(
      'STORE_CORRUPT',
      'The data file is damaged. Restore a backup, or save what can be read with: flairbench check --repair',
    );
  }
  const { salvage } = await import('../../store/salvage.ts');
  const now = new Date().toISOString();
  const { lost, rows, aside } = await withFolderClosed(folder, now, async () =>
    salvage(folder, now),
  );
  printLine(
    `Saved: ${rows['pastes'] ?? 0} pastes, ${rows['runs'] ?? 0} runs, ${rows['reports'] ?? 0} reports.`,
  );
  for (const line of lost) printLine(line);
  if (lost.length === 0) printLine('Nothing was lost.');
  printLine(`The damaged file is kept in ${aside}`);
}

function targetOf({ case: caseReference, paste, value }: Purge): PurgeTarget {
  const targets: PurgeTarget[] = [
    ...(caseReference === undefined ? [] : [{ caseReference }]),
    ...(paste === undefined ? [] : [{ pasteId: idNumber(paste, 'paste') }]),
    ...(value === undefined ? [] : [{ value }]),
  ];
  const [target] = targets;
  if (target === undefined || targets.length > 1) {
    throw new UsageError('Say one of --case, --paste and --value.');
  }
  if ('value' in target && target.value.length < 3) {
    throw new UsageError('A value to remove has three characters or more.');
  }
  return target;
}
