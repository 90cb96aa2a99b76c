import { readFileSync } from 'node:fs';
import type { IncomingMessage, RequestListener } from 'node:http';
import type { Socket } from 'node:net';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { maskUrl } from '../observables/url.ts';
import type { BrokerRequest, Errand } from './broker.ts';
import { type LoopbackServer, startHttpServer, startTcpServer } from './fixtures/http-server.ts';
import { createTrial, entry } from './fixtures/trial.ts';

const servers: LoopbackServer[] = [];
afterEach(() => Promise.all(servers.splice(0).map((server) => server.close())));

async function http(handle: RequestListener, tls?: { key: string; cert: string }) {
  const server = await startHttpServer(handle, tls);
  servers.push(server);
  return server;
}
async function tcp(handle: (socket: Socket) => void) {
  const server = await startTcpServer(handle);
  servers.push(server);
  return server;
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

describe('an answer', () => {
  it('comes with status, headers and text, and stands in the ledger with its bytes', async () => {
    const seen: unknown[] = [];
    const sockets: Socket[] = [];
    const server = await http(async (request, response) => {
      sockets.push(request.socket);
      seen.push(request.method, request.url, request.headers, await bodyOf(request));
      response.writeHead(201, { 'X-Left': '41', 'Set-Cookie': ['a=1', 'b=2'], Date: 'now' });
      response.end('\ufeffprüfung');
    });
    const trial = createTrial([server.address]);
    const answer = await trial.get(`http://${server.address}/v1?q=%20x#part`, {
      method: 'POST',
      headers: { 'X-Api-Key': 'k', 'Content-Type': 'text/plain', 'Content-Length': '1' },
      body: 'grüße',
    });
    expect({ answer, seen, ledger: trial.ledger }).toEqual({
      answer: {
        status: 201,
        headers: {
          'x-left': '41',
          'set-cookie': 'a=1, b=2',
          date: 'now',
          connection: 'close',
          'transfer-encoding': 'chunked',
        },
        body: 'prüfung',
      },
      seen: [
        'POST',
        '/v1?q=%20x',
        {
          host: server.address,
          connection: 'close',
          accept: '*/*',
          'user-agent': 'Flairbench',
          'x-api-key': 'k',
          'content-type': 'text/plain',
          'accept-encoding': 'gzip, br',
          'content-length': '7',
        },
        'grüße',
      ],
      ledger: [
        entry({
          port: server.port,
          bytesOut: sockets[0]?.bytesRead ?? 0,
          bytesIn: sockets[0]?.bytesWritten ?? 0,
        }),
      ],
    });
  });

  it.each([
    ['gzip', gzipSync],
    ['br', brotliCompressSync],
  ])('that is compressed with %s arrives as text', async (encoding, compress) => {
    const server = await http((_request, response) => {
      response.writeHead(200, { 'content-encoding': encoding }).end(compress('{"a":1}'));
    });
    const answer = await createTrial([server.address]).get(`http://${server.address}/`);
    expect([answer.body, answer.headers['content-encoding']]).toEqual(['{"a":1}', undefined]);
  });

  it.each(['http://localhost:PORT/', 'http://LOCALHOST.:PORT/'])(
    'comes from %s by its name',
    async (url) => {
      const server = await http((request, response) => response.end(request.headers.host));
      let lookups = 0;
      const trial = createTrial([`localhost:${server.port}`], {
        lookup: async () => {
          lookups += 1;
          return [{ address: '127.0.0.1', family: 4 }];
        },
      });
      await trial.get(url.replace('PORT', String(server.port)));
      expect([lookups, trial.ledger.map(({ host, reason }) => [host, reason])]).toEqual([
        1,
        [['localhost', 'ok']],
      ]);
    },
  );

  it('is not waited for once the analyst cancels, and what was sent stands in the ledger', async () => {
    const controller = new AbortController();
    const server = await http(() => controller.abort(new Error('Cancelled.')));
    const trial = createTrial([server.address]);
    const request: BrokerRequest = {
      url: `http://${server.address}/`,
      method: 'GET',
      headers: {},
      body: null,
    };
    const answer = trial.broker.fetch(request, trial.errand(), controller.signal);
    await expect(answer).rejects.toThrow('Cancelled.');
    expect(
      trial.ledger.map(({ bytesOut, verdict, reason }) => [bytesOut > 0, verdict, reason]),
    ).toEqual([[true, 'allowed', 'cancelled']]);
  });

  it('is not handed on when the ledger cannot be written', async () => {
    const server = await http((_request, response) => response.end('x'));
    const trial = createTrial([server.address], {
      writeLedger: () => Promise.reject(new Error('The disk is full.')),
    });
    await expect(trial.get(`http://${server.address}/`)).rejects.toThrow('The disk is full.');
  });
});

describe('TLS', () => {
  const pem = (name: string) => readFileSync(new URL(`fixtures/${name}`, import.meta.url), 'utf8');
  const pair = { key: pem('self-signed.key.pem'), cert: pem('self-signed.cert.pem') };
  const trusted = getCACertificates('default');
  afterEach(() => setDefaultCACertificates(trusted));

  it('is spoken with whom the machine trusts', async () => {
    setDefaultCACertificates([...trusted, pair.cert]);
    const server = await http((_request, response) => response.end('secret'), pair);
    const trial = createTrial([server.address]);
    expect((await trial.get(`https://${server.address}/`)).body).toBe('secret');
    // A handshake alone is longer than the clear text of both messages.
    expect(
      trial.ledger.map((line) => [line.reason, line.bytesIn > 500, line.bytesOut > 400]),
    ).toEqual([['ok', true, true]]);
  });

  it('is refused to a certificate that nobody signed', async () => {
    const server = await http((_request, response) => response.end('secret'), pair);
    const trial = createTrial([server.address]);
    await expect(trial.get(`https://${server.address}/`)).rejects.toMatchObject({
      reason: 'unreachable',
      message: `The certificate of ${server.address} is not trusted (DEPTH_ZERO_SELF_SIGNED_CERT).`,
    });
    expect(trial.ledger.map(({ verdict, reason }) => [verdict, reason])).toEqual([
      ['allowed', 'unreachable'],
    ]);
  });
});

describe('nothing is sent', () => {
  const away = { host: 'api.example.com' };
  it.each<[string, string, readonly string[], Partial<Errand>, object, string]>([
    [
      'to a host that is not declared',
      'https://evil.example/',
      ['api.example.com'],
      {},
      { host: 'evil.example', reason: 'host_refused' },
      'evil.example is not among the hosts that this enricher declares. Allow it in its settings if it is meant.',
    ],
    [
      'to another port than the declared',
      'https://api.example.com:8443/',
      ['api.example.com:443'],
      {},
      { ...away, port: 8443, reason: 'host_refused' },
      'api.example.com:8443 is not among the hosts that this enricher declares. Allow it in its settings if it is meant.',
    ],
    [
      'without encryption',
      'http://api.example.com/',
      ['api.example.com'],
      {},
      { ...away, port: 80, reason: 'host_refused' },
      'api.example.com may be asked over https only. Declare http://api.example.com to ask it without encryption.',
    ],
    [
      'by an enricher that is offline',
      'https://api.example.com/',
      ['api.example.com'],
      { audience: 'offline' },
      { ...away, reason: 'host_refused' },
      'Nothing was sent to api.example.com: this enricher is declared to work offline.',
    ],
    [
      'with a user name in the URL',
      'https://me:pw@api.example.com/',
      ['api.example.com'],
      {},
      { ...away, reason: 'bad_request' },
      'A user name or password in the URL is not sent. Put it into a header.',
    ],
    [
      'by another scheme',
      'ftp://api.example.com/',
      ['api.example.com'],
      {},
      { ...away, reason: 'bad_request' },
      'Only https addresses can be fetched, not ftp://.',
    ],
    [
      'to what is no URL',
      'api.example.com',
      ['api.example.com'],
      {},
      { host: '', port: 0, reason: 'bad_request' },
      'The address asked for is not a URL.',
    ],
  ])('%s', async (_name, url, hosts, over, expected, sentence) => {
    const trial = createTrial(hosts);
    await expect(trial.get(url, {}, over)).rejects.toThrow(sentence);
    expect(trial.ledger).toEqual([entry({ verdict: 'refused', ...expected })]);
  });

  it('while the bench is air-gapped, not even on this machine', async () => {
    let asked = 0;
    const server = await http(() => (asked += 1));
    const trial = createTrial([server.address], { airGapped: () => true });
    await expect(trial.get(`http://${server.address}/`)).rejects.toMatchObject({
      reason: 'air_gapped',
    });
    expect([asked, trial.ledger]).toEqual([
      0,
      [entry({ port: server.port, verdict: 'refused', reason: 'air_gapped' })],
    ]);
  });

  it.each<[string, readonly string[], Errand['audience'], readonly string[]]>([
    ['loopback', ['api.example.com'], 'third_party', ['127.0.0.1']],
    ['loopback for an own instance', ['api.example.com'], 'own', ['127.0.0.1']],
    ['private', ['api.example.com'], 'third_party', ['10.1.2.3']],
    ['private below a wildcard', ['*.example.com'], 'own', ['10.1.2.3']],
    ['a metadata service', ['api.example.com'], 'own', ['169.254.169.254']],
    ['mapped loopback', ['api.example.com'], 'third_party', ['::ffff:127.0.0.1']],
    ['public and private', ['api.example.com'], 'third_party', ['1.1.1.1', '192.168.1.1']],
  ])('to a name whose address is %s', async (_name, hosts, audience, addresses) => {
    const trial = createTrial(hosts, {
      lookup: async () =>
        addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
    });
    await expect(trial.get('https://api.example.com/', {}, { audience })).rejects.toThrow(
      `api.example.com has the address ${addresses.at(-1)}, which is not a public one. Declare that address itself if it is meant.`,
    );
    expect(trial.ledger).toEqual([
      entry({ ...away, verdict: 'refused', reason: 'private_address' }),
    ]);
  });

  it.each<[string, Record<string, string>]>([
    ['Host', { Host: 'other.example' }],
    ['Connection', { connection: 'keep-alive' }],
    ['Transfer-Encoding', { 'Transfer-Encoding': 'chunked' }],
    ['Proxy-Authorization', { 'Proxy-Authorization': 'x' }],
    ['a line break in a value', { 'x-a': 'b\r\nx-c: d' }],
    ['a bare line feed in a value', { 'x-a': 'b\nc' }],
    ['a line break in a name', { 'x-a\r\nx-b': 'c' }],
    ['a NUL', { 'x-a': 'b\u0000' }],
    ['a character beyond Latin-1', { 'x-a': '€' }],
    ['a name with a space', { 'x a': 'b' }],
    ['more than 64 KiB', { 'x-a': 'b'.repeat(65_536) }],
  ])('with the header %s', async (_name, headers) => {
    const trial = createTrial(['127.0.0.1']);
    await expect(trial.get('http://127.0.0.1:9/', { headers })).rejects.toMatchObject({
      reason: 'bad_request',
    });
    expect(trial.ledger).toEqual([entry({ port: 9, verdict: 'refused', reason: 'bad_request' })]);
  });

  it('longer than 8 MiB', async () => {
    const trial = createTrial(['127.0.0.1']);
    const body = 'ü'.repeat(4 * 1024 * 1024 + 1);
    await expect(trial.get('http://127.0.0.1:9/', { method: 'POST', body })).rejects.toMatchObject({
      reason: 'too_large',
      message: 'The request is 8388610 bytes long; at most 8388608 are sent.',
    });
    expect(trial.ledger).toEqual([entry({ port: 9, verdict: 'refused', reason: 'too_large' })]);
  });

  const value = 'https://shop.example/reset?token=s3cret';
  const raw: [string, string, Partial<BrokerRequest>][] = [
    ['as it is, in the body', '', { method: 'POST', body: `{"url":"${value}"}` }],
    ['percent-encoded, in the URL', `?u=${encodeURIComponent(value)}`, {}],
    ['in base64url, in the path', Buffer.from(value).toString('base64url'), {}],
    ['in a header', '', { headers: { referer: value } }],
  ];
  it.each(raw)('of a URL with its query to a third party, %s', async (_name, path, request) => {
    const server = await http((_request, response) => response.end('x'));
    const trial = createTrial([server.address]);
    const url = `http://${server.address}/${path}`;
    const over = { observable: { type: 'url', value } };
    await expect(trial.get(url, request, over)).rejects.toMatchObject({ reason: 'bad_request' });
    await trial.get(url, request, { ...over, sendFullUrl: true });
    await trial.get(url, request, { ...over, audience: 'own' });
    expect(trial.ledger.map(({ verdict }) => verdict)).toEqual(['refused', 'allowed', 'allowed']);
  });
});

it('sends the masked form of a URL, which is what an enricher of a third party is told', async () => {
  const seen: string[] = [];
  const server = await http((request, response) => {
    seen.push(request.url ?? '');
    response.end('x');
  });
  const value = 'https://user@shop.example/reset?token=s3cret';
  const path = `/?u=${encodeURIComponent(maskUrl(value))}`;
  const trial = createTrial([server.address]);
  await trial.get(`http://${server.address}${path}`, {}, { observable: { type: 'url', value } });
  expect(seen).toEqual([path]);
});

describe('a redirect', () => {
  type Seen = { url: string; method: string; key: string; accept: string; body: string };
  async function redirecting(status: number, location: (self: string) => string) {
    const seen: Seen[] = [];
    const server = await http(async (request, response) => {
      const { method = '', url = '', headers } = request;
      const key = `${headers['x-api-key'] ?? ''}${headers.authorization ?? ''}${headers.cookie ?? ''}`;
      seen.push({ method, url, key, accept: headers.accept ?? '', body: await bodyOf(request) });
      if (url === '/') response.writeHead(status, { location: location(server.address) }).end();
      else response.end('arrived');
    });
    return { server, seen };
  }
  const keyed = { 'X-Api-Key': 'k', Authorization: 'a', Cookie: 'c', Accept: 'text/plain' };

  it.each<[number, BrokerRequest['method'], string, string]>([
    [301, 'GET', 'GET', ''],
    [302, 'POST', 'GET', ''],
    [303, 'PUT', 'GET', ''],
    [307, 'POST', 'POST', 'text'],
    [308, 'PUT', 'PUT', 'text'],
  ])(
    '%i of a %s is followed on the same origin with its keys',
    async (status, method, then, body) => {
      const { server, seen } = await redirecting(status, () => '/next?x=1#part');
      const trial = createTrial([server.address]);
      const sent = method === 'GET' ? null : 'text';
      const answer = await trial.get(`http://${server.address}/`, {
        method,
        headers: keyed,
        body: sent,
      });
      expect({ body: answer.body, last: seen[1], entries: trial.ledger.length }).toEqual({
        body: 'arrived',
        last: { url: '/next?x=1', method: then, key: 'kac', accept: 'text/plain', body },
        entries: 2,
      });
    },
  );

  it('to another origin loses everything that could be a key', async () => {
    const target = await redirecting(200, () => '');
    const { server } = await redirecting(302, () => `http://${target.server.address}/next`);
    const trial = createTrial([server.address, target.server.address]);
    await trial.get(`http://${server.address}/`, { headers: keyed });
    expect(target.seen).toEqual([
      { url: '/next', method: 'GET', key: '', accept: 'text/plain', body: '' },
    ]);
  });

  it('to a host that is not declared is refused, and both stand in the ledger', async () => {
    const { server } = await redirecting(302, () => 'https://evil.example/?v=1');
    const trial = createTrial([server.address]);
    const told = { requests: 0, hosts: new Set<string>() };
    await expect(trial.get(`http://${server.address}/`, {}, { told })).rejects.toThrow(
      `${server.address} redirected to evil.example, which is not among the hosts that this enricher declares.`,
    );
    expect(trial.ledger.map(({ host, verdict, reason }) => [host, verdict, reason])).toEqual([
      ['127.0.0.1', 'allowed', 'ok'],
      ['evil.example', 'refused', 'host_refused'],
    ]);
    expect(told).toEqual({ requests: 1, hosts: new Set([server.address]) });
  });

  it.each([
    ['another scheme', 'file:///etc/passwd', 'bad_request'],
    ['a user name', 'http://me:pw@127.0.0.1/', 'bad_request'],
    ['plain HTTP', 'http://api.example.com/', 'host_refused'],
  ])('to %s is refused', async (_name, location, reason) => {
    const { server } = await redirecting(302, () => location);
    const trial = createTrial([server.address, '127.0.0.1', 'api.example.com']);
    await expect(trial.get(`http://${server.address}/`)).rejects.toMatchObject({ reason });
  });

  it('is followed five times', async () => {
    const server = await http((_request, response) =>
      response.writeHead(302, { location: '/' }).end(),
    );
    const trial = createTrial([server.address]);
    await expect(trial.get(`http://${server.address}/`)).rejects.toMatchObject({
      reason: 'unreachable',
      message: `${server.address} redirected more than 5 times.`,
    });
    expect(trial.ledger.length).toBe(6);
  });

  it('without a usable address is handed on as it is', async () => {
    const server = await http((_request, response) =>
      response.writeHead(302, { location: 'http://[' }).end('x'),
    );
    const answer = await createTrial([server.address]).get(`http://${server.address}/`);
    expect([answer.status, answer.body]).toEqual([302, 'x']);
  });
});

describe('a server that misbehaves', () => {
  const head = 'HTTP/1.1 200 OK\r\n';
  const forever = (socket: Socket, first: string, chunk: string, pause: number) => {
    socket.write(first);
    const timer = setInterval(() => socket.write(chunk), pause);
    socket.on('close', () => clearInterval(timer));
  };
  const endless = (socket: Socket) => {
    socket.write(`${head}\r\n`);
    const more = () => {
      while (!socket.destroyed && socket.write(Buffer.alloc(65_536))); // as fast as it is taken
    };
    socket.on('drain', more);
    more();
  };
  const cases: [string, (socket: Socket) => void, string, string][] = [
    ['says nothing', () => {}, 'timed_out', 'ADDRESS did not finish its answer in 0.4 s.'],
    [
      'sends a byte now and then',
      (socket) => forever(socket, `${head}\r\n`, 'x', 50),
      'timed_out',
      'ADDRESS did not finish its answer in 0.4 s.',
    ],
    [
      'never ends its headers',
      (socket) => forever(socket, head, 'a: b\r\n', 50),
      'timed_out',
      'ADDRESS did not finish its answer in 0.4 s.',
    ],
    [
      'does not speak HTTP',
      (socket) => socket.end('SSH-2.0-OpenSSH\r\n'),
      'unreachable',
      'ADDRESS did not answer in HTTP.',
    ],
    [
      'resets the connection',
      (socket) => socket.on('data', () => socket.resetAndDestroy()),
      'unreachable',
      'ADDRESS broke off the connection.',
    ],
    [
      'closes without an answer',
      (socket) => socket.on('data', () => socket.end()),
      'unreachable',
      'ADDRESS broke off the connection.',
    ],
    [
      'ends in the middle',
      (socket) => socket.end(`${head}content-length: 10\r\n\r\nabc`),
      'unreachable',
      'ADDRESS broke off the connection.',
    ],
    [
      'has endless headers',
      (socket) => socket.write(`${head}${`a: ${'b'.repeat(1000)}\r\n`.repeat(80)}`),
      'too_large',
      'The headers of ADDRESS are longer than 64 KiB.',
    ],
    [
      'has an endless body',
      endless,
      'too_large',
      'The answer of 127.0.0.1 is longer than 16777216 bytes.',
    ],
    [
      'answers with a damaged body',
      (socket) => socket.end(`${head}content-encoding: gzip\r\n\r\nnot gzip`),
      'unreachable',
      '127.0.0.1 answered with a damaged gzip body.',
    ],
    [
      'answers in an unknown encoding',
      (socket) => socket.end(`${head}content-encoding: rot13\r\n\r\nx`),
      'unreachable',
      '127.0.0.1 answered in the unknown encoding rot13.',
    ],
  ];
  it.each(cases)('and %s ends as a refusal', async (_name, handle, reason, sentence) => {
    const server = await tcp(handle);
    const whole = reason === 'timed_out' ? 400 : 60_000;
    const trial = createTrial([server.address], { limits: { whole } });
    await expect(trial.get(`http://${server.address}/`)).rejects.toMatchObject({
      reason,
      message: sentence.replace('ADDRESS', server.address),
    });
    expect(trial.ledger.map((line) => [line.bytesOut > 0, line.verdict, line.reason])).toEqual([
      [true, 'allowed', reason],
    ]);
  });

  it('and compresses 64 MiB into little ends as a refusal', async () => {
    const bomb = gzipSync(Buffer.alloc(64 * 1024 * 1024));
    const server = await http((_request, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb);
    });
    await expect(
      createTrial([server.address]).get(`http://${server.address}/`),
    ).rejects.toMatchObject({ reason: 'too_large' });
  });

  it('and refuses the connection ends as a refusal', async () => {
    const server = await tcp(() => {});
    await server.close();
    servers.pop();
    const trial = createTrial([server.address]);
    await expect(trial.get(`http://${server.address}/`)).rejects.toMatchObject({
      reason: 'unreachable',
      message: `${server.address} refused the connection.`,
    });
    expect(trial.ledger).toEqual([entry({ port: server.port, reason: 'unreachable' })]);
  });

  it('and never finishes its handshake ends as a refusal', async () => {
    const server = await tcp(() => {});
    const trial = createTrial([server.address], { limits: { connect: 200 } });
    await expect(trial.get(`https://${server.address}/`)).rejects.toMatchObject({
      reason: 'timed_out',
      message: `${server.address} did not take the connection in 0.2 s.`,
    });
  });

  it.each<[string, () => Promise<never>, string, string]>([
    [
      'is not found',
      () => Promise.reject(Object.assign(new Error(), { code: 'ENOTFOUND' })),
      'unreachable',
      'The address of api.example.com could not be found (ENOTFOUND).',
    ],
    [
      'is never answered',
      () => new Promise<never>(() => {}),
      'timed_out',
      'api.example.com did not take the connection in 0.2 s.',
    ],
  ])('and whose name %s ends as a refusal', async (_name, lookup, reason, sentence) => {
    const trial = createTrial(['api.example.com'], { lookup, limits: { connect: 200 } });
    await expect(trial.get('https://api.example.com/')).rejects.toMatchObject({
      reason,
      message: sentence,
    });
    expect(trial.ledger).toEqual([entry({ host: 'api.example.com', reason })]);
  });
});
