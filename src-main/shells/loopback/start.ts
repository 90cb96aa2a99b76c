import { Failure } from '../../contract/failure.ts';
import { openHost } from '../host.ts';
import type { Loopback } from './serve.ts';

export type RunningLoopback = Pick<Loopback, 'newLink' | 'close'> & {
  /** passes the link on without it standing in any process list */
  readonly openBrowser: (link: string) => Promise<void>;
};

/** Opens the data folder first: an address is only given out for a bench that works. */
export async function startLoopback(options: {
  readonly port: number;
  readonly dataFolder: string;
}): Promise<RunningLoopback> {
  const opening = openHost({ shell: 'loopback', dataFolder: options.dataFolder });
  opening.catch(() => {});
  const [{ createRouter }, { RPCHandler }, { serveLoopback }, { openBrowser }, { rendererFolder }] =
    await Promise.all([
      import('../../router.ts'),
      import('@orpc/server/ws'),
      import('./serve.ts'),
      import('./open-browser.ts'),
      import('../installation.ts'),
    ]);
  const host = await opening;
  let loopback: Loopback | null = null;
  const handler = new RPCHandler(
    createRouter({
      workbench: host.workbench,
      oneTimeLink: () => loopback?.newLink() ?? '',
      report: host.report,
    }),
  );
  try {
    loopback = await serveLoopback({
      port: options.port,
      rendererFolder,
      accept: (socket) => handler.upgrade(socket),
    });
  } catch (error) {
    await host.close();
    throw new Failure('UNAVAILABLE', `Port ${options.port} is taken. Choose another with --port.`, {
      cause: error,
    });
  }
  const served = loopback;
  return {
    newLink: served.newLink,
    openBrowser: (link) => openBrowser(link, options.dataFolder),
    async close() {
      await served.close();
      await host.close();
    },
  };
}
