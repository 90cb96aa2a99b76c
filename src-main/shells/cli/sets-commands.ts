import type { Command } from 'commander';
import type { SavedSet } from '../../contract/settings.ts';
import { setNamed } from '../../workbench/choices.ts';
import type { Workbench } from '../../workbench.ts';
import { gather } from './options.ts';
import { printJson, printTable } from './output.ts';
import { storedSettings } from './stored-settings.ts';
import { UsageError } from './usage-error.ts';
import { folderOf, withHost } from './with-host.ts';

type Saving = {
  readonly enricher: readonly string[];
  readonly type?: readonly string[];
  readonly key?: string;
};

/** Enrichers that are run together, under a name. */
export function addTo(program: Command): void {
  const sets = program.command('sets').description('Saved sets of enrichers, by type.');
  sets
    .command('list')
    .description('The sets that are saved here.')
    .option('--json', 'one JSON document')
    .action(async (options: { json?: boolean }, command: Command) => {
      const saved = (await storedSettings(folderOf(command)))?.sets ?? [];
      if (options.json === true) return printJson(saved);
      printTable(
        saved.map(({ name, key, enrichers }) => [
          name,
          key === null ? '' : `Ctrl+Shift+${key}`,
          Object.entries(enrichers)
            .map(([type, ids]) => `${type}: ${ids.join(' ')}`)
            .join('; '),
        ]),
      );
    });
  sets
    .command('save')
    .description('Saves a set, or saves it anew.')
    .argument('<name>')
    .requiredOption('--enricher <id>', 'an enricher of the set (repeatable)', gather)
    .option('--type <type>', 'on these types only (repeatable; default: all they take)', gather)
    .option('--key <digit>', 'what chooses it in the window, with Ctrl+Shift: 1 to 9')
    .action(async (name: string, options: Saving, command: Command) => {
      const key = keyOf(options.key);
      await withHost(command, async ({ workbench }) => {
        const saved = workbench.settings.current().sets;
        const before = saved.find((one) => one.name.toLowerCase() === name.toLowerCase());
        const set: SavedSet = {
          name,
          key: key ?? before?.key ?? null,
          enrichers: membersOf(workbench, options),
        };
        const next =
          before === undefined
            ? [...saved, set]
            : saved.map((one) => (one === before ? { ...set, name: before.name } : one));
        await workbench.changeSettings({ sets: next });
      });
    });
  sets
    .command('remove')
    .description('Removes a set; its enrichers stay.')
    .argument('<name>')
    .action(async (name: string, _options: object, command: Command) => {
      await withHost(command, async ({ workbench }) => {
        const { sets: saved } = workbench.settings.current();
        const set = setNamed(name, saved);
        await workbench.changeSettings({ sets: saved.filter((one) => one !== set) });
      });
    });
}

function membersOf(
  { desk }: Pick<Workbench, 'desk'>,
  { enricher, type }: Saving,
): SavedSet['enrichers'] {
  const members: SavedSet['enrichers'] = {};
  for (const { id, types } of enricher.map((name) => desk.named(name))) {
    for (const taken of type === undefined ? types : types.filter((one) => type.includes(one))) {
      members[taken] = [...(members[taken] ?? []), id];
    }
  }
  if (Object.keys(members).length === 0) {
    throw new UsageError('None of these enrichers takes a value of these types.');
  }
  return members;
}

function keyOf(text: string | undefined): number | null {
  if (text === undefined) return null;
  if (!/^[1-9]$/.test(text)) throw new UsageError(`"${text}" is no key: use 1 to 9.`);
  return Number(text);
}
