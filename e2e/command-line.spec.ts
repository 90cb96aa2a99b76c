import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@playwright/test';
import { runCli } from './bench.ts';

/** The command line as scripts use it: one document on stdout, one line on stderr, and the exit code. */
let folder: string;
test.beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'flairbench-cli-'));
});
test.afterEach(() => rm(folder, { recursive: true }));

const run = (...args: string[]) => runCli(['--data-dir', join(folder, 'data'), ...args]);

test('extract gives type, value, text and offsets of what stands in a text', async () => {
  const text = 'hxxps://evil[.]com/a and 8.8.8[.]8';
  const { code, stdout, stderr } = await runCli(['extract', '-', '--json'], text);
  expect([code, stderr]).toEqual([0, '']);
  const finds: { type: string; value: string; text: string; start: number; end: number }[] =
    JSON.parse(stdout);
  expect(finds.map(({ type, value }) => [type, value])).toEqual([
    ['url', 'https://evil.com/a'],
    ['domain', 'evil.com'],
    ['ipv4', '8.8.8.8'],
  ]);
  for (const find of finds) expect(text.slice(find.start, find.end)).toBe(find.text);
});

test('enrich runs, tells outcomes, reuses what is fresh, and runs anew with --fresh', async () => {
  const hash = '44d88612fea8a8f36de82e1278abb02f';
  const ask = async (...more: string[]) => {
    const { stdout } = await run('enrich', hash, '--enricher', 'hash-identity', '--json', ...more);
    return JSON.parse(stdout)[0];
  };
  const [first, second, third] = [await ask(), await ask(), await ask('--fresh')];
  expect(first).toMatchObject({
    enricher: 'app.flairbench.hash-identity:hash-identity',
    observable: { type: 'md5', value: hash },
    outcome: 'ok',
    report: { verdict: { level: 'known' } },
  });
  expect([second.run === first.run, third.run === first.run]).toEqual([true, false]);
  const compared = await run('runs', 'compare', String(first.run), String(third.run), '--json');
  expect(JSON.parse(compared.stdout)).toMatchObject({ unchanged: true });
  const shown = await run('runs', 'show', String(first.run), '--json');
  expect(JSON.parse(shown.stdout)).toMatchObject({ id: first.run, trigger: 'cli' });
  const searched = await run('search', 'EICAR', '--json');
  expect(JSON.parse(searched.stdout)).toHaveLength(2);
  const filtered = ['search', 'EICAR', '--rank', '--json', '--type', 'md5', '--outcome'];
  expect(JSON.parse((await run(...filtered, 'ok')).stdout)).toHaveLength(2);
  expect(JSON.parse((await run(...filtered, 'error')).stdout)).toEqual([]);
  expect((await run(...filtered, 'often')).code).toBe(2);
});

test('export writes whole runs, and says which forms are not there', async () => {
  await run('enrich', '185.220.101.34', '--tlp', 'green', '--json');
  const exported = await run('export');
  expect(JSON.parse(exported.stdout)).toMatchObject([
    { id: 1, tlp: 'green', report: { facts: { 'ip.version': 4 } } },
  ]);
  const csv = await run('export', '1', '--format', 'csv');
  expect(csv.stdout.split('\r\n')[1]).toMatch(/^1,.*,ipv4,185\.220\.101\.34,/);
  const markdown = await run('export', '--format', 'markdown');
  expect(markdown.stdout).toContain('TLP:GREEN');
  for (const format of ['html', 'stix']) {
    const refused = await run('export', '--format', format);
    expect([refused.code, refused.stdout]).toEqual([1, '']);
    expect(refused.stderr).toMatch(/is not there yet/);
  }
});

test('a marking that is too high is an outcome, not a failure', async () => {
  const { code, stdout } = await run(
    'enrich',
    'evil.com',
    '--enricher',
    'dns',
    '--tlp',
    'red',
    '--json',
  );
  expect([code, JSON.parse(stdout)]).toMatchObject([
    0,
    [{ outcome: 'skipped', reason: 'tlp', run: null }],
  ]);
  const ledger = await run('ledger', '--json');
  expect(JSON.parse(ledger.stdout)).toEqual([]);
  expect(await run('ledger')).toMatchObject({ code: 0, stdout: 'Nobody was told.\n' });
});

test('nobody outside is asked until own values are said, and stderr counts who was not', async () => {
  const ask = () => run('enrich', 'evil.com', '--enricher', 'dns', '--tlp', 'green', '--json');
  const before = await ask();
  expect(JSON.parse(before.stdout)).toMatchObject([
    { outcome: 'skipped', reason: 'own_values_not_said' },
  ]);
  expect(before.stderr).toBe('1 of 1 was not asked: own values not said.\n');
  const said = await run('settings', 'own', '--domain', 'Corp.Example.COM', '--json');
  expect(JSON.parse(said.stdout)).toMatchObject({
    own: { domains: ['corp.example.com'] },
    confirmed: true,
  });
  const own = await run('enrich', 'a.corp.example.com', '--enricher', 'dns', '--tlp', 'green');
  expect(own.stderr).toBe('1 of 1 was not asked: own value.\n');
});

test('a saved set runs by its name, on the types it names', async () => {
  const save = ['sets', 'save', 'Quick', '--enricher', 'geo', '--key', '1'];
  expect(await run(...save, '--type', 'ipv4')).toMatchObject({ code: 0, stderr: '' });
  const { stdout } = await run('enrich', '8.8.8.8', 'evil.com', '--set', 'quick', '--json');
  expect(JSON.parse(stdout)).toMatchObject([
    { enricher: 'app.flairbench.geo-and-network:geo', observable: { type: 'ipv4' } },
  ]);
  const listed = await run('sets', 'list', '--json');
  expect(JSON.parse(listed.stdout)).toMatchObject([{ name: 'Quick', key: 1 }]);
  await run('sets', 'remove', 'quick');
  expect((await run('enrich', '8.8.8.8', '--set', 'Quick')).stderr).toMatch(/None is saved yet/);
});

test('what changes something elsewhere wants a yes, and is never tried', async () => {
  const bundle = join(folder, 'blocker');
  await run('bundle', 'new', bundle);
  const file = join(bundle, 'metadata.json');
  const metadata = JSON.parse(await readFile(file, 'utf8'));
  const [transform] = metadata.transforms;
  delete metadata.start;
  delete transform.start;
  const acts = { ...metadata, effect: 'act', changes: 'blocks the name' };
  await writeFile(file, JSON.stringify({ ...acts, transforms: [transform] }));
  expect(await run('bundle', 'install', bundle)).toMatchObject({ code: 0 });
  const ask = ['enrich', 'www.evil.com', '--enricher', transform.transform_name];
  const refused = await run(...ask);
  expect([refused.code, refused.stderr]).toEqual([
    1,
    expect.stringMatching(/blocks the name.*--yes/),
  ]);
  const tried = await run('bundle', 'try', bundle, transform.transform_name, 'www.evil.com');
  expect([tried.code, tried.stderr]).toEqual([1, expect.stringMatching(/that is not tried/)]);
  expect(JSON.parse((await run('runs', 'list', '--json')).stdout)).toEqual([]);
  const meant = await run(...ask, '--yes', '--json');
  expect(JSON.parse(meant.stdout)).toMatchObject([{ outcome: 'ok' }]);
});

const misuse: readonly [name: string, code: number, args: string[], says: RegExp][] = [
  ['an unknown command', 2, ['frobnicate'], /unknown command/],
  ['a missing argument', 2, ['enrich'], /missing required argument/],
  ['a paste and values at once', 2, ['enrich', 'a.org', '--paste', '1'], /not both/],
  ['an age that is none', 2, ['enrich', '--paste', '1', '--older-than', 'soon'], /is no age/],
  ['an unknown option', 2, ['extract', '--nope'], /unknown option/],
  ['a word that is no TLP', 2, ['enrich', '8.8.8.8', '--tlp', 'purple'], /is no TLP/],
  ['a run number that is none', 2, ['runs', 'show', 'abc'], /is no run number/],
  ['a run that is not there', 1, ['runs', 'show', '999'], /There is no run 999/],
  ['a paste that is not there', 1, ['export', '--paste', '9'], /There is no paste 9/],
  ['runs and a paste at once', 2, ['export', '1', '--paste', '1'], /not both/],
  ['a file that is not there', 1, ['extract', '/nonexistent'], /there is no such file/],
  [
    'an enricher that is not installed',
    1,
    ['enrich', '8.8.8.8', '--enricher', 'x'],
    /There is no enricher "x"/,
  ],
  ['a set that is not saved', 1, ['enrich', '8.8.8.8', '--set', 'mine'], /There is no set "mine"/],
  ['a setting without a value', 2, ['bundle', 'activate', 'dns', '--setting', 'x'], /NAME=VALUE/],
  [
    'a setting that an enricher does not have',
    1,
    ['bundle', 'activate', 'dns', '--setting', 'x=1'],
    /DNS has no setting "x"/,
  ],
  ['a value of no type', 1, ['enrich', '!!'], /is no value of a known type/],
];
for (const [name, code, args, says] of misuse) {
  test(`${name} ends with ${code} and one line`, async () => {
    const ended = await run(...args);
    expect([ended.code, ended.stdout]).toEqual([code, '']);
    expect(ended.stderr).toMatch(says);
    expect(ended.stderr.trimEnd().split('\n')).toHaveLength(1);
  });
}

test('activate sets an enricher up; who is named for a type that it does not take says so', async () => {
  const database = fileURLToPath(
    new URL('../enrichers/geolite2/fixtures/GeoLite2-City-Test.mmdb', import.meta.url),
  );
  const ask = async (value: string) => {
    const { stdout } = await run('enrich', value, '--enricher', 'geolite2', '--json');
    return JSON.parse(stdout)[0];
  };
  const before = await ask('81.2.69.142');
  await run('bundle', 'activate', 'geolite2', '--setting', `database=${database}`);
  const after = await ask('81.2.69.142');
  const other = await ask('evil.com');
  expect([before, after, other]).toMatchObject([
    { outcome: 'skipped', reason: 'not_configured' },
    { outcome: 'ok', report: { facts: { 'geo.city': 'London' } } },
    { outcome: 'skipped', reason: 'type', run: null },
  ]);
});

test('a new bundle validates, runs and can be installed', async () => {
  const bundle = join(folder, 'mine');
  expect(await run('bundle', 'new', bundle)).toMatchObject({ code: 0 });
  expect(await run('bundle', 'validate', bundle)).toMatchObject({ code: 0, stderr: '' });
  const installed = await run('bundle', 'install', bundle, '--json');
  expect(JSON.parse(installed.stdout)).toMatchObject({ version: '0.1.0' });
  const listed = await run('bundle', 'list', '--json');
  const titles: string[] = JSON.parse(listed.stdout).map(({ title }: { title: string }) => title);
  expect(titles).toContain('Mine');
});

test('a data folder that is a file, or holds a damaged database, is refused with what to do', async () => {
  await writeFile(join(folder, 'file'), 'x');
  const asFile = await runCli(['--data-dir', join(folder, 'file'), 'runs', 'list']);
  expect([asFile.code, asFile.stderr.trimEnd().split('\n').length]).toEqual([1, 1]);
  await run('runs', 'list');
  await writeFile(join(folder, 'data', 'flairbench.db'), 'this is no database');
  const damaged = await run('runs', 'list');
  expect(damaged.code).toBe(1);
  expect(damaged.stderr).toMatch(/damaged|corrupt/i);
});
