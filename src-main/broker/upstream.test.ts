import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import type { BrokerOptions } from './create-broker.ts';
import { type LoopbackServer, startHttpServer } from './fixtures/http-server.ts';
import { type ProxyServer, startProxyServer } from './fixtures/proxy-server.ts';
import { createTrial, entry } from './fixtures/trial.ts';

const pem = (name: string) =>
  readFileSync(new URL(`fixtures/${name}.pem`, import.meta.url), 'utf8');
const pair = { key: pem('api-example.key'), cert: pem('api-example.cert') };
const corporate = pem('corporate.cert');

const open: (LoopbackServer | ProxyServer)[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()));
});

type ProxyOptions = Parameters<typeof startProxyServer>[0];

/** A source that only the proxy can find, and a broker that knows of the proxy. */
async function behindProxy(
  options: ProxyOptions = {},
  more: Partial<BrokerOptions> & { readonly password?: string; readonly plain?: boolean } = {},
) {
  const { password, plain = false, ...broker } = more;
  const proxy = await startProxyServer(options);
  const source = await startHttpServer(
    (_request, response) => response.end('Hello'),
    plain ? undefined : pair,
  );
  open.push(proxy, source);
  const place = `api.example:${source.port}`;
  const url = new URL(`http${options.tls ? 's' : ''}://127.0.0.1:${proxy.port}`);
  const credentials = async () => (password === undefined ? null : { user: 'analyst', password });
  const trial = createTrial([plain ? `http://${place}` : place], {
    proxyFor: () => ({ url, credentials }),
    authorities: async () => [corporate, pem('self-signed.cert')],
    ...broker,
  });
  const ask = () => trial.get(`http${plain ? '' : 's'}://${place}/a?b=1`);
  return { ...trial, proxy, source, place, ask };
}

describe('through the proxy of an organisation', () => {
  it.each<[string, ProxyOptions, string | undefined]>([
    ['that lets everybody through', {}, undefined],
    ['that asks for a password', { wants: 'analyst:secret' }, 'secret'],
    [
      'that is itself spoken to by TLS',
      { tls: { key: pem('self-signed.key'), cert: pem('self-signed.cert') } },
      undefined,
    ],
  ])(
    '%s, a source is asked by its name, with TLS from end to end',
    async (_name, options, password) => {
      const { ask, proxy, ledger, place, source } = await behindProxy(
        options,
        password === undefined ? {} : { password },
      );
      const { status, body } = await ask();
      expect({ status, body, asked: proxy.asked, ledger }).toEqual({
        status: 200,
        body: 'Hello',
        asked: [`CONNECT ${place}`],
        ledger: [
          entry({
            host: 'api.example',
            port: source.port,
            bytesOut: expect.any(Number),
            bytesIn: expect.any(Number),
          }),
        ],
      });
    },
  );

  it('plain HTTP is asked of the proxy itself, which knows the password', async () => {
    const { ask, proxy, place } = await behindProxy(
      { wants: 'analyst:secret' },
      { plain: true, password: 'secret' },
    );
    expect([(await ask()).body, proxy.asked]).toEqual(['Hello', [`GET http://${place}/a?b=1`]]);
  });

  it.each<[string, ProxyOptions, boolean, RegExp]>([
    [
      'asks for a password',
      { wants: 'analyst:secret' },
      false,
      /^The proxy 127\.0\.0\.1:\d+ asks for a user name and a password\. Put them into Settings, Network\.$/,
    ],
    [
      'asks for a password of plain HTTP',
      { wants: 'analyst:secret' },
      true,
      /^The proxy 127\.0\.0\.1:\d+ asks for a user name and a password\. Put them into Settings, Network\.$/,
    ],
    [
      'does not allow the source',
      { refuses: 403 },
      false,
      /^The proxy 127\.0\.0\.1:\d+ does not allow api\.example\.$/,
    ],
    [
      'does not reach the source',
      { refuses: 503 },
      false,
      /^The proxy 127\.0\.0\.1:\d+ could not reach api\.example \(it answered 503\)\.$/,
    ],
  ])('that %s, the sentence says so', async (_name, options, plain, message) => {
    const { ask, ledger } = await behindProxy(options, { plain });
    await expect(ask()).rejects.toMatchObject({
      reason: 'unreachable',
      message: expect.stringMatching(message),
    });
    expect(ledger.map(({ host, verdict, reason }) => [host, verdict, reason])).toEqual([
      ['api.example', 'allowed', 'unreachable'],
    ]);
  });

  it('that is gone, the sentence names it and where to look', async () => {
    const { ask, proxy } = await behindProxy();
    await proxy.close();
    open.splice(open.indexOf(proxy), 1);
    await expect(ask()).rejects.toThrow(
      `The proxy 127.0.0.1:${proxy.port} could not be reached (ECONNREFUSED). Look at Settings, Network.`,
    );
  });

  it('a name that is known to have a private address is not asked for', async () => {
    const lookup = async () => [{ address: '10.1.2.3', family: 4 }];
    const { ask, proxy } = await behindProxy({}, { lookup });
    await expect(ask()).rejects.toMatchObject({ reason: 'private_address' });
    expect(proxy.asked).toEqual([]);
  });

  it('name servers that never answer hold nothing up for long: the proxy has its own', async () => {
    const lookup = () => new Promise<never>(() => {});
    const { ask } = await behindProxy({}, { lookup });
    expect((await ask()).body).toBe('Hello');
  });
});

describe('authorities', () => {
  it('that were not named are not believed', async () => {
    const { ask, place } = await behindProxy(
      {},
      { authorities: async () => [pem('self-signed.cert')] },
    );
    await expect(ask()).rejects.toMatchObject({
      reason: 'unreachable',
      message: expect.stringContaining(`The certificate of ${place} is not trusted`),
    });
  });
});
