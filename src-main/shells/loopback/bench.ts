import { RPCHandler } from '@orpc/server/ws';
import type { WebSocket } from 'ws';
import { createRouter } from '../../router.ts';
import type { Store } from '../../store/store.ts';
import { openHost } from '../host.ts';

/** The host behind the socket. */
export type Bench = {
  readonly accept: (socket: WebSocket) => void;
  readonly unlock: (passphrase: string) => Promise<void>;
  readonly close: () => Promise<void>;
};

export async function openBench(options: {
  readonly store: Promise<Store>;
  readonly dataFolder: string;
  readonly oneTimeLink: () => string;
}): Promise<Bench> {
  const { store, dataFolder, oneTimeLink } = options;
  const host = await openHost({ store, shell: 'loopback', dataFolder });
  const router = createRouter({ workbench: host.workbench, oneTimeLink, report: host.report });
  const handler = new RPCHandler(router);
  return {
    accept: (socket) => handler.upgrade(socket),
    unlock: host.workbench.vault.unlock,
    close: host.close,
  };
}
