import type { Command } from 'commander';
import type { Host } from '../host.ts';
import { dataFolder } from '../installation.ts';
import { type Passphrases, unlockWith } from './passphrase.ts';

type Work<T> = (host: Host, signal: AbortSignal) => Promise<T>;

/** The data folder of this call, from `--data-dir` or the environment. */
export function folderOf(command: Command): string {
  const { dataDir } = command.optsWithGlobals<{ dataDir?: string }>();
  return dataFolder(dataDir, process.env, process.platform);
}

/** Opens the host of this call's data folder for one command. */
export function withHost<T>(command: Command, work: Work<T>): Promise<T> {
  return inHost(folderOf(command), work);
}

/** For what uses credentials: where a passphrase protects them, it is asked for, or they stay locked. */
export function withUnlockedHost<T>(
  command: Command,
  passphrases: Passphrases | null,
  work: Work<T>,
): Promise<T> {
  return withHost(command, async (host, signal) => {
    const { vault } = host.workbench;
    if (passphrases !== null && (await vault.wantsPassphrase())) {
      await unlockWith(passphrases, vault.unlock);
    }
    return work(host, signal);
  });
}

/** Opens the host and closes it whatever happens; Ctrl+C ends the command's work first. */
export async function inHost<T>(folder: string, work: Work<T>): Promise<T> {
  const { openHost, startStore } = await import('../host.ts');
  const host = await openHost({
    store: startStore(folder),
    shell: 'loopback',
    dataFolder: folder,
  });
  const abort = new AbortController();
  const interrupt = () => abort.abort();
  process.once('SIGINT', interrupt);
  process.once('SIGTERM', interrupt);
  try {
    return await work(host, abort.signal);
  } finally {
    process.off('SIGINT', interrupt);
    process.off('SIGTERM', interrupt);
    await host.close();
  }
}
