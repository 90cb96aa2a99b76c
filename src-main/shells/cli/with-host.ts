import type { Command } from 'commander';
import type { Host } from '../host.ts';
import { dataFolder } from '../installation.ts';

/** The data folder of this call, from `--data-dir` or the environment. */
export function folderOf(command: Command): string {
  const { dataDir } = command.optsWithGlobals<{ dataDir?: string }>();
  return dataFolder(dataDir, process.env, process.platform);
}

/** Opens the host for one command and closes it whatever happens; Ctrl+C ends the command's work first. */
export async function withHost<T>(
  command: Command,
  work: (host: Host, signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const { openHost, startStore } = await import('../host.ts');
  const folder = folderOf(command);
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
