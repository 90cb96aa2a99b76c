import type { Command } from 'commander';
import type { Find } from '../../contract/observable.ts';
import { findObservables } from '../../observables/find.ts';
import { compilePatternTypes } from '../../observables/pattern-types.ts';
import { inputName, readInput } from './input.ts';
import { oneLine, printJson, printTable } from './output.ts';
import { storedSettings } from './stored-settings.ts';
import { folderOf } from './with-host.ts';

export function addTo(program: Command): void {
  program
    .command('extract')
    .description('Lists the observables in a text.')
    .argument('[file]', 'a file, or - for standard input', '-')
    .option('--json', 'one JSON document')
    .action(async (file: string, options: { json?: boolean }, command: Command) => {
      const [text, settings] = await Promise.all([
        readInput(file),
        storedSettings(folderOf(command)),
      ]);
      if (text.trim() === '') {
        process.stderr.write(oneLine(`There is nothing in ${inputName(file)}.`));
      }
      const { finds } = findObservables(
        text,
        settings === null
          ? {}
          : { own: settings.own, patternTypes: compilePatternTypes(settings.patternTypes) },
      );
      if (options.json === true) return printJson(finds);
      printTable(finds.map(rowOf));
    });
}

/** Type and value first, for programs that read columns; what is nested stands below what it was read out of. */
function rowOf({ type, value, field, nestedIn, noise, why }: Find): readonly string[] {
  const marks = [nestedIn === undefined ? null : 'nested', noise].filter((mark) => mark != null);
  return [type, value, field ?? '', why, marks.join(', ')];
}
