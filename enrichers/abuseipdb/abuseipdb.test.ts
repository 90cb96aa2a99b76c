import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Answer, enrichOver, type Source, startSource } from '../fixtures/source-server.ts';
import { enrich } from './source/enrich.ts';

let source: Source;
beforeAll(async () => {
  source = await startSource();
});
afterAll(() => source.close());

const checkPath = '/api/v2/check?ipAddress=118.25.6.39&maxAgeInDays=90&verbose=true';
const address = { type: 'ipv4', value: '118.25.6.39' };
const key = 'k'.repeat(80);

async function ask(answer: Answer | readonly Answer[], settings: Record<string, number> = {}) {
  source.answer({ [checkPath]: answer });
  const { result } = await enrichOver(enrich, address, {
    hosts: [source.url],
    settings: { server: `${source.url}/`, days: 90, ...settings },
    credentials: { api_key: key },
  });
  return result;
}

/** An answer of CHECK as it is documented. */
function check(over: Record<string, unknown> = {}): Answer {
  return {
    headers: { 'content-type': 'application/json', 'x-ratelimit-remaining': '997' },
    body: {
      data: {
        ipAddress: '118.25.6.39',
        isPublic: true,
        ipVersion: 4,
        isWhitelisted: false,
        abuseConfidenceScore: 100,
        countryCode: 'CN',
        countryName: 'China',
        usageType: 'Data Center/Web Hosting/Transit',
        isp: 'Example Cloud',
        domain: 'cloud.example',
        hostnames: [],
        isTor: false,
        totalReports: 0,
        numDistinctUsers: 0,
        lastReportedAt: null,
        reports: [],
        ...over,
      },
    },
  };
}

function refusal(status: number, detail: string, headers = {}): Answer {
  return { status, headers, body: { errors: [{ detail, status }] } };
}

it('asks once, with the key in a header and nowhere else', async () => {
  await ask(check());
  expect([source.asked, source.headers()]).toEqual([
    [checkPath],
    expect.objectContaining({ key, accept: 'application/json' }),
  ]);
});

it.each<[string, Record<string, unknown>, Record<string, number>, string, string]>([
  ['a high score', { abuseConfidenceScore: 75 }, {}, 'malicious', 'score 75 of 100'],
  ['a middling score', { abuseConfidenceScore: 25 }, {}, 'suspicious', 'score 25 of 100'],
  [
    'a low score of many reports',
    { abuseConfidenceScore: 24, totalReports: 9 },
    {},
    'unknown',
    'score 24 of 100',
  ],
  ['nothing at all', { abuseConfidenceScore: 0 }, {}, 'unknown', 'nothing found'],
  [
    'a place on the whitelist',
    { abuseConfidenceScore: 0, isWhitelisted: true },
    {},
    'known',
    'known: AbuseIPDB whitelist',
  ],
  [
    'a place on the whitelist with a high score',
    { abuseConfidenceScore: 90, isWhitelisted: true },
    {},
    'malicious',
    'score 90 of 100',
  ],
  [
    'a threshold of the admin',
    { abuseConfidenceScore: 40 },
    { malicious: 40 },
    'malicious',
    'score 40 of 100',
  ],
  [
    'a threshold of nothing',
    { abuseConfidenceScore: 0 },
    { malicious: 0, suspicious: 0 },
    'unknown',
    'nothing found',
  ],
])('judges %s', async (_name, over, settings, level, sentence) => {
  expect(await ask(check(over), settings)).toMatchObject({
    verdict: { level, sentence },
    problems: [],
  });
});

it.each<[string, Answer, Record<string, string>]>([
  [
    'a key it does not take',
    refusal(401, 'Authentication failed. Your API key is either missing, incorrect, or revoked.'),
    {
      reason: 'credential_refused',
      sentence:
        'AbuseIPDB does not take the API key. Replace it in Enrichers. It says: Authentication failed. Your API key is either missing, incorrect, or revoked.',
    },
  ],
  [
    'a key it does not take, as a page for browsers',
    { status: 403, body: '<!doctype html><title>Forbidden</title>' },
    {
      reason: 'credential_refused',
      sentence: 'AbuseIPDB does not take the API key. Replace it in Enrichers.',
    },
  ],
  [
    'a value it cannot check',
    refusal(422, 'The ip address must be a valid IPv4 or IPv6 address (e.g. 8.8.8.8).'),
    {
      reason: 'bad_value',
      sentence:
        'AbuseIPDB cannot check 118.25.6.39. It says: The ip address must be a valid IPv4 or IPv6 address (e.g. 8.8.8.8).',
    },
  ],
  [
    'something outside the plan',
    refusal(402, 'You may only check networks up to /24'),
    {
      reason: 'not_in_plan',
      sentence:
        'The plan of the API key does not cover this. It says: You may only check networks up to /24.',
    },
  ],
  [
    'trouble of its own',
    { status: 503, body: 'upstream connect error' },
    { reason: 'source_failed', sentence: 'AbuseIPDB has trouble of its own (HTTP 503).' },
  ],
  [
    'a path that is not there',
    { status: 404, body: '<html>' },
    { reason: 'refused', sentence: 'AbuseIPDB refused it (HTTP 404).' },
  ],
  [
    'the login page of a network',
    { headers: { 'content-type': 'text/html' }, body: '<html><form>Welcome to the hotel</form>' },
    {
      reason: 'bad_answer',
      sentence: expect.stringMatching(
        /^127\.0\.0\.1:\d+ answered with a web page instead of data\. A login page .* in between\.$/,
      ),
    },
  ],
  [
    'JSON that breaks off',
    { body: '{"data":{"abuseConfidenceScore":1' },
    { reason: 'bad_answer', sentence: expect.stringContaining('it is damaged or breaks off.') },
  ],
  [
    'nothing',
    { body: '' },
    {
      reason: 'bad_answer',
      sentence: 'AbuseIPDB answered with something that is no check.',
    },
  ],
  [
    'members that come from a prototype',
    { body: '{"data":{"__proto__":{"abuseConfidenceScore":0},"constructor":1}}' },
    {
      reason: 'bad_answer',
      sentence: 'AbuseIPDB answered with something that is no check.',
    },
  ],
  [
    'a list where an object belongs',
    { body: { data: [{ abuseConfidenceScore: 1 }], errors: 'none' } },
    {
      reason: 'bad_answer',
      sentence: 'AbuseIPDB answered with something that is no check.',
    },
  ],
])('says in a sentence that it got %s', async (_name, answer, error) => {
  expect(await ask(answer)).toEqual({ error });
});

it('waits when it is asked to, and asks again', async () => {
  const wait = refusal(429, 'Too many requests.', { 'retry-after': '1' });
  expect([await ask([wait, check()]), source.asked]).toMatchObject([
    { verdict: { level: 'malicious' } },
    [checkPath, checkPath],
  ]);
});

it('keeps 10,000 reports, and passes over what is no report', async () => {
  const report = {
    reportedAt: '2026-11-20T20:55:14+00:00',
    comment: 'Invalid user root from 118.25.6.39 port 52000',
    categories: [18, 22, 99, 'x'],
    reporterId: 1,
    reporterCountryCode: 'US',
  };
  const reports = [null, 7, ...Array.from({ length: 9_998 }, () => report)];
  expect(await ask(check({ totalReports: 20_000, reports }))).toMatchObject({
    widgets: [
      { type: 'badges' },
      { type: 'table', title: 'Address' },
      {
        type: 'chart',
        refused: [],
        options: {
          xAxis: { categories: ['Brute-Force', 'SSH', 'Category 99'] },
          series: [{ data: [9_998, 9_998, 9_998] }],
        },
      },
      { type: 'chart', refused: [], options: { xAxis: { categories: ['2026-11-20'] } } },
      { type: 'table', title: 'The 10000 newest of 20000 reports', rowCount: 10_000 },
    ],
    facts: { 'abuseipdb.categories': 'Brute-Force, Category 99, SSH' },
    problems: [],
  });
});

it('asks for a network by CHECK-BLOCK', async () => {
  const path = '/api/v2/check-block?network=198.51.100.0%2F24&maxAgeInDays=365';
  const reported = [
    { ipAddress: '198.51.100.7', numReports: 3, abuseConfidenceScore: 80, countryCode: 'US' },
    { ipAddress: '198.51.100.8', numReports: 1, abuseConfidenceScore: 0, countryCode: null },
    { numReports: 1 },
  ];
  const data = {
    networkAddress: '198.51.100.0',
    netmask: '255.255.255.0',
    numPossibleHosts: 254,
    addressSpaceDesc: 'Internet',
    reportedAddress: reported,
  };
  source.answer({ [path]: { body: { data } } });
  const { result } = await enrichOver(
    enrich,
    { type: 'cidr', value: '198.51.100.0/24' },
    { hosts: [source.url], settings: { server: source.url, days: 5000 } },
  );
  expect(result).toMatchObject({
    description: '198.51.100.0/24: 2 of 254 addresses were reported.',
    verdict: {
      level: 'malicious',
      sentence: 'score 80 of 100',
      reason:
        '2 of 254 addresses were reported; 1 stand at a threshold or above it, the worst at 80.',
    },
    widgets: [{ type: 'badges' }, { type: 'table', rowCount: 2 }],
    related: [
      { type: 'ipv4', value: '198.51.100.7' },
      { type: 'ipv4', value: '198.51.100.8' },
    ],
    problems: [],
  });
});
