import { mkdtemp, symlink, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { connect as connectTcp } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { contentSecurityPolicy, securityHeaders } from '../content-security.ts';
import { type Loopback, serveLoopback } from './serve.ts';

let loopback: Loopback;
let accepted = 0;

beforeAll(async () => {
  const rendererFolder = await mkdtemp(join(tmpdir(), 'renderer-'));
  await writeFile(join(rendererFolder, 'index.html'), '<!doctype html>');
  await symlink('/etc/hostname', join(rendererFolder, 'link.html'));
  loopback = await serveLoopback({
    port: 0,
    folder: rendererFolder,
    accept: () => {
      accepted += 1;
    },
  });
});
afterAll(() => loopback.close());

type Answer = { status: number; headers: NodeJS.Dict<string | string[]>; body: string };

/** `fetch` will not send a foreign Host; a bare request does. */
function ask(
  path: string,
  options: { method?: string; headers?: Record<string, string>; body?: string } = {},
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const { body, ...rest } = options;
    const sent = request({ host: '127.0.0.1', port: loopback.port, path, ...rest }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (part: string) => {
        text += part;
      });
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text }),
      );
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

const origin = () => `http://127.0.0.1:${loopback.port}`;
const tokenIn = (link: string) => link.slice(link.indexOf('#') + 1);

async function signedIn(): Promise<{ cookie: string; secret: string }> {
  const answer = await ask('/session', {
    method: 'POST',
    headers: { origin: origin() },
    body: JSON.stringify({ token: tokenIn(loopback.newLink()) }),
  });
  const cookie = String(answer.headers['set-cookie']?.[0]).split(';')[0] ?? '';
  return { cookie, secret: (JSON.parse(answer.body) as { secret: string }).secret };
}

describe('a request to the loopback shell', () => {
  test('gets the page with the whole policy and is not stored', async () => {
    const answer = await ask('/');
    expect(answer.status).toBe(200);
    expect(answer.headers).toMatchObject({
      'content-security-policy': contentSecurityPolicy(),
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'x-dns-prefetch-control': 'off',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
    });
    expect(answer.headers['access-control-allow-origin']).toBeUndefined();
  });

  test.each([
    ['is refused', '/', { origin: 'https://evil.example' }],
    ['finds nothing', '/nothing.html', {}],
  ])('that %s is answered under the same policy', async (_name, path, headers) => {
    const answer = await ask(path, { headers });
    const wanted = Object.entries(securityHeaders()).map(([name, value]) => [
      name.toLowerCase(),
      value,
    ]);
    expect(answer.headers).toMatchObject(Object.fromEntries(wanted));
  });

  test('reaches it on 127.0.0.1 and on no other address of the machine', async () => {
    const outcome = await new Promise((resolve) => {
      const socket = connectTcp({ host: '127.0.0.2', port: loopback.port }, () => {
        socket.destroy();
        resolve('connected');
      });
      socket.on('error', () => resolve('refused'));
    });
    expect(outcome).toBe('refused');
  });

  test.each([
    ['a foreign Host', { host: 'bench.example' }],
    ['a name that resolves to loopback', { host: 'localhost:1' }],
    ['another port as Host', { host: '127.0.0.1:1' }],
    ['a foreign Origin', { origin: 'https://evil.example' }],
    ['an Origin that only begins alike', { origin: 'http://127.0.0.1:1.evil.example' }],
    ['another local server as Origin', { origin: 'http://127.0.0.1:1' }],
    ['the Origin null', { origin: 'null' }],
    ['a cross-site fetch', { 'sec-fetch-site': 'cross-site' }],
    ['a same-site fetch from another port', { 'sec-fetch-site': 'same-site' }],
  ])('with %s is refused', async (_name, headers) => {
    expect((await ask('/', { headers })).status).toBe(403);
  });

  test.each([
    '/../package.json',
    '/%2e%2e/package.json',
    '/link.html',
    '/%00',
    '/a%5Cb.html',
    '/x.exe',
    '/%zz',
  ])('for %s finds nothing', async (path) => {
    expect((await ask(path)).status).toBe(404);
  });
});

describe('signing in', () => {
  test('gives a strict cookie named by the port, and works once', async () => {
    const body = JSON.stringify({ token: tokenIn(loopback.newLink()) });
    const post = () => ask('/session', { method: 'POST', headers: { origin: origin() }, body });
    const [first, second] = [await post(), await post()];
    expect(first.status).toBe(200);
    expect(first.headers['set-cookie']?.[0]).toMatch(
      new RegExp(`^flairbench-${loopback.port}=[\\w-]{43}; HttpOnly; SameSite=Strict; Path=/$`),
    );
    expect(second.status).toBe(401);
  });

  test.each([
    ['a wrong token', { origin: 'same' }, '{"token":"wrong"}', 401],
    ['no JSON', { origin: 'same' }, 'token', 401],
    ['a huge body', { origin: 'same' }, `{"token":"${'x'.repeat(5000)}"}`, 401],
    ['no Origin', {}, '{"token":"wrong"}', 403],
  ])('with %s is refused', async (_name, headers, body, status) => {
    const sent = 'origin' in headers ? { origin: origin() } : {};
    const answer = await ask('/session', { method: 'POST', headers: sent, body });
    expect(answer.status).toBe(status);
  });
});

/** How a socket ended: the greeting, a close code, or a refused upgrade. */
function connect(headers: Record<string, string>, first: string | null, path = '/rpc') {
  return new Promise<string>((resolve) => {
    const socket = new WebSocket(`ws://127.0.0.1:${loopback.port}${path}`, { headers });
    socket.on('open', () => first !== null && socket.send(first));
    socket.on('message', (data: Buffer) => {
      resolve(data.toString());
      socket.close();
    });
    socket.on('close', (code) => resolve(`closed ${code}`));
    socket.on('error', (error) => resolve(error.message));
  });
}

describe('the socket', () => {
  const refused = 'Unexpected server response: 403';

  test('opens with cookie, origin and secret', async () => {
    const { cookie, secret } = await signedIn();
    const before = accepted;
    const greeting = await connect({ cookie, origin: origin() }, JSON.stringify({ secret }));
    expect([greeting, accepted - before]).toEqual(['{"ok":true}', 1]);
  });

  test('is refused without its cookie, with a foreign Host or Origin, and elsewhere', async () => {
    const { cookie, secret } = await signedIn();
    const first = JSON.stringify({ secret });
    const before = accepted;
    expect([
      await connect({ origin: origin() }, first),
      await connect({ cookie: `${cookie}x`, origin: origin() }, first),
      await connect({ cookie }, first),
      await connect({ cookie, origin: 'https://evil.example' }, first),
      await connect({ cookie, origin: origin(), host: 'evil.example' }, first),
      await connect({ cookie, origin: origin() }, first, '/other'),
    ]).toEqual([refused, refused, refused, refused, refused, refused]);
    expect(accepted).toBe(before);
  });

  test('is closed when the secret is wrong, missing, or of another session', async () => {
    const [mine, other] = [await signedIn(), await signedIn()];
    const headers = { cookie: mine.cookie, origin: origin() };
    const before = accepted;
    expect([
      await connect(headers, JSON.stringify({ secret: 'wrong' })),
      await connect(headers, 'not json'),
      await connect(headers, JSON.stringify({ secret: other.secret })),
    ]).toEqual(['closed 4001', 'closed 4001', 'closed 4001']);
    expect(accepted).toBe(before);
  });
});

test('a socket that keeps its secret to itself is closed', async () => {
  const other = await serveLoopback({ port: 0, accept: () => {}, secretWaitMs: 20 });
  const mine = loopback;
  loopback = other;
  const { cookie } = await signedIn();
  const headers = { cookie, origin: origin() };
  expect(await connect(headers, null)).toBe('closed 4001');
  loopback = mine;
  await other.close();
});

/** An upgrade as anybody on this machine can write it; the socket is the test's to treat badly. */
function writeUpgrade(port: number, path: string, whenSent: 'wait' | 'reset' | 'keep open') {
  const lines = [
    `GET ${path} HTTP/1.1`,
    'Host: evil.example',
    'Connection: Upgrade',
    'Upgrade: websocket',
    'Sec-WebSocket-Version: 13',
    'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
  ];
  return new Promise<string>((resolve) => {
    const options = { host: '127.0.0.1', port, allowHalfOpen: whenSent === 'keep open' };
    const socket = connectTcp(options, () => {
      socket.write(`${lines.join('\r\n')}\r\n\r\n`);
      if (whenSent === 'reset') socket.resetAndDestroy();
    });
    socket.on('data', (data: Buffer) => resolve(data.toString().split('\r\n')[0] ?? ''));
    socket.on('error', () => resolve('error'));
    socket.on('close', () => resolve('closed'));
  });
}

describe('an upgrade by a stranger', () => {
  test('for an address that is none is refused, and the bench lives on', async () => {
    const answer = await writeUpgrade(loopback.port, '//', 'wait');
    expect([answer, (await ask('/')).status]).toEqual(['HTTP/1.1 403 Forbidden', 200]);
  });

  test('that is reset in the middle harms nobody', async () => {
    for (let time = 0; time < 50; time += 1) await writeUpgrade(loopback.port, '/rpc', 'reset');
    expect((await ask('/')).status).toBe(200);
  });

  test('that keeps its end open does not keep the bench from closing', async () => {
    const other = await serveLoopback({ port: 0, folder: tmpdir(), accept: () => {} });
    expect(await writeUpgrade(other.port, '/rpc', 'keep open')).toBe('HTTP/1.1 403 Forbidden');
    await other.close();
  });
});

test('a request for an address that is none finds nothing', async () => {
  expect((await ask('//')).status).toBe(404);
});
