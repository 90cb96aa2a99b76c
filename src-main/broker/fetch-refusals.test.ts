import { describe, expect, it } from 'vitest';
import { maskUrl } from '../observables/url.ts';
import type { BrokerRequest, Errand } from './broker.ts';
import { http } from './fixtures/test-server.ts';
import { createTrial, entry } from './fixtures/trial.ts';

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
