import type { Socket } from 'node:net';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { startTcpServer } from './fixtures/http-server.ts';
import { http, tcp } from './fixtures/test-server.ts';
import { createTrial, entry } from './fixtures/trial.ts';

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
    const server = await startTcpServer(() => {});
    await server.close();
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
