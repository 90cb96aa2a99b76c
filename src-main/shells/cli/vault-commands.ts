import { type Command, Option } from 'commander';
import { Failure } from '../../contract/failure.ts';
import { type Protection, protections } from '../../contract/vault.ts';
import { printJson, printLine, printTable } from './output.ts';
import { type Passphrases, passphrasesOf } from './passphrase.ts';
import { withHost, withUnlockedHost } from './with-host.ts';

/** What protects the credentials. */
export function addTo(program: Command): void {
  const vault = program.command('vault').description('What protects the credentials.');
  vault
    .command('status')
    .description('What protects them here, and what could.')
    .option('--json', 'one JSON document')
    .action(async (options: { json?: boolean }, command: Command) => {
      const status = await withHost(command, ({ workbench }) => workbench.vault.status());
      if (options.json === true) return printJson(status);
      printLine(status.sentence);
      printTable(
        status.ways.map((way) => [
          way.with,
          way.inUse ? 'in use' : way.problem === null ? 'can be chosen' : 'not here',
          way.problem ?? way.sentence,
        ]),
      );
    });
  vault
    .command('protect')
    .description('Protects them in another way, and encrypts them anew.')
    .addOption(
      new Option('--with <protection>', 'by what').choices(protections).makeOptionMandatory(),
    )
    .option('--weaker', 'agree that it is weaker than what protects them now')
    .action(async (options: { with: Protection; weaker?: boolean }, command: Command) => {
      const passphrases = passphrasesOf(command);
      const sentence = await withUnlockedHost(command, passphrases, async ({ workbench }) => {
        const passphrase = options.with === 'passphrase' && (await newPassphrase(passphrases));
        await workbench.vault
          .protect({
            with: options.with,
            weaker: options.weaker ?? false,
            ...(passphrase === false ? {} : { passphrase }),
          })
          .catch(howToAgree);
        return (await workbench.vault.status()).sentence;
      });
      printLine(sentence);
    });
}

async function newPassphrase(passphrases: Passphrases | null): Promise<string> {
  if (passphrases === null) {
    throw new Failure(
      'BAD_INPUT',
      'There is no terminal to ask for the passphrase: give it with --passphrase-file.',
    );
  }
  const passphrase = await passphrases.next('New passphrase: ');
  if (!passphrases.asks || (await passphrases.next('The same again: ')) === passphrase) {
    return passphrase;
  }
  throw new Failure('BAD_INPUT', 'These were two different ones. Nothing was changed.');
}

function howToAgree(error: unknown): never {
  if (error instanceof Failure && error.code === 'NEEDS_CONSENT') {
    throw new Failure('NEEDS_CONSENT', `${error.message} Add --weaker to choose it all the same.`);
  }
  throw error;
}
