import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { securityHeaders } from '../content-security.ts';
import { rendererFolder } from '../installation.ts';
import { rendererFile } from '../renderer-files.ts';
import { cookieOf, originOf, refusalOf } from './request-checks.ts';
import { createSignIn } from './sign-in.ts';

/** A paste of 50 MB, escaped as JSON. */
const largestMessage = 160 * 1024 * 1024;
const largestSignIn = 1024;
const usualSecretWaitMs = 5000;

export type Loopback = {
  readonly port: number;
  /** an address that signs in once */
  readonly newLink: () => string;
  readonly close: () => Promise<void>;
};

export type LoopbackOptions = {
  /** 0: any free one */
  readonly port: number;
  /** the built renderer, unless a test has its own */
  readonly folder?: string;
  /** how long a socket may keep silent; 5,000 unless a test has less patience */
  readonly secretWaitMs?: number;
  /** takes a signed-in socket over */
  readonly accept: (socket: WebSocket) => Promise<void> | void;
};

/** Serves the renderer and its socket on 127.0.0.1, to whoever holds a one-time link. */
export async function serveLoopback(options: LoopbackOptions): Promise<Loopback> {
  const signIn = createSignIn();
  const sockets = new WebSocketServer({ noServer: true, maxPayload: largestMessage });
  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.destroy());
  });
  server.on('upgrade', upgrade);
  const port = await listen(server, options.port);
  // Cookies ignore ports: the name keeps two benches on one machine apart.
  const cookieName = `flairbench-${port}`;

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const refusal = refusalOf(request, port);
    if (refusal !== null) return send(response, 403, refusal);
    const path = pathOf(request);
    if (path === null) return send(response, 404, 'There is no such page.');
    if (request.method === 'POST' && path === '/session') return exchange(request, response);
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      return send(response, 405, 'Only pages are served here.');
    }
    const file = await rendererFile(options.folder ?? rendererFolder, path);
    if (file === null) return send(response, 404, 'There is no such page.');
    response.writeHead(200, { ...securityHeaders(), 'Content-Type': file.mediaType });
    response.end(request.method === 'HEAD' ? undefined : file.body);
  }

  async function exchange(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const token = tokenOf(await bodyOf(request, largestSignIn));
    const session = token === null ? null : signIn.exchange(token);
    if (session === null) return send(response, 401, 'This link was used, or never was one.');
    response.writeHead(200, {
      ...securityHeaders(),
      'Content-Type': 'application/json; charset=utf-8',
      'Set-Cookie': `${cookieName}=${session.cookie}; HttpOnly; SameSite=Strict; Path=/`,
    });
    response.end(JSON.stringify({ secret: session.secret }));
  }

  function upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    // Node hands the socket over bare: an error that nobody hears would end the process.
    socket.on('error', () => socket.destroy());
    const cookie = cookieOf(request, cookieName);
    const refused =
      refusalOf(request, port) !== null ||
      pathOf(request) !== '/rpc' ||
      !signIn.knowsCookie(cookie);
    if (refused) {
      // Whoever keeps its own end open would keep the server from closing.
      socket.once('finish', () => socket.destroy());
      socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
      return;
    }
    sockets.handleUpgrade(request, socket, head, (opened) => {
      opened.on('error', () => opened.terminate());
      greet(opened, (secret) => signIn.accepts(cookie, secret), options);
    });
  }

  /** Null for what is no address at all, like `//`. */
  function pathOf(request: IncomingMessage): string | null {
    return URL.parse(request.url ?? '/', originOf(port))?.pathname ?? null;
  }

  return {
    port,
    newLink: () => `${originOf(port)}/#${signIn.newToken()}`,
    async close() {
      for (const socket of sockets.clients) socket.terminate();
      sockets.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** The first message must carry the secret; a socket that keeps silent is closed. */
function greet(
  socket: WebSocket,
  accepts: (secret: string) => boolean,
  { accept, secretWaitMs = usualSecretWaitMs }: LoopbackOptions,
): void {
  const silent = setTimeout(() => socket.close(4001, 'no secret'), secretWaitMs);
  socket.once('close', () => clearTimeout(silent));
  socket.once('message', (data: Buffer, isBinary: boolean) => {
    clearTimeout(silent);
    const text = isBinary || data.length > largestSignIn ? '' : data.toString('utf8');
    if (!accepts(secretOf(text))) return socket.close(4001, 'wrong secret');
    // Only a socket that is listened to is told to go on.
    Promise.resolve(accept(socket)).then(
      () => socket.send(JSON.stringify({ ok: true })),
      () => socket.close(1011, 'the bench could not be opened'),
    );
  });
}

const tokenOf = (text: string) => stringAt(text, 'token');
const secretOf = (text: string) => stringAt(text, 'secret') ?? '';

function stringAt(text: string, key: string): string | null {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return null;
    const entry: unknown = Reflect.get(value, key);
    return typeof entry === 'string' ? entry : null;
  } catch {
    return null;
  }
}

async function bodyOf(request: IncomingMessage, largest: number): Promise<string> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > largest) return '';
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}

function send(response: ServerResponse, status: number, sentence: string): void {
  response.writeHead(status, {
    ...securityHeaders(),
    'Content-Type': 'text/plain; charset=utf-8',
    Connection: 'close',
  });
  response.end(`${sentence}\n`);
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    });
  });
}
