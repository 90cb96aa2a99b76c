import { RPCHandler } from '@orpc/server/ws';
import { Failure } from '../../contract/failure.ts';
import { createRouter } from '../../router.ts';
import { openHost } from '../host.ts';
import { rendererFolder } from '../installation.ts';
import { keyBackends } from '../key-backends.ts';
import { openBrowser } from './open-browser.ts';
import { type Loopback, serveLoopback } from './serve.ts';

export type RunningLoopback = Pick<Loopback, 'newLink' | 'close'> & {
  /** passes the link on without it standing in any process list */
  readonly openBrowser: (link: string) => Promise<void>;
};

/** Opens the data folder first: an address is only given out for a bench that works. */
export async function startLoopback(options: {
  readonly port: number;
  readonly dataFolder: string;
}): Promise<RunningLoopback> {
  const host = await openHost({
    shell: 'loopback',
    dataFolder: options.dataFolder,
    keyBackends: keyBackends(options.dataFolder),
  });
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
