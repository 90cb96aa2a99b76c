import { describe, expect, it } from 'vitest';
import type { BrokerRequest } from './broker.ts';
import { bodyOf, http } from './fixtures/test-server.ts';
import { createTrial } from './fixtures/trial.ts';

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
