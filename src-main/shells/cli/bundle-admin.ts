import type { Command } from 'commander';
import { Failure } from '../../contract/failure.ts';
import { decodeText } from '../../documents/decode-text.ts';
import { testCredentials } from './bundle-test.ts';
import { readBytes } from './input.ts';
import { gather, namedValues } from './options.ts';
import { printJson, printLine, printTable } from './output.ts';
import { passphrasesOf } from './passphrase.ts';
import { enrichersNamed, setUp } from './set-up.ts';
import { UsageError } from './usage-error.ts';
import { withHost, withUnlockedHost } from './with-host.ts';

type Json = { readonly json?: boolean };
type SetUp = {
  readonly credential?: readonly string[];
  readonly setting?: readonly string[];
  readonly host?: readonly string[];
  readonly withoutHost?: readonly string[];
  readonly test?: boolean;
};

/** For who decides which enrichers run here. */
export function addAdminCommands(bundle: Command): void {
  bundle
    .command('install')
    .description('Installs a bundle from a folder or an archive.')
    .argument('<file>')
    .option('--json', 'one JSON document')
    .action(async (source: string, options: Json, command: Command) => {
      const installed = await withHost(command, ({ workbench }, signal) =>
        workbench.installBundle(source, signal),
      );
      const { appName, title, version, hash } = installed;
      if (options.json === true) return printJson({ appName, title, version, hash });
      printLine(`Installed ${title} ${version} (${appName}).`);
    });
  bundle
    .command('list')
    .description('The enrichers that are installed.')
    .option('--json', 'one JSON document')
    .action(async (options: Json, command: Command) => {
      const { enrichers, problems } = await withHost(command, async ({ workbench }) => ({
        enrichers: await workbench.desk.described(),
        problems: workbench.bundleProblems(),
      }));
      for (const problem of problems) process.stderr.write(`${problem}\n`);
      if (options.json === true) return printJson(enrichers);
      printTable(
        enrichers.map((one) => [
          one.id,
          one.bundle.version,
          one.enabled ? 'on' : 'off',
          one.audience,
          one.types.join(','),
          one.problem ?? '',
        ]),
      );
    });
  bundle
    .command('show')
    .description('All that is known of an enricher or of the enrichers of a bundle.')
    .argument('<id>')
    .option('--json', 'one JSON document')
    .action(async (id: string, _options: Json, command: Command) => {
      printJson(await withHost(command, ({ workbench }) => enrichersNamed(workbench, id)));
    });
  bundle
    .command('activate')
    .description(
      'Switches enrichers on. Credentials are read from standard input, never from the command.',
    )
    .argument('<id>')
    .option('--credential <name=->', 'store this credential, read from standard input', gather)
    .option('--setting <name=value>', 'set this setting; an empty value clears it', gather)
    .option('--host <host>', 'let it ask this host besides those it declares', gather)
    .option('--without-host <host>', 'take a host back that was allowed so', gather)
    .option('--test', 'ask the source whether it takes the credential')
    .action(async (id: string, options: SetUp, command: Command) => {
      const settings = namedValues(options.setting, '--setting');
      const secrets = await credentialsOf(options.credential ?? []);
      await withUnlockedHost(command, passphrasesOf(command), async ({ workbench }, signal) => {
        for (const { bundle } of await enrichersNamed(workbench, id)) {
          for (const [name, value] of secrets) {
            await workbench.setCredential(bundle.appName, name, value);
          }
        }
        await setUp(workbench, id, settings, {
          allow: options.host ?? [],
          takeBack: options.withoutHost ?? [],
        });
        if (options.test === true) await testCredentials(workbench, id, signal);
      });
    });
  bundle
    .command('test')
    .description('Asks the source about a sample value, to see whether it takes the credential.')
    .argument('<id>')
    .action(async (id: string, _options: object, command: Command) => {
      await withUnlockedHost(command, passphrasesOf(command), ({ workbench }, signal) =>
        testCredentials(workbench, id, signal),
      );
    });
  bundle
    .command('deactivate')
    .description('Switches enrichers off; their results stay.')
    .argument('<id>')
    .action(async (id: string, _options: object, command: Command) => {
      await withHost(command, async ({ workbench }) => {
        for (const enricher of await enrichersNamed(workbench, id)) {
          await workbench.changeEnricher(enricher.id, { enabled: false });
        }
      });
    });
}

/** One line of standard input for each, in the order in which they are named. */
async function credentialsOf(wanted: readonly string[]): Promise<[string, string][]> {
  if (wanted.length === 0) return [];
  const lines = decodeText(await readBytes('-')).split(/\r?\n/);
  return wanted.map((text, index) => {
    const [name, source] = text.split('=', 2);
    if (!name || source !== '-') {
      throw new UsageError('Write --credential NAME=- and give the value on standard input.');
    }
    const value = lines[index] ?? '';
    if (value === '') throw new Failure('BAD_INPUT', `Standard input held no value for ${name}.`);
    return [name, value];
  });
}
