import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Errand, ResolveQuestion } from './broker.ts';
import { type DnsServer, startDnsServer } from './fixtures/dns-server.ts';
import { createTrial, entry, type Trial } from './fixtures/trial.ts';

let server: DnsServer;
const soa = 'ns1.example.com hostmaster.example.com 2026112001 7200 3600 1209600 300';
beforeAll(async () => {
  server = await startDnsServer({
    'example.com A': ['192.0.2.1', '192.0.2.2'],
    'example.com AAAA': ['2001:db8::1'],
    'example.com MX': ['10 mail.example.com', '5 backup.example.com'],
    'example.com NS': ['ns1.example.com'],
    'example.com TXT': ['v=spf1 -all', 'x'.repeat(600)],
    'example.com SOA': [soa],
    'example.com CAA': ['0 issue "ca.example"'],
    'nomail.example MX': ['0 .'],
    '_sip._tcp.example.com SRV': ['1 2 5060 sip.example.com'],
    'www.example.com CNAME': ['example.com'],
    '1.2.0.192.in-addr.arpa PTR': ['host.example.com'],
    [`${'1.'.padEnd(48, '0.')}8.b.d.0.1.0.0.2.ip6.arpa PTR`]: ['six.example.com'],
    'xn--bcher-kva.example A': ['192.0.2.9'],
    'broken.example A': 'SERVFAIL',
    'closed.example A': 'REFUSED',
    'silent.example A': 'silent',
    'garbage.example A': 'garbage',
  });
});
afterAll(() => server.close());

const quick = { limits: { nameServer: 400 } };
const resolve = (
  trial: Trial,
  name: string,
  type: ResolveQuestion['type'],
  over: Partial<Errand> = {},
) =>
  trial.broker.resolve(
    { name, type },
    trial.errand({ resolvers: [server.address], ...over }),
    AbortSignal.timeout(10_000),
  );
const place = () => ({ host: '127.0.0.1', port: Number(server.address.split(':')[1]) });

describe('an answer', () => {
  it.each<[string, ResolveQuestion['type'], readonly string[]]>([
    ['example.com', 'A', ['192.0.2.1', '192.0.2.2']],
    ['EXAMPLE.com.', 'A', ['192.0.2.1', '192.0.2.2']],
    ['www.example.com', 'A', ['192.0.2.1', '192.0.2.2']],
    ['bücher.example', 'A', ['192.0.2.9']],
    ['example.com', 'AAAA', ['2001:db8::1']],
    ['www.example.com', 'CNAME', ['example.com']],
    ['example.com', 'MX', ['10 mail.example.com', '5 backup.example.com']],
    ['nomail.example', 'MX', ['0 .']],
    ['example.com', 'NS', ['ns1.example.com']],
    ['example.com', 'TXT', ['v=spf1 -all', 'x'.repeat(600)]],
    ['example.com', 'SOA', [soa]],
    ['example.com', 'CAA', ['0 issue "ca.example"']],
    ['_sip._tcp.example.com', 'SRV', ['1 2 5060 sip.example.com']],
    ['192.0.2.1', 'PTR', ['host.example.com']],
    ['1.2.0.192.in-addr.arpa', 'PTR', ['host.example.com']],
    ['2001:db8::1', 'PTR', ['six.example.com']],
  ])('for %s %s has one string a record', async (name, type, records) => {
    expect(await resolve(createTrial([]), name, type)).toEqual({
      status: 'ok',
      records,
      server: server.address,
    });
  });

  it.each<[string, ResolveQuestion['type'], string]>([
    ['nowhere.example', 'A', 'NXDOMAIN'],
    ['nomail.example', 'A', 'NODATA'],
  ])('that says nothing for %s %s is %s', async (name, type, status) => {
    const trial = createTrial([]);
    expect(await resolve(trial, name, type)).toEqual({
      status,
      records: [],
      server: server.address,
    });
    expect(trial.ledger).toEqual([
      entry({
        kind: 'question',
        ...place(),
        bytesOut: 29 + name.length,
        bytesIn: 18 + name.length,
      }),
    ]);
  });

  it("comes from the system's name servers where none is chosen", async () => {
    const trial = createTrial([], { nameServers: () => [server.address] });
    expect((await resolve(trial, 'example.com', 'NS', { resolvers: [] })).server).toBe(
      server.address,
    );
  });

  it.each([
    ['silent', 'no_resolver', 2],
    ['REFUSED', 'unreachable', 1],
  ] as const)('comes from the next server when the first is %s', async (manner, reason, times) => {
    const trial = createTrial([], quick);
    const first = await startDnsServer({ 'example.com A': manner });
    const answer = await resolve(trial, 'example.com', 'A', {
      resolvers: [first.address, server.address],
    });
    await first.close();
    expect({
      server: answer.server,
      asked: first.questions,
      ledger: trial.ledger.map((line) => [line.port, line.verdict, line.reason]),
    }).toEqual({
      server: server.address,
      asked: Array.from({ length: times }, () => 'example.com A'),
      ledger: [
        [Number(first.address.split(':')[1]), 'allowed', reason],
        [place().port, 'allowed', 'ok'],
      ],
    });
  });
});

describe('no answer', () => {
  it.each<[string, string, string]>([
    [
      'broken.example',
      'unreachable',
      'The name server ADDRESS answered SERVFAIL for broken.example (A).',
    ],
    [
      'closed.example',
      'unreachable',
      'The name server ADDRESS answered REFUSED for closed.example (A).',
    ],
    ['silent.example', 'no_resolver', 'No name server answered (asked ADDRESS).'],
    [
      'garbage.example',
      'unreachable',
      'The name server ADDRESS answered BADRESP for garbage.example (A).',
    ],
  ])('for %s is %s and says which server', async (name, reason, sentence) => {
    const trial = createTrial([], quick);
    await expect(resolve(trial, name, 'A')).rejects.toMatchObject({
      reason,
      message: sentence.replace('ADDRESS', server.address),
    });
    expect(trial.ledger).toEqual([
      entry({
        kind: 'question',
        ...place(),
        bytesOut: 29 + name.length,
        verdict: 'allowed',
        reason,
      }),
    ]);
  });

  it('when no name server is known', async () => {
    await expect(
      resolve(createTrial([]), 'example.com', 'A', { resolvers: [] }),
    ).rejects.toMatchObject({
      reason: 'no_resolver',
      message:
        'No name server is known on this machine. Choose one in the settings of this enricher.',
    });
  });

  it('once the analyst cancels, and the ledger says so', async () => {
    const trial = createTrial([]);
    const errand = trial.errand({ resolvers: [server.address] });
    const controller = new AbortController();
    const answer = trial.broker.resolve(
      { name: 'silent.example', type: 'A' },
      errand,
      controller.signal,
    );
    setTimeout(() => controller.abort(new Error('Cancelled.')), 50);
    await expect(answer).rejects.toThrow('Cancelled.');
    expect(trial.ledger.map(({ reason }) => reason)).toEqual(['cancelled']);
  });
});

describe('nothing is asked', () => {
  it.each<[string, Partial<Errand>, boolean, string]>([
    ['while the bench is air-gapped', {}, true, 'air_gapped'],
    ['by an enricher that is offline', { audience: 'offline' }, false, 'host_refused'],
  ])('%s', async (_name, over, airGapped, reason) => {
    const trial = createTrial([], { airGapped: () => airGapped });
    const before = server.questions.length;
    await expect(resolve(trial, 'example.com', 'A', over)).rejects.toMatchObject({ reason });
    expect([trial.ledger, server.questions.length - before]).toEqual([
      [entry({ kind: 'question', ...place(), verdict: 'refused', reason })],
      0,
    ]);
  });

  it.each<[string, ResolveQuestion['type']]>([
    ['', 'A'],
    ['a b.example', 'A'],
    ['a..example', 'A'],
    [`${'a'.repeat(64)}.example`, 'A'],
    ['a.'.repeat(128), 'A'],
    ['a\u0000.example', 'A'],
    ['192.0.2.1', 'A'],
    ['https://example.com/', 'A'],
  ])('about the name %j (%s)', async (name, type) => {
    const trial = createTrial([]);
    await expect(resolve(trial, name, type)).rejects.toMatchObject({ reason: 'bad_request' });
    expect(trial.ledger).toEqual([
      entry({ kind: 'question', ...place(), verdict: 'refused', reason: 'bad_request' }),
    ]);
  });

  it.each(['dns.example', '192.0.2.1:0', '192.0.2.1:99999', '300.0.0.1', ''])(
    'of the name server %j',
    async (resolver) => {
      await expect(
        resolve(createTrial([]), 'example.com', 'A', { resolvers: [resolver] }),
      ).rejects.toMatchObject({
        message: `The name server "${resolver}" is not an address. Write 192.0.2.1 or 192.0.2.1:53.`,
      });
    },
  );
});
