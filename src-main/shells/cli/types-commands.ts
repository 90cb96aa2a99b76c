import type { Command } from 'commander';
import { Failure } from '../../contract/failure.ts';
import type { PatternType } from '../../contract/settings.ts';
import { findObservables } from '../../observables/find.ts';
import { compilePatternTypes } from '../../observables/pattern-types.ts';
import { printJson, printLine, printTable } from './output.ts';
import { storedSettings } from './stored-settings.ts';
import { folderOf, withHost } from './with-host.ts';

type Definition = {
  readonly title?: string;
  readonly ignoreCase?: boolean;
  readonly example: string;
};
type Json = { readonly json?: boolean };

/** Types of observables beside those that are built in. */
export function addTo(program: Command): void {
  const types = program
    .command('types')
    .description('Types of your own: whole words that match a pattern.');
  types
    .command('list')
    .description('The types that are defined here.')
    .option('--json', 'one JSON document')
    .action(async (options: Json, command: Command) => {
      const defined = await definedIn(command);
      if (options.json === true) return printJson(defined);
      printTable(
        defined.map(({ name, title = '', pattern, example, ignoreCase }) => [
          name,
          pattern,
          ignoreCase === true ? 'any case' : '',
          example,
          title,
        ]),
      );
    });
  types
    .command('add')
    .description('Defines a type, or defines it anew.')
    .argument('<name>', 'small letters, digits and hyphens')
    .argument('<pattern>', 'a regular expression in which nothing repeats without end')
    .requiredOption('--example <text>', 'a value that matches')
    .option('--title <title>', 'what people call it')
    .option('--ignore-case', 'capital letters match small ones; values are kept in small letters')
    .action(async (name: string, pattern: string, options: Definition, command: Command) => {
      const { example, title, ignoreCase } = options;
      const definition: PatternType = {
        name,
        pattern,
        example,
        ...(title === undefined ? {} : { title }),
        ...(ignoreCase === true ? { ignoreCase } : {}),
      };
      await change(command, (defined) => {
        const isThere = defined.some((other) => other.name === name);
        if (!isThere) return [...defined, definition];
        return defined.map((other) => (other.name === name ? definition : other));
      });
    });
  types
    .command('remove')
    .description('Removes a type; what was found and enriched under it stays.')
    .argument('<name>')
    .action(async (name: string, _options: object, command: Command) => {
      await change(command, (defined) => {
        const rest = defined.filter((other) => other.name !== name);
        if (rest.length === defined.length) throw unknownType(name);
        return rest;
      });
    });
  types
    .command('test')
    .description('Lists what of a text is found under a type, among all that are defined.')
    .argument('<name>')
    .argument('<text>')
    .option('--json', 'one JSON document')
    .action(async (name: string, text: string, options: Json, command: Command) => {
      const defined = await definedIn(command);
      if (!defined.some((other) => other.name === name)) throw unknownType(name);
      const { finds } = findObservables(text, { patternTypes: compilePatternTypes(defined) });
      const values = finds.filter(({ type }) => type === name).map(({ value }) => value);
      if (options.json === true) return printJson(values);
      for (const value of values) printLine(value);
    });
}

const unknownType = (name: string) =>
  new Failure('NOT_FOUND', `There is no type "${name}" of your own.`);

async function definedIn(command: Command): Promise<readonly PatternType[]> {
  return (await storedSettings(folderOf(command)))?.patternTypes ?? [];
}

async function change(
  command: Command,
  by: (defined: readonly PatternType[]) => PatternType[],
): Promise<void> {
  await withHost(command, ({ workbench }) =>
    workbench.changeSettings({ patternTypes: by(workbench.settings.current().patternTypes) }),
  );
}
