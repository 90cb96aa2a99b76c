import type { Command } from 'commander';
import { addAdminCommands } from './bundle-admin.ts';
import { addAuthorCommands } from './bundle-author.ts';

export function addTo(program: Command): void {
  const bundle = program
    .command('bundle')
    .description('Enrichers: write, check, install and set up.');
  addAuthorCommands(bundle);
  addAdminCommands(bundle);
}
