import { type Command, Option } from 'commander';
import type { Find } from '../../contract/observable.ts';
import { findObservables } from '../../observables/find.ts';
import { compilePatternTypes } from '../../observables/pattern-types.ts';
import { inputName, readInput } from './input.ts';
import { oneLine, printJsonList, printTable, printWhole } from './output.ts';
import { storedSettings } from './stored-settings.ts';
import { folderOf } from './with-host.ts';

export function addTo(program: Command): void {
  program
    .command('extract')
    .description('Lists the observables in a text.')
    .argument('[file]', 'a file, or - for standard input', '-')
    .addOption(new Option('--json', 'one JSON document').conflicts('text'))
    .option(
      '--text',
      'the text itself, as it was read: what `start` and `end` in the JSON count in',
    )
    .action(async (file: string, options: { json?: boolean; text?: boolean }, command: Command) => {
      if (options.text === true) return printWhole(await readInput(file));
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
          ? everything
          : {
              ...everything,
              own: settings.own,
              patternTypes: compilePatternTypes(settings.patternTypes),
            },
      );
      if (options.json === true) return printJsonList(finds);
      printTable(finds.map(rowOf));
    });
}

/** A list for programs is whole or worthless; only a window has to stay quick. */
const everything = { maxFinds: Number.POSITIVE_INFINITY };

/** Type and value first, for programs that read columns; what is nested stands below what it was read out of. */
function rowOf({ type, value, field, nestedIn, noise, why }: Find): readonly string[] {
  const marks = [nestedIn === undefined ? null : 'nested', noise].filter((mark) => mark != null);
  return [type, value, field ?? '', why, marks.join(', ')];
}
