import type { Command } from 'commander';
import type { OwnValues } from '../../contract/settings.ts';
import { gather } from './options.ts';
import { printJson, printLine } from './output.ts';
import { withHost } from './with-host.ts';

type Own = {
  readonly domain?: readonly string[];
  readonly range?: readonly string[];
  readonly mail?: readonly string[];
  readonly confirm?: boolean;
  readonly json?: boolean;
};

/** What has to be said once, before anybody outside is told anything. */
export function addTo(program: Command): void {
  program
    .command('settings')
    .description('What belongs to your organisation.')
    .command('own')
    .description('Shows or sets the own values: third parties are never told about them.')
    .option('--domain <domain>', 'an own domain, in place of those kept (repeatable)', gather)
    .option('--range <range>', 'an own address range, in place of those kept (repeatable)', gather)
    .option('--mail <suffix>', 'an own mail suffix, in place of those kept (repeatable)', gather)
    .option('--confirm', 'they are right as they are: third parties may be asked about the rest')
    .option('--json', 'one JSON document')
    .action(async ({ domain, range, mail, confirm, json }: Own, command: Command) => {
      const isSaid = [domain, range, mail, confirm].some((given) => given !== undefined);
      const { own, ownConfirmed } = await withHost(command, async ({ workbench }) => {
        const kept = workbench.settings.current().own;
        const said: OwnValues = {
          domains: [...(domain ?? kept.domains)],
          ranges: [...(range ?? kept.ranges)],
          mailSuffixes: [...(mail ?? kept.mailSuffixes)],
        };
        if (isSaid) await workbench.changeSettings({ own: said, ownConfirmed: true });
        return workbench.settings.current();
      });
      if (json === true) return printJson({ own, confirmed: ownConfirmed });
      printLine(`domains: ${own.domains.join(', ') || 'none'}`);
      printLine(`ranges: ${own.ranges.join(', ') || 'none'}`);
      printLine(`mail suffixes: ${own.mailSuffixes.join(', ') || 'none'}`);
      printLine(
        ownConfirmed
          ? 'Confirmed. Third parties are never told about these.'
          : 'Not confirmed: no third party is asked. If they are right: flairbench settings own --confirm',
      );
    });
}
