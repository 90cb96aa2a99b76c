import type { Command } from 'commander';
import { findObservables } from '../../observables/find.ts';
import { readInput } from './input.ts';
import { printJson, printTable } from './output.ts';

export function addTo(program: Command): void {
  program
    .command('extract')
    .description('Lists the observables in a text.')
    .argument('[file]', 'a file, or - for standard input', '-')
    .option('--json', 'one JSON document')
    .action(async (file: string, options: { json?: boolean }) => {
      const { finds } = findObservables(await readInput(file));
      if (options.json === true) return printJson(finds);
      printTable(finds.map((find) => [find.type, find.value, find.noise ?? '']));
    });
}
