import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { once } from 'node:events';
import { chmod } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { type Broker, BrokerRefusal } from './broker.ts';
import { createSend } from './fetch.ts';
import {
  asksForSecret,
  forwardedHeaders,
  readRequest,
  refusalHead,
  statusOf,
} from './proxy-http.ts';
import type { Surroundings } from './surroundings.ts';
import { openTunnel } from './tunnel.ts';

/** One process has no use for more at a time. */
const mostConnections = 100;

export function createWayOut(around: Surroundings): Broker['openWayOut'] {
  const send = createSend(around);
  return (errand, listener, signal) => {
    const secret = randomBytes(32).toString('base64url');
    const closing = new AbortController();
    const ending = AbortSignal.any([signal, closing.signal]);
    const sockets = new Set<Socket>();
    const work = new Set<Promise<void>>();

    // Who is slow to say what it wants is not waited for.
    const server = createServer({ headersTimeout: 10_000, requestTimeout: 60_000 });
    server.maxConnections = mostConnections;
    server.on('connection', (socket) => {
      sockets.add(socket);
      socket.on('error', () => {});
      socket.on('close', () => sockets.delete(socket));
    });
    server.on('request', (request, response) => keep(forward(request, response)));
    server.on('connect', (request, client, head) => keep(tunnel(request, client, head)));
    signal.addEventListener('abort', () => void close(), { once: true });

    function keep(task: Promise<void>): void {
      const kept = task.catch(listener.failed).finally(() => work.delete(kept));
      work.add(kept);
    }

    /** What ended a question, where it is the asker's to know; null where nobody is left to ask. */
    function refusalOf(error: unknown, gone: AbortSignal): BrokerRefusal | null {
      if (error instanceof BrokerRefusal) {
        listener.refused(error);
        return error;
      }
      if (!gone.aborted) throw error;
      return null;
    }

    async function forward(request: IncomingMessage, response: ServerResponse): Promise<void> {
      if (!knowsSecret(request, secret)) {
        response.writeHead(407, asksForSecret).end("This proxy is another run's.\n");
        return;
      }
      const left = new AbortController();
      response.on('close', () => left.abort());
      const gone = AbortSignal.any([ending, left.signal]);
      try {
        const asked = await readRequest(request, around.limits.bytesOut);
        listener.pause();
        const answer = await send(asked, errand, gone).finally(listener.resume);
        response.writeHead(answer.status, forwardedHeaders(answer.headers)).end(answer.body);
      } catch (error) {
        const refusal = refusalOf(error, gone);
        if (refusal === null) return void response.destroy();
        response
          .writeHead(statusOf(refusal), { 'content-type': 'text/plain; charset=utf-8' })
          .end(`${refusal.message}\n`);
      }
    }

    async function tunnel(request: IncomingMessage, client: Duplex, head: Buffer): Promise<void> {
      if (!knowsSecret(request, secret)) {
        client.end(refusalHead(407, "This proxy is another run's.", asksForSecret));
        return;
      }
      const left = new AbortController();
      client.on('close', () => left.abort());
      const gone = AbortSignal.any([ending, left.signal]);
      try {
        listener.pause();
        const opened = await openTunnel(around, request.url ?? '', errand, gone).finally(
          listener.resume,
        );
        client.write('HTTP/1.1 200 Connection established\r\n\r\n');
        client.unshift(head);
        await opened.carry(client, signal);
      } catch (error) {
        const refusal = refusalOf(error, gone);
        if (refusal === null || client.destroyed) return void client.destroy();
        client.end(refusalHead(statusOf(refusal), refusal.message));
      }
    }

    async function close(): Promise<void> {
      closing.abort();
      server.close();
      for (const socket of sockets) socket.destroy();
      await Promise.allSettled(work);
    }

    return {
      secret,
      async listenAt(path) {
        server.listen({ path });
        await once(server, 'listening');
        await chmod(path, 0o600);
      },
      async listenOnLoopback() {
        server.listen({ port: 0, host: '127.0.0.1' });
        await once(server, 'listening');
        const place = server.address();
        if (place === null || typeof place === 'string') throw new Error('No port was given.');
        return place.port;
      },
      authorities: around.authorities,
      close,
    };
  };
}

/** In the same time whatever was sent: nobody can feel their way to a secret. */
function knowsSecret(request: IncomingMessage, secret: string): boolean {
  const [, given = ''] = /^basic +(\S+)$/i.exec(request.headers['proxy-authorization'] ?? '') ?? [];
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(Buffer.from(`run:${secret}`).toString('base64')));
}
