import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { type Source, startSource } from '../enrichers/fixtures/source-server.ts';
import { runCli } from './bench.ts';

/** Sources outside, as the command line asks them: each is a server on loopback that answers like the real one. */
let folder: string;
let source: Source;
test.beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'flairbench-sources-'));
  source = await startSource();
  await run(['settings', 'own', '--domain', 'corp.example.com']);
});
test.afterEach(async () => {
  await source.close();
  await rm(folder, { recursive: true });
});

const run = (args: readonly string[], input?: string) =>
  runCli(['--data-dir', join(folder, 'data'), ...args], input);

async function enrich(value: string, enricher: string) {
  const { stdout } = await run([
    'enrich',
    value,
    '--enricher',
    enricher,
    '--tlp',
    'green',
    '--json',
  ]);
  return { row: JSON.parse(stdout)[0], stdout };
}

/** The files of the data folder that hold a text as it is. */
async function filesWith(text: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  const held = await Promise.all(files.map(async (file) => (await readFile(file)).includes(text)));
  return files.filter((_file, index) => held[index]);
}

const checkPath = '/api/v2/check?ipAddress=1.2.3.4&maxAgeInDays=90&verbose=true';
const key = 'planted-key-0123456789abcdef0123456789abcdef';

test('AbuseIPDB is asked with the key from the vault, which is written nowhere as it is', async () => {
  const data = {
    ipAddress: '1.2.3.4',
    abuseConfidenceScore: 90,
    totalReports: 5,
    isp: `Example ${key}`,
  };
  source.answer({ [checkPath]: { headers: { 'x-ratelimit-remaining': '998' }, body: { data } } });
  const bundle = 'app.flairbench.abuseipdb';
  expect((await enrich('1.2.3.4', 'abuseipdb')).row).toMatchObject({
    reason: 'credential',
    run: null,
  });
  const setUp = ['--credential', 'api_key=-', '--setting', `server=${source.url}`];
  expect(await run(['bundle', 'activate', bundle, ...setUp], `${key}\n`)).toMatchObject({
    code: 0,
  });
  const { row, stdout } = await enrich('1.2.3.4', 'abuseipdb');
  expect(row).toMatchObject({
    outcome: 'ok',
    report: { verdict: { level: 'malicious', sentence: 'score 90 of 100' } },
  });
  expect([source.asked, source.headers()['key']]).toEqual([[checkPath], key]);
  // A source that repeats the key does not bring it into the report.
  expect([stdout.includes(key), await filesWith(key)]).toEqual([false, []]);
  const ledger = await run(['ledger', '1.2.3.4', '--json']);
  expect(JSON.parse(ledger.stdout)).toMatchObject([
    { host: '127.0.0.1', port: Number(new URL(source.url).port), verdict: 'allowed' },
  ]);
});

test('a key that AbuseIPDB does not take is an error that says what to do', async () => {
  source.answer({
    [checkPath]: { status: 401, body: { errors: [{ detail: 'Authentication failed.' }] } },
  });
  const setUp = ['--credential', 'api_key=-', '--setting', `server=${source.url}`];
  await run(['bundle', 'activate', 'app.flairbench.abuseipdb', ...setUp], `${key}\n`);
  expect((await enrich('1.2.3.4', 'abuseipdb')).row).toMatchObject({
    outcome: 'error',
    reason: 'credential_refused',
    sentence:
      'AbuseIPDB does not take the API key. Replace it in Enrichers. It says: Authentication failed.',
  });
});

test('the key of AbuseIPDB is tested with a check of one address', async () => {
  const path = checkPath.replace('1.2.3.4', '118.25.6.39');
  const refused = { status: 401, body: { errors: [{ detail: 'Authentication failed.' }] } };
  const taken = { body: { data: { abuseConfidenceScore: 0, totalReports: 0 } } };
  source.answer({ [path]: [refused, taken] });
  const bundle = 'app.flairbench.abuseipdb';
  const setUp = ['--credential', 'api_key=-', '--setting', `server=${source.url}`];
  await run(['bundle', 'activate', bundle, ...setUp], `${key}\n`);
  const tests = [await run(['bundle', 'test', bundle]), await run(['bundle', 'test', bundle])];
  expect(tests).toMatchObject([
    { code: 1, stderr: expect.stringContaining('does not take the API key') },
    { code: 0, stdout: expect.stringContaining('the credential works') },
  ]);
  expect(source.asked).toEqual([path, path]);
});

test('what AbuseIPDB says is left of its quota holds for whoever asks next', async () => {
  const reset = Math.floor(Date.now() / 1000) + 7200;
  const headers = {
    'x-ratelimit-limit': '1000',
    'x-ratelimit-remaining': '0',
    'x-ratelimit-reset': String(reset),
  };
  const data = { ipAddress: '1.2.3.4', abuseConfidenceScore: 0, totalReports: 0 };
  source.answer({ [checkPath]: { headers, body: { data } } });
  const setUp = ['--credential', 'api_key=-', '--setting', `server=${source.url}`];
  await run(['bundle', 'activate', 'app.flairbench.abuseipdb', ...setUp], `${key}\n`);
  const [last, next] = [await enrich('1.2.3.4', 'abuseipdb'), await enrich('5.6.7.8', 'abuseipdb')];
  const until = new Date(reset * 1000).toISOString().slice(11, 16);
  expect([last.row, next.row]).toMatchObject([
    { outcome: 'ok' },
    { outcome: 'skipped', reason: 'quota', sentence: expect.stringContaining(until) },
  ]);
  expect(source.asked).toEqual([checkPath]);
});

test('RDAP asks a server of the admin, and a domain that it does not know is no error', async () => {
  source.answer({
    '/domain/evil.com': {
      body: { objectClassName: 'domain', ldhName: 'EVIL.COM', status: ['active'] },
    },
  });
  await run(['bundle', 'activate', 'rdap', '--setting', `server=${source.url}`]);
  const [known, unknown] = [
    await enrich('www.evil.com', 'rdap'),
    await enrich('nobody.org', 'rdap'),
  ];
  expect([known.row, unknown.row]).toMatchObject([
    { outcome: 'ok', report: { facts: { 'rdap.status': 'active' } } },
    { outcome: 'no_data', sentence: '127.0.0.1 does not know nobody.org.' },
  ]);
  expect(source.asked).toEqual(['/domain/evil.com', '/domain/nobody.org']);
});
