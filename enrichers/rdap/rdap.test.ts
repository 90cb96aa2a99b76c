import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Answer, enrichOver, type Source, startSource } from '../fixtures/source-server.ts';
import { enrich } from './source/enrich.ts';

let source: Source;
let elsewhere: Source;
beforeAll(async () => {
  [source, elsewhere] = await Promise.all([startSource(), startSource()]);
});
afterAll(() => Promise.all([source.close(), elsewhere.close()]));

const domainPath = '/registry/domain/example.com';

async function ask(
  routes: Readonly<Record<string, Answer | readonly Answer[]>>,
  value = 'example.com',
) {
  source.answer(routes);
  return await enrichOver(
    enrich,
    { type: value.includes('/') ? 'cidr' : 'domain', value },
    { hosts: [source.url], settings: { server: `${source.url}/registry` } },
  );
}

const rdap = { 'content-type': 'application/rdap+json' };
const domain = { objectClassName: 'domain', ldhName: 'EXAMPLE.COM', status: ['active'] };

it('asks a server of the admin alone, for JSON of RDAP', async () => {
  const { result } = await ask({ [domainPath]: { headers: rdap, body: domain } });
  expect([result, source.asked, source.headers()['accept']]).toEqual([
    expect.objectContaining({ description: 'example.com, answered by 127.0.0.1', problems: [] }),
    [domainPath],
    'application/rdap+json, application/json',
  ]);
});

it('follows where a server redirects to', async () => {
  const { result } = await ask({
    [domainPath]: { status: 302, headers: { location: '/other/domain/example.com' } },
    '/other/domain/example.com': { headers: rdap, body: domain },
  });
  expect([result, source.asked]).toMatchObject([
    { facts: { 'rdap.name': 'example.com' } },
    [domainPath, '/other/domain/example.com'],
  ]);
});

it.each<[string, string, string]>([
  ['in a circle', domainPath, '127.0.0.1:PORT redirected more than 5 times.'],
  [
    'to a host that nobody declared',
    'ELSEWHERE/domain/example.com',
    '127.0.0.1:PORT redirected to ELSEWHERE, which is not among the hosts that this enricher declares. Allow it in its settings if it is meant.',
  ],
])('is refused where a server redirects %s', async (_name, location, sentence) => {
  const to = location.replace('ELSEWHERE', elsewhere.url);
  const { result } = await ask({ [domainPath]: { status: 301, headers: { location: to } } });
  const places = sentence
    .replace('127.0.0.1:PORT', new URL(source.url).host)
    .replace('ELSEWHERE', new URL(elsewhere.url).host);
  expect(result).toEqual({ refused: places });
});

it('waits when it is asked to, and asks again', async () => {
  const wait = { status: 429, headers: { 'retry-after': '1' }, body: { errorCode: 429 } };
  const { result } = await ask({ [domainPath]: [wait, { body: domain }] });
  expect([result, source.asked]).toMatchObject([{ title: 'RDAP' }, [domainPath, domainPath]]);
});

describe('the registrar', () => {
  const related = (href: string) => ({
    ...domain,
    links: [
      { rel: 'related', href, type: 'application/rdap+json' },
      { rel: 'related', href: 'https://www.example.com/', type: 'text/html' },
    ],
  });

  it('is asked where the registry refers to it, once, and not again by its own answer', async () => {
    const path = '/registrar/domain/EXAMPLE.COM';
    const { result } = await ask({
      [domainPath]: { body: related(`${source.url}${path}`) },
      [path]: { body: related(`${source.url}/third/domain/EXAMPLE.COM`) },
    });
    expect([result, source.asked]).toMatchObject([
      { description: 'example.com, answered by 127.0.0.1, and by 127.0.0.1' },
      [domainPath, path],
    ]);
  });

  it.each<[string, () => string, Answer, string]>([
    [
      'may not be asked',
      () => `${elsewhere.url}/domain/EXAMPLE.COM`,
      {},
      'is not among the hosts that this enricher declares. Allow it in its settings if it is meant.',
    ],
    [
      'does not know the domain',
      () => `${source.url}/registrar`,
      { status: 404 },
      '127.0.0.1 does not know example.com.',
    ],
    [
      'wants to be left alone for a day',
      () => `${source.url}/registrar`,
      { status: 429, headers: { 'retry-after': '83445' } },
      'asked us to wait until ',
    ],
    [
      'gives a page',
      () => `${source.url}/registrar`,
      { body: '<html>' },
      'A login page of the network or a proxy may stand in between.',
    ],
    [
      'gives the answer to another question',
      () => `${source.url}/registrar`,
      { body: { objectClassName: 'entity' } },
      '127.0.0.1 answered with something that is no domain.',
    ],
  ])('that %s takes nothing from the answer of the registry', async (_name, href, answer, end) => {
    const { result } = await ask({ [domainPath]: { body: related(href()) }, '/registrar': answer });
    expect(result).toMatchObject({
      facts: { 'rdap.name': 'example.com' },
      widgets: expect.arrayContaining([
        expect.objectContaining({
          type: 'text',
          item: {
            kind: 'String',
            value: expect.stringMatching(/^The registrar's part is missing\. .+$/),
          },
        }),
      ]),
      problems: [],
    });
    expect(JSON.stringify(result)).toContain(end);
  });
});

const noDomain = {
  reason: 'bad_answer',
  sentence: '127.0.0.1 answered with something that is no domain.',
};

it.each<[string, Answer, object]>([
  [
    'an error of RDAP',
    {
      status: 400,
      headers: rdap,
      body: {
        errorCode: 400,
        title: 'Bad request',
        description: ['The name has a label of more than 63 characters', 'See RFC 1035'],
      },
    },
    {
      reason: 'refused',
      sentence:
        '127.0.0.1 refused it (HTTP 400). It says: Bad request. The name has a label of more than 63 characters. See RFC 1035.',
    },
  ],
  [
    'trouble',
    { status: 500, body: 'oops' },
    { reason: 'source_failed', sentence: '127.0.0.1 has trouble of its own (HTTP 500).' },
  ],
  [
    'a login page',
    { body: '<!doctype html><html><form action="/login">' },
    { reason: 'bad_answer', sentence: expect.stringContaining('a web page instead of data.') },
  ],
  [
    'an answer that breaks off',
    { body: '{"objectClassName":"domain","ldhNa' },
    { reason: 'bad_answer', sentence: expect.stringContaining('it is damaged or breaks off.') },
  ],
  ['nothing', {}, noDomain],
  ['null', { body: 'null' }, noDomain],
  ['a list', { body: [domain] }, noDomain],
  ['another object', { body: { ...domain, objectClassName: 'nameserver' } }, noDomain],
  ['members from a prototype', { body: '{"__proto__":{"objectClassName":"domain"}}' }, noDomain],
])('says in a sentence that it got %s', async (_name, answer, error) => {
  expect((await ask({ [domainPath]: answer })).result).toEqual({ error });
});

it('passes over members of shapes that no registry should give', async () => {
  const odd = [null, 7, 'text', [], {}, { __proto__: null }];
  const body = {
    ...domain,
    handle: { toString: 'no' },
    status: [...odd, 'active'],
    events: [...odd, { eventAction: 'registration', eventDate: 'yesterday' }],
    entities: [
      ...odd,
      { roles: 'registrar', vcardArray: odd },
      { roles: ['abuse'], vcardArray: ['vcard', odd] },
    ],
    nameservers: [...odd, { ldhName: 'ns1.example.net', ipAddresses: { v4: odd, v6: 'none' } }],
    secureDNS: 'yes',
    links: odd,
    remarks: odd,
    redacted: odd,
  };
  const { result } = await ask({ [domainPath]: { body } });
  expect(result).toMatchObject({
    facts: {
      'rdap.name': 'example.com',
      'rdap.status': 'active, text',
      'rdap.nameServers': 'ns1.example.net',
    },
    problems: [],
  });
});

it('does not go down into entities without end', async () => {
  let entity: object = { objectClassName: 'entity', handle: 'DEEPEST', roles: ['abuse'] };
  for (let depth = 0; depth < 2000; depth += 1) {
    entity = {
      objectClassName: 'entity',
      handle: `E${depth}`,
      roles: ['technical'],
      entities: [entity],
    };
  }
  const { result } = await ask({ [domainPath]: { body: { ...domain, entities: [entity] } } });
  expect(result).toMatchObject({
    widgets: expect.arrayContaining([expect.objectContaining({ title: 'Contacts', rowCount: 4 })]),
  });
});

it('keeps what a report can hold of enormous lists, and says what it leaves out', async () => {
  const nameservers = Array.from({ length: 60_000 }, (_, index) => ({
    ldhName: `ns${index}.example.net`,
  }));
  const { result } = await ask({ [domainPath]: { body: { ...domain, nameservers } } });
  expect(result).toMatchObject({
    widgets: expect.arrayContaining([
      expect.objectContaining({ title: 'Name servers', rowCount: 50_000 }),
    ]),
    problems: expect.arrayContaining([
      'Widget 3: the table has 60000 rows; the first 50000 are kept.',
    ]),
  });
});

it.each([
  ['1.2.3.4', '1.2.3.9', ['1.2.3.4/30', '1.2.3.8/31']],
  ['0.0.0.0', '255.255.255.255', ['0.0.0.0/0']],
  ['1.2.3.9', '1.2.3.4', []],
  ['1.2.3.4', '::1', []],
  ['nobody', '1.2.3.4', []],
  ['2001:db8::', '2001:db8:0:ffff:ffff:ffff:ffff:ffff', ['2001:db8::/48']],
  // Two odd ends take more networks than anybody reads.
  ['2001:db8::1', '2001:db8:ffff:ffff:ffff:ffff:ffff:fffe', []],
])('the range from %s to %s is made of networks', async (startAddress, endAddress, networks) => {
  const body = { objectClassName: 'ip network', startAddress, endAddress };
  const { result } = await ask({ '/registry/ip/198.51.100.0/24': { body } }, '198.51.100.0/24');
  expect(result).toMatchObject({ related: networks.map((value) => ({ type: 'cidr', value })) });
});
