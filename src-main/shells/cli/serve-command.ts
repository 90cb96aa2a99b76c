import type { Command } from 'commander';
import { printLine } from './output.ts';
import { passphrasesOf, unlockWith } from './passphrase.ts';
import { UsageError } from './usage-error.ts';
import { folderOf } from './with-host.ts';

export function addTo(program: Command): void {
  program
    .command('serve')
    .description(
      'The bench in a browser, on 127.0.0.1. Prints one line with an address that signs in once.',
    )
    .option('--port <n>', 'the port to listen on', '0')
    .option('--open', 'open it in the browser')
    .action(async (options: { port: string; open?: boolean }, command: Command) => {
      const port = Number(options.port);
      if (!Number.isInteger(port) || port < 0 || port > 65_535) {
        throw new UsageError('--port takes a number from 0 to 65535.');
      }
      const { startLoopback } = await import('../loopback/start.ts');
      const running = await startLoopback({ port, dataFolder: folderOf(command) });
      const passphrases = passphrasesOf(command);
      if (passphrases !== null && (await running.wantsPassphrase())) {
        await unlockWith(passphrases, running.unlock).catch(async (error: unknown) => {
          await running.close();
          throw error;
        });
      }
      const link = running.newLink();
      printLine(link);
      if (options.open === true) await running.openBrowser(link);
      try {
        await Promise.race([ended(), running.failed]);
      } finally {
        await running.close();
      }
    });
}

function ended(): Promise<void> {
  return new Promise((resolve) => {
    process.once('SIGINT', () => resolve());
    process.once('SIGTERM', () => resolve());
  });
}
