import { readFileSync } from 'node:fs';
import type { Socket } from 'node:net';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import type { BrokerRequest } from './broker.ts';
import { bodyOf, http } from './fixtures/test-server.ts';
import { createTrial, entry } from './fixtures/trial.ts';

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
