import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, test } from 'vitest';
import type { BrokerOptions } from '../broker/create-broker.ts';
import type { startHttpServer } from '../broker/fixtures/http-server.ts';
import {
  certificate,
  createServers,
  hasPrograms,
  pair,
  places,
  type RunOptions,
  start,
} from './fixtures/way-out.ts';

const { http, tcp, proxying, closeAll } = createServers();
afterEach(closeAll);

const isolation = places.find(({ present }) => present)?.isolation ?? places[1].isolation;
const withCurl = test.skipIf(!hasPrograms);

/** What curl got and how it ended, and what the run was told. */
async function curl(url: string, options: Omit<RunOptions, 'isolation'>) {
  const words = ['-s', '--cacert', certificate, '-w', ' %{http_code} %{http_connect}', url];
  const run = await start('curl', words, { isolation, ...options });
  const said = await run.said;
  const { exitCode } = await run.child.ended;
  const ledger = run.trial.ledger.map(({ kind, verdict, reason }) => [kind, verdict, reason]);
  return { said, exitCode, ledger, refused: run.refused };
}

/** A body that never ends. */
const endless: Parameters<typeof startHttpServer>[0] = (_request, response) => {
  const more = () => {
    while (!response.destroyed && response.write(Buffer.alloc(65_536, 'x')));
  };
  response.on('drain', more);
  more();
};
/** One letter every 20 ms, for ever. */
const dripping: Parameters<typeof startHttpServer>[0] = (_request, response) => {
  const drip = setInterval(() => response.write('x'), 20);
  response.on('close', () => clearInterval(drip));
};

describe('what a server does not end', () => {
  const megabyte = 1_048_576;
  withCurl.each([
    [
      'a body without end in a tunnel',
      { handle: endless, tls: true, limits: { tunnelBytes: megabyte } },
      {
        exitCode: 18,
        said: / 200 200$/,
        sentence: /answered more than 1048576 bytes in one go\.$/,
      },
      [
        ['tunnel', 'allowed', 'opened'],
        ['tunnel', 'allowed', 'too_large'],
      ],
    ],
    [
      'a body without end over plain HTTP',
      { handle: endless, tls: false, limits: { bytesIn: megabyte } },
      {
        exitCode: 0,
        said: /is longer than 1048576 bytes\.\n 403 000$/,
        sentence: /is longer than 1048576 bytes\.$/,
      },
      [['request', 'allowed', 'too_large']],
    ],
    [
      'a tunnel that drips',
      { handle: dripping, tls: true, limits: { tunnel: 500 } },
      { exitCode: 18, said: /x 200 200$/, sentence: /was open for 0\.5 s and was closed\.$/ },
      [
        ['tunnel', 'allowed', 'opened'],
        ['tunnel', 'allowed', 'timed_out'],
      ],
    ],
    [
      'a tunnel that falls silent',
      { handle: () => {}, tls: true, limits: { tunnelIdle: 300 } },
      {
        exitCode: 52,
        said: /^ 000 200$/,
        sentence: /was silent for 0\.3 s, so the connection was closed\.$/,
      },
      [
        ['tunnel', 'allowed', 'opened'],
        ['tunnel', 'allowed', 'timed_out'],
      ],
    ],
    [
      'an answer over plain HTTP that drips',
      { handle: dripping, tls: false, limits: { whole: 500 } },
      {
        exitCode: 0,
        said: /did not finish its answer in 0\.5 s\.\n 504 000$/,
        sentence: /did not finish its answer/,
      },
      [['request', 'allowed', 'timed_out']],
    ],
  ] as const)('is ended by us: %s', async (_name, { handle, tls, limits }, ends, ledger) => {
    const server = await http(handle, tls ? pair : undefined);
    const got = await curl(`http${tls ? 's' : ''}://${server.address}/`, {
      hosts: [server.address],
      broker: { limits },
    });
    expect({ ...got, said: got.said.slice(-100) }).toEqual({
      said: expect.stringMatching(ends.said),
      exitCode: ends.exitCode,
      ledger,
      refused: [expect.stringMatching(ends.sentence)],
    });
  });
});

describe('no tunnel is opened', () => {
  const api = 'https://api.example/';
  const hosts = ['api.example'];
  const private_ = async () => [{ address: '10.1.2.3', family: 4 }];
  withCurl.each<[string, string, Partial<RunOptions>, string, string]>([
    [
      'to a name with a private address',
      api,
      { broker: { lookup: private_ } },
      'private_address',
      'api.example has the address 10.1.2.3, which is not a public one. Declare that address itself if it is meant.',
    ],
    [
      'while the bench is air-gapped',
      api,
      { broker: { airGapped: () => true } },
      'air_gapped',
      'Nothing was sent to api.example: the bench is air-gapped. Change that in Settings.',
    ],
    [
      'by an enricher that is offline',
      api,
      { errand: { audience: 'offline' } },
      'host_refused',
      'Nothing was sent to api.example: this enricher is declared to work offline.',
    ],
    [
      'to another port than the declared',
      'https://api.example:25/',
      { hosts: ['api.example:443'] },
      'host_refused',
      'api.example:25 is not among the hosts that this enricher declares. Allow it in its settings if it is meant.',
    ],
  ])('%s', async (_name, url, options, reason, sentence) => {
    expect(await curl(url, { hosts, ...options })).toEqual({
      said: ' 000 403',
      exitCode: 56,
      ledger: [['tunnel', 'refused', reason]],
      refused: [sentence],
    });
  });

  withCurl('to a name that nobody knows', async () => {
    expect(await curl(api, { hosts })).toEqual({
      said: ' 000 502',
      exitCode: 56,
      ledger: [['tunnel', 'allowed', 'unreachable']],
      refused: ['The address of api.example could not be found (ENOTFOUND).'],
    });
  });

  withCurl('once the bench is air-gapped nothing more goes through one that is open', async () => {
    let airGapped = false;
    const server = await http((_request, response) => {
      airGapped = true;
      response.end('Hello');
    }, pair);
    expect(
      await curl(`https://${server.address}/`, {
        hosts: [server.address],
        broker: { airGapped: () => airGapped },
      }),
    ).toMatchObject({
      said: ' 000 200',
      ledger: [
        ['tunnel', 'allowed', 'opened'],
        ['tunnel', 'allowed', 'air_gapped'],
      ],
    });
  });
});

describe('through the proxy of an organisation', () => {
  const pem = (name: string) => readFileSync(certificate.replace('self-signed.cert', name), 'utf8');
  const behind = (port: number, asked: string): Partial<BrokerOptions> => ({
    proxyFor: () => ({
      url: new URL(`http://127.0.0.1:${port}`),
      credentials: async () => ({ user: 'analyst', password: asked }),
    }),
    authorities: async () => [pem('corporate.cert')],
  });

  withCurl('a tunnel leads to a source that is believed for its authority', async () => {
    const source = await http((_request, response) => response.end('Hello'), {
      cert: pem('api-example.cert'),
      key: pem('api-example.key'),
    });
    const proxy = await proxying({ wants: 'analyst:secret' });
    const place = `api.example:${source.port}`;
    const run = await start('curl', ['-s', `https://${place}/`], {
      isolation,
      hosts: [place],
      broker: behind(proxy.port, 'secret'),
    });
    expect([await run.said, proxy.asked]).toEqual(['Hello', [`CONNECT ${place}`]]);
  });

  withCurl('a tunnel to a host that is asked over https only carries nothing else', async () => {
    const heard: string[] = [];
    const source = await tcp((socket) => socket.on('data', (chunk) => heard.push(String(chunk))));
    const proxy = await proxying({});
    const place = `api.example:${source.port}`;
    const run = await start('curl', ['-s', '-p', `http://${place}/`], {
      isolation,
      hosts: [place],
      broker: behind(proxy.port, ''),
    });
    await run.said;
    expect([heard, run.refused]).toEqual([
      [],
      [
        `${place} may be asked over https only. Declare http://${place} to ask it without encryption.`,
      ],
    ]);
  });
});
