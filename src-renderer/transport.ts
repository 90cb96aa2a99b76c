import {
  type ClientContext,
  type ClientLink,
  createORPCClient,
  DynamicLink,
  ORPCError,
} from '@orpc/client';
import { RPCLink as PortLink } from '@orpc/client/message-port';
import { RPCLink as SocketLink } from '@orpc/client/websocket';
import type { ContractRouterClient } from '@orpc/contract';
import { createTanstackQueryUtils } from '@orpc/tanstack-query';
import type { Api } from '../src-main/contract/api.ts';
import { Failure, type FailureCode } from '../src-main/contract/failure.ts';
import { openSocket, Refused, signIn } from './app/sign-in.ts';

/** The only file that knows the RPC library and which shell the window is on. */

export type Client = ContractRouterClient<Api>;

type ConnectionState =
  | { readonly name: 'connecting' }
  | { readonly name: 'open' }
  /** the host is gone; `retryAt` is when it is tried again, in epoch milliseconds */
  | { readonly name: 'lost'; readonly retryAt: number }
  | { readonly name: 'refused' };

export type Connection = {
  /** Can be used at once: calls wait for the connection. */
  readonly client: Client;
  readonly queries: ReturnType<typeof queriesOf>;
  readonly state: () => ConnectionState;
  readonly subscribe: (listener: () => void) => () => void;
  readonly retryNow: () => void;
};

type Link = ClientLink<ClientContext>;
/** Resolves when the link can be used; `closed` when it no longer can. */
type OpenLink = { readonly link: Link; readonly closed: Promise<void> };

const longestPause = 10_000;

function queriesOf(client: Client) {
  return createTanstackQueryUtils(client);
}

/** Connects and stays connected. Returns at once, so that the first key need not wait for the host. */
export function connect(): Connection {
  let state: ConnectionState = { name: 'connecting' };
  let ready = Promise.withResolvers<Link>();
  let wake = () => {};
  const listeners = new Set<() => void>();
  const change = (next: ConnectionState) => {
    state = next;
    for (const listener of listeners) listener();
  };
  const pause = (milliseconds: number) =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });

  const stayConnected = async () => {
    const open = window.flairbench === undefined ? openLoopback() : openPort;
    for (let failures = 0; ; ) {
      try {
        const { link, closed } = await open();
        failures = 0;
        ready.resolve(link);
        change({ name: 'open' });
        await closed;
        ready = Promise.withResolvers<Link>();
      } catch (error) {
        if (error instanceof Refused) return change({ name: 'refused' });
        failures += 1;
      }
      const milliseconds =
        Math.min(longestPause, 300 * 2 ** failures) * (0.8 + Math.random() * 0.4);
      change({ name: 'lost', retryAt: Date.now() + milliseconds });
      await pause(milliseconds);
    }
  };
  void stayConnected();

  const client: Client = createORPCClient(new DynamicLink(() => ready.promise));
  return {
    client,
    queries: queriesOf(client),
    state: () => state,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    retryNow: () => wake(),
  };
}

declare global {
  interface Window {
    /** Electron's preload: asks for a port, which arrives as a message. */
    readonly flairbench?: { readonly connect: () => void };
  }
}

/** Electron: the preload hands a MessagePort over. */
function openPort(): Promise<OpenLink> {
  return new Promise((resolve) => {
    const receive = (event: MessageEvent<unknown>) => {
      const port = event.ports[0];
      if (event.source !== window || event.data !== 'flairbench-port' || port === undefined) return;
      window.removeEventListener('message', receive);
      const closed = new Promise<void>((close) => {
        port.addEventListener('close', () => close(), { once: true });
      });
      const link = new PortLink({ port });
      port.start();
      resolve({ link, closed });
    };
    window.addEventListener('message', receive);
    window.flairbench?.connect();
  });
}

/** Loopback: a signed-in WebSocket. The secret is asked for once; the socket is opened as often as it drops. */
function openLoopback(): () => Promise<OpenLink> {
  let secret: string | null = null;
  return async () => {
    secret ??= await signIn();
    const socket = await openSocket(secret);
    const closed = new Promise<void>((close) => {
      socket.addEventListener('close', () => close(), { once: true });
    });
    return { link: new SocketLink({ websocket: socket }), closed };
  };
}

/** What went wrong, as a sentence that an analyst can act on. */
export function sentenceOf(error: unknown): string {
  if (isAnswer(error) && error.message !== '') return error.message;
  return 'The host did not answer. Try again; if this stays, start Flairbench anew.';
}

/** Whether the host says that it does not have what it was asked about. */
export function isNotFound(error: unknown): boolean {
  return hasCode(error, 'NOT_FOUND');
}

/** Whether what was asked about is another one by now. */
export function isOutdated(error: unknown): boolean {
  return hasCode(error, 'OUTDATED');
}

function hasCode(error: unknown, code: FailureCode): boolean {
  return isAnswer(error) && error.code === code;
}

/** Whether the host, or the window itself, answered with a failure it expects; such a call is not tried again. */
export function isAnswer(error: unknown): error is ORPCError<string, unknown> | Failure {
  return error instanceof ORPCError || error instanceof Failure;
}
