import { Failure } from '../../contract/failure.ts';
import type { Store } from '../../store/store.ts';
import { startStore } from '../host.ts';
import type { Bench } from './bench.ts';
import type { Loopback } from './serve.ts';

export type RunningLoopback = Pick<Loopback, 'newLink' | 'close'> & {
  /** passes the link on without it standing in any process list */
  readonly openBrowser: (link: string) => Promise<void>;
  /** whether the credentials are locked with one; asks the file alone, so that nothing is loaded for it */
  readonly wantsPassphrase: () => Promise<boolean>;
  readonly unlock: (passphrase: string) => Promise<void>;
  /** rejects when the bench behind the address cannot be opened after all */
  readonly failed: Promise<never>;
};

/** How long the page's own files have the processor to themselves. */
const openAfterMs = 1000;

/**
 * Opens the data folder first: an address is only given out where that went well. The bench behind it is loaded
 * when the first page signs in, or a second later; until then the page's files are served without a pause.
 */
export async function startLoopback(options: {
  readonly port: number;
  readonly dataFolder: string;
}): Promise<RunningLoopback> {
  const store = startStore(options.dataFolder);
  const { serveLoopback } = await import('./serve.ts');
  await store;
  const failure = Promise.withResolvers<never>();
  let bench: Promise<Bench> | null = null;
  const openedBench = () => {
    bench ??= loadBench(store, options.dataFolder, () => loopback.newLink());
    bench.catch(failure.reject);
    return bench;
  };
  const loopback = await serveLoopback({
    port: options.port,
    accept: async (socket) => (await openedBench()).accept(socket),
  }).catch(async (error: unknown) => {
    await (await store).close();
    throw new Failure('UNAVAILABLE', `Port ${options.port} is taken. Choose another with --port.`, {
      cause: error,
    });
  });
  const later = setTimeout(() => void openedBench().catch(() => {}), openAfterMs);
  return {
    newLink: loopback.newLink,
    failed: failure.promise,
    async wantsPassphrase() {
      const { openVault } = await import('../../vault/open-vault.ts');
      return openVault({ folder: options.dataFolder, backends: [] }).wantsPassphrase();
    },
    unlock: async (passphrase) => (await openedBench()).unlock(passphrase),
    async openBrowser(link) {
      const { openBrowser } = await import('./open-browser.ts');
      await openBrowser(link, options.dataFolder);
    },
    async close() {
      clearTimeout(later);
      await loopback.close();
      await (bench === null ? (await store).close() : (await bench).close());
    },
  };
}

async function loadBench(
  store: Promise<Store>,
  dataFolder: string,
  oneTimeLink: () => string,
): Promise<Bench> {
  const { openBench } = await import('./bench.ts');
  return openBench({ store, dataFolder, oneTimeLink });
}
