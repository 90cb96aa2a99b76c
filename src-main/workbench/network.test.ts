import { expect, test } from 'vitest';
import { Failure } from '../contract/failure.ts';
import type { Network } from '../contract/network.ts';
import { checkNetwork, createNetworkDesk } from './network.ts';

const asSet: Network = { proxy: 'system', proxyAddress: '', proxyExcept: '', caBundle: '' };
const corporate = {
  HTTPS_PROXY: 'http://analyst:s%40fe@proxy.corp:8080',
  http_proxy: 'other.corp:3128',
  NO_PROXY: 'corp.example,10.0.0.0/8',
};

function desk(
  network: Partial<Network>,
  environment: NodeJS.ProcessEnv = corporate,
  kept: Record<string, string> = {},
) {
  const entries = new Map(Object.entries(kept));
  return createNetworkDesk({
    network: () => ({ ...asSet, ...network }),
    environment,
    vault: {
      names: async () => [...entries.keys()],
      read: async () => Object.fromEntries(entries),
      write: async (_app, name, value) =>
        void (value === null ? entries.delete(name) : entries.set(name, value)),
    },
    readAuthorities: async (file) => ({
      certificates: ['one'],
      problem: file === '/missing.pem' ? 'It could not be read.' : null,
    }),
  });
}

test.each<[string, Partial<Network>, NodeJS.ProcessEnv, string, string | null]>([
  ['the system names one', {}, corporate, 'https://api.example/', 'http://proxy.corp:8080/'],
  [
    'the system names another for plain HTTP',
    {},
    corporate,
    'http://api.example/',
    'http://other.corp:3128/',
  ],
  ['the system excepts the host', {}, corporate, 'https://misp.corp.example/', null],
  ['the host is this machine', {}, corporate, 'https://127.0.0.1:8443/', null],
  ['the system names none', {}, {}, 'https://api.example/', null],
  [
    'the system names one for everything',
    {},
    { all_proxy: 'http://all.corp' },
    'https://api.example/',
    'http://all.corp/',
  ],
  [
    'what the system names is none',
    {},
    { HTTPS_PROXY: 'socks5://proxy.corp' },
    'https://api.example/',
    null,
  ],
  ["the system's is not to be used", { proxy: 'none' }, corporate, 'https://api.example/', null],
  [
    'one is named',
    { proxy: 'named', proxyAddress: 'mine.corp:8081' },
    corporate,
    'https://misp.corp.example/',
    'http://mine.corp:8081/',
  ],
  [
    'one is named with exceptions',
    { proxy: 'named', proxyAddress: 'https://mine.corp', proxyExcept: '*' },
    {},
    'https://api.example/',
    null,
  ],
])('where %s', (_name, network, environment, url, proxy) => {
  expect(desk(network, environment).proxyFor(new URL(url))?.url.href ?? null).toBe(proxy);
});

test('the password in the vault comes before the one in the environment', async () => {
  const target = new URL('https://api.example/');
  const known = desk({});
  const inEnvironment = await known.proxyFor(target)?.credentials();
  await known.setCredentials({ user: 'me', password: 'kept' });
  const inVault = await known.proxyFor(target)?.credentials();
  expect([inEnvironment, inVault, await known.status()]).toEqual([
    { user: 'analyst', password: 's@fe' },
    { user: 'me', password: 'kept' },
    { system: 'proxy.corp:8080, other.corp:3128', passwordKept: true },
  ]);
  await known.setCredentials(null);
  expect((await known.status()).passwordKept).toBe(false);
});

test('a CA bundle that cannot be read keeps everything back, in a sentence', async () => {
  expect(await desk({}).authorities()).toEqual(['one']);
  await expect(desk({ caBundle: '/missing.pem' }).authorities()).rejects.toMatchObject({
    reason: 'unreachable',
    message: 'It could not be read.',
  });
});

test.each(['', ' ', 'socks5://proxy:1', 'http://me:secret@proxy:8080', 'proxy:8080/path'])(
  'a proxy cannot be %j',
  (proxyAddress) => {
    const check = () => checkNetwork({ ...asSet, proxy: 'named', proxyAddress });
    expect(check).toThrow(Failure);
  },
);

test.each(['proxy', 'proxy.corp:8080', 'https://proxy.corp'])(
  'a proxy can be %j',
  (proxyAddress) => {
    const check = () => checkNetwork({ ...asSet, proxy: 'named', proxyAddress });
    expect(check).not.toThrow();
  },
);
