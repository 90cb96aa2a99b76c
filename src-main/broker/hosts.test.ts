import { describe, expect, it } from 'vitest';
import { createTrial } from './fixtures/trial.ts';
import { permissionFor } from './hosts.ts';

const ask = (url: string, hosts: readonly string[], audience: 'own' | 'third_party') =>
  permissionFor(new URL(url), createTrial(hosts).errand({ audience }));

describe('a declared host', () => {
  it.each([
    ['api.example.com', 'https://api.example.com/v1'],
    ['API.Example.com', 'https://api.example.com/'],
    ['api.example.com', 'https://API.EXAMPLE.COM./'],
    ['api.example.com.', 'https://api.example.com/'],
    ['https://api.example.com', 'https://api.example.com/'],
    ['api.example.com', 'https://api.example.com:8443/'],
    ['api.example.com:8443', 'https://api.example.com:8443/'],
    ['api.example.com:443', 'https://api.example.com/'],
    ['*.example.com', 'https://a.b.example.com/'],
    ['bücher.example', 'https://xn--bcher-kva.example/'],
    ['xn--bcher-kva.example', 'https://BÜCHER.example/'],
    ['127.0.0.1', 'https://0x7f.1/'],
    ['[::1]:8080', 'https://[0:0::1]:8080/'],
    ['::1', 'https://[::1]/'],
  ])('%s lets %s through', (host, url) =>
    expect(ask(url, [host], 'third_party').declared).toBe(true),
  );

  it.each([
    ['api.example.com', 'https://example.com/'],
    ['api.example.com', 'https://xapi.example.com/'],
    ['api.example.com', 'https://api.example.com.evil.example/'],
    ['api.example.com:443', 'https://api.example.com:8443/'],
    ['api.example.com:443', 'http://api.example.com/'],
    ['*.example.com', 'https://example.com/'],
    ['*.example.com', 'https://evilexample.com/'],
    ['*', 'https://example.com/'],
    ['*.*', 'https://example.com/'],
    ['*.0.0.1', 'https://127.0.0.1/'],
    ['example.com/path', 'https://example.com/path'],
    ['user@example.com', 'https://example.com/'],
    ['', 'https://example.com/'],
    ['example.com, other.example', 'https://other.example/'],
  ])('%s does not let %s through', (host, url) =>
    expect(ask(url, [host], 'third_party').declared).toBe(false),
  );
});

it.each<[string, readonly string[], 'own' | 'third_party', ReturnType<typeof permissionFor>]>([
  [
    'http://api.example.com/',
    ['api.example.com'],
    'own',
    { declared: true, plain: false, reach: 'private' },
  ],
  [
    'http://api.example.com/',
    ['api.example.com'],
    'third_party',
    { declared: true, plain: false, reach: 'public' },
  ],
  [
    'http://api.example.com/',
    ['http://api.example.com'],
    'third_party',
    { declared: true, plain: true, reach: 'public' },
  ],
  [
    'http://a.example.com/',
    ['*.example.com'],
    'own',
    { declared: true, plain: false, reach: 'public' },
  ],
  [
    'http://localhost:8080/',
    ['localhost'],
    'third_party',
    { declared: true, plain: true, reach: 'loopback' },
  ],
  [
    'http://10.0.0.1/',
    ['10.0.0.1'],
    'third_party',
    { declared: true, plain: true, reach: 'itself' },
  ],
  [
    'http://1.1.1.1/',
    ['1.1.1.1'],
    'third_party',
    { declared: true, plain: false, reach: 'itself' },
  ],
])('%s with %j declared, audience %s', (url, hosts, audience, expected) =>
  expect(ask(url, hosts, audience)).toEqual(expected),
);
