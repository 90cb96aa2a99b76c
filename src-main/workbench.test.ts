import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startDnsServer } from './broker/fixtures/dns-server.ts';
import { buildEnrichers } from './bundles/build.ts';
import { openFindPage, openFinds } from './contract/pages.ts';
import type { Tlp } from './contract/vocabulary.ts';
import { openTestWorkbench } from './workbench/fixtures/test-workbench.ts';
import type { Workbench } from './workbench.ts';

/** The whole host with the enrichers that ship: real store, real processes, a name server of our own. */
const dns = 'app.flairbench.dns:dns';
let shipped: string;
let folder: string;
let workbench: Workbench;
let nameServer: Awaited<ReturnType<typeof startDnsServer>>;
let problems: string[];

beforeAll(async () => {
  shipped = await mkdtemp(join(tmpdir(), 'shipped-'));
  await buildEnrichers(fileURLToPath(new URL('../enrichers', import.meta.url)), shipped);
});
afterAll(() => rm(shipped, { recursive: true }));

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'workbench-'));
  nameServer = await startDnsServer({ 'evil-login.com A': ['198.51.100.7'] });
  problems = [];
  workbench = await open();
  await workbench.changeSettings({ ownConfirmed: true });
  await workbench.changeEnricher(dns, { settingValues: { resolver: nameServer.address } });
});
afterEach(async () => {
  await workbench.close();
  await nameServer.close();
  await rm(folder, { recursive: true, force: true });
  expect(problems).toEqual([]);
});

const open = () =>
  openTestWorkbench({
    folder,
    builtInEnrichers: shipped,
    problem: (sentence) => problems.push(sentence),
  });

async function submit(
  text: string,
  tlp: Tlp | null,
  enrichers: readonly string[],
): Promise<number> {
  const paste = {
    text,
    tlp,
    enrichers,
    edits: [],
    includeNoise: true,
    title: '',
    caseReference: '',
  };
  const { pasteId } = await workbench.pastes.submit(paste);
  await expect
    .poll(async () => (await workbench.reader.progress(pasteId)).done, { timeout: 15_000 })
    .toBe((await workbench.reader.progress(pasteId)).total);
  return pasteId;
}

const firstRows = {
  offset: 0,
  limit: 10,
  filter: '',
  hideNoise: false,
  sort: 'position',
  descending: false,
} as const;

async function tabOf(pasteId: number, value: string, enricherId: string) {
  const { rows } = await workbench.observables({ pasteId, ...firstRows });
  const row = rows.find((candidate) => candidate.value === value);
  const pane = await workbench.flair(row?.id ?? 0);
  const tab = pane.tabs.find((candidate) => candidate.enricherId === enricherId);
  if (tab === undefined) throw new Error(`There is no tab ${enricherId}.`);
  return { pane, tab, observableId: row?.id ?? 0 };
}

const ledger = () => workbench.reader.ledger({ offset: 0, limit: 100 });

describe('the DNS enricher', () => {
  test('leaves nothing on the network for a TLP:RED paste, and says why', async () => {
    const pasteId = await submit('seen: evil-login[.]com', 'red', [dns]);
    const { tab, pane } = await tabOf(pasteId, 'evil-login.com', dns);
    expect(tab).toMatchObject({
      badge: 'skipped',
      run: null,
      request: {
        outcome: 'skipped',
        reason: 'tlp',
        sentence: expect.stringContaining('TLP:RED is above what DNS may be told'),
      },
    });
    expect(pane.notAsked).toContainEqual(expect.objectContaining({ reason: 'tlp', title: 'DNS' }));
    expect([nameServer.questions, (await ledger()).rows]).toEqual([[], []]);
  });

  test('asks the chosen name server for a TLP:GREEN paste, and the ledger has every question', async () => {
    const pasteId = await submit('seen: evil-login[.]com', 'green', [dns]);
    const { tab } = await tabOf(pasteId, 'evil-login.com', dns);
    expect(tab.run).toMatchObject({ outcome: 'ok', tlp: 'green', trigger: 'paste' });
    const detail = await workbench.reader.run(tab.run?.id ?? 0);
    expect(detail).toMatchObject({
      hosts: [nameServer.address],
      report: { facts: { 'dns.a': '198.51.100.7', 'dns.server': nameServer.address } },
    });
    const { rows } = await ledger();
    expect(nameServer.questions.length).toBeGreaterThan(0);
    expect(rows).toHaveLength(nameServer.questions.length);
    expect(rows[0]).toMatchObject({
      run: tab.run?.id,
      enricher: dns,
      observable: { type: 'domain', value: 'evil-login.com' },
      tlp: 'green',
      verdict: 'allowed',
    });
  });

  test('is not asked when it was not ticked, nor in an air gap, nor about own domains', async () => {
    const page = await submit('evil-login.com', 'green', []);
    const { observableId } = await tabOf(page, 'evil-login.com', dns);
    await workbench.changeSettings({ airGapped: true });
    await submit('evil-login.com', 'green', [dns]);
    await workbench.changeSettings({
      airGapped: false,
      own: { domains: ['evil-login.com'], ranges: [], mailSuffixes: [] },
    });
    await submit('www.evil-login.com', 'green', [dns]);
    const { rows } = await workbench.reader.runs({ offset: 0, limit: 10, observableId });
    expect([rows, nameServer.questions, (await ledger()).rows]).toEqual([[], [], []]);
  });
});

test('a result is there after closing and opening, and a second run gives a previous one', async () => {
  const hash = '44d88612fea8a8f36de82e1278abb02f';
  const enricherId = 'app.flairbench.hash-identity:hash-identity';
  const pasteId = await submit(`MD5 ${hash}`, null, [enricherId]);
  await workbench.close();
  workbench = await open();
  const first = await tabOf(pasteId, hash, enricherId);
  expect(first.tab).toMatchObject({ badge: 'new', runCount: 1, run: { outcome: 'ok' } });
  expect(first.pane.standing?.level).toBe('known');
  await workbench.requests.again({
    observableIds: [first.observableId],
    pasteId,
    enrichers: [enricherId],
    trigger: 'rerun',
  });
  await expect
    .poll(async () => (await tabOf(pasteId, hash, enricherId)).tab.badge, { timeout: 15_000 })
    .toBe('unchanged');
  expect((await tabOf(pasteId, hash, enricherId)).tab.runCount).toBe(2);
});

test('a database that is not there is refused when it is set, and one that is there is looked up in', async () => {
  const geolite2 = 'app.flairbench.geolite2:geolite2';
  const set = (database: string) =>
    workbench.changeEnricher(geolite2, { settingValues: { database } });
  await expect(set('/nonexistent.mmdb')).rejects.toMatchObject({ code: 'BAD_INPUT' });
  await expect(set('relative.mmdb')).rejects.toMatchObject({ code: 'BAD_INPUT' });
  await set(fileURLToPath(new URL('../package.json', import.meta.url)));
  const asked = { tlp: null, fields: {}, fresh: false, lower: false };
  const rows = await workbench.requests.enrich(
    { observables: [{ type: 'ipv4', value: '81.2.69.142' }], enrichers: ['geolite2'], ...asked },
    new AbortController().signal,
  );
  expect(rows).toMatchObject([{ outcome: 'error', sentence: expect.stringMatching(/\.$/) }]);
});

test('what is active is asked for anew with each paste; the other ticks last', async () => {
  const anatomy = 'app.flairbench.domain-anatomy:domain-anatomy';
  await submit('evil-login.com', 'green', [dns, anatomy]);
  const asked = nameServer.questions.length;
  expect(workbench.settings.current().chosenEnrichers).toEqual([anatomy]);
  const paste = { text: 'other-login.com', tlp: 'green', enrichers: null, edits: [] } as const;
  const plan = await workbench.pastes.plan({ ...paste, includeNoise: false });
  expect([plan.hosts, plan.thirdPartyRequests]).toEqual([[], 0]);
  expect(asked).toBeGreaterThan(0);
});

test('a fresh value that is kept back does not hide one that will be told', async () => {
  await submit('evil-login.com', 'green', [dns]);
  const marked = { text: 'evil-login.com', tlp: 'red', enrichers: [], edits: [] } as const;
  await workbench.pastes.submit({ ...marked, includeNoise: false, title: '', caseReference: '' });
  const plan = await workbench.pastes.plan({
    text: 'evil-login.com other-login.com',
    tlp: 'green',
    enrichers: [dns],
    edits: [],
    includeNoise: false,
  });
  expect([plan.hosts, plan.thirdPartyRequests]).toEqual([['name servers'], 1]);
});

test('one private value that is ticked runs alone, and is still told to no third party', async () => {
  const edits = [{ type: 'ipv4', value: '10.20.30.40', include: true }];
  const paste = { text: 'from 10.20.30.40 to 10.20.30.41', tlp: 'green', edits } as const;
  const input = { ...paste, enrichers: [dns], includeNoise: false };
  const plan = await workbench.pastes.plan(input);
  expect(plan.lines.find(({ enricherId }) => enricherId === dns)).toMatchObject({
    applicable: 1,
    runs: 0,
    skipped: [{ reason: 'internal_value', count: 1 }],
  });
  const asked = await workbench.pastes.submit({ ...input, title: '', caseReference: '' });
  const { rows } = await workbench.observables({ pasteId: asked.pasteId, ...firstRows });
  expect([asked.requests, rows.map(({ value }) => value), nameServer.questions]).toEqual([
    1,
    ['10.20.30.40', '10.20.30.41'],
    [],
  ]);
});

async function findsIn(text: string) {
  const { reading } = await workbench.pastes.extract(text);
  return openFindPage(await workbench.pastes.finds(reading, 0));
}

test('pages of a reading are refused once the text was read anew with other settings', async () => {
  const text = 'evil.ru';
  const { reading } = await workbench.pastes.extract(text);
  const again = await workbench.pastes.extract(text);
  const own = { domains: ['*.Evil.ru'], ranges: [], mailSuffixes: [] };
  await workbench.changeSettings({ own });
  const other = await workbench.pastes.extract(text);
  expect([again.reading === reading, other.reading === reading]).toEqual([true, false]);
  await expect(workbench.pastes.finds(reading, 0)).rejects.toMatchObject({ code: 'OUTDATED' });
  await expect(workbench.pastes.finds(other.reading, 1)).rejects.toMatchObject({
    code: 'BAD_INPUT',
    message: 'There are no more finds.',
  });
});

test('what became an own value is noise at once, in the same text', async () => {
  const noise = async () => (await findsIn('evil.ru')).map((find) => find.noise);
  expect(await noise()).toEqual([undefined]);
  const own = { domains: ['*.Evil.ru'], ranges: [], mailSuffixes: [] };
  await workbench.changeSettings({ own });
  expect(await noise()).toEqual(['own domain evil.ru']);
});

test('a type that an admin defines is found at once, over another start, and only when it is bounded', async () => {
  const ticket = { name: 'ticket', pattern: 'INC-\\d{4,6}', example: 'INC-4471' };
  const types = async () => (await findsIn('INC-4471 evil.ru')).map(({ type }) => type);
  const before = await types();
  await workbench.changeSettings({ patternTypes: [ticket] });
  const runsAway = { ...ticket, name: 'number', pattern: '\\d+', example: '1' };
  await expect(
    workbench.changeSettings({ patternTypes: [ticket, runsAway] }),
  ).rejects.toMatchObject({
    code: 'BAD_INPUT',
    message: 'Type "number": "+" at 3 repeats without end: write {1,64} instead.',
  });
  const after = await types();
  await workbench.close();
  workbench = await open();
  expect([before, after, await types(), workbench.settings.current().patternTypes]).toEqual([
    ['domain'],
    ['ticket', 'domain'],
    ['ticket', 'domain'],
    [ticket],
  ]);
});

test('lowering a marking asks for confirmation', async () => {
  const pasteId = await submit('evil-login.com', 'red', []);
  await expect(workbench.changePaste(pasteId, { tlp: 'green' })).rejects.toMatchObject({
    code: 'REFUSED',
  });
  await workbench.changePaste(pasteId, { tlp: 'green', lower: true });
  expect((await workbench.reader.paste(pasteId))?.tlp).toBe('green');
});

test.each([
  ['nothing', '', 'BAD_INPUT'],
  ['white space', ' \n\t ', 'BAD_INPUT'],
  ['more than 50 MB', 'x'.repeat(51 * 1024 * 1024), 'TOO_LARGE'],
])('a paste of %s is refused with a sentence', async (_name, text, code) => {
  const paste = { text, tlp: null, enrichers: [], edits: [], includeNoise: false };
  await expect(
    workbench.pastes.submit({ ...paste, title: '', caseReference: '' }),
  ).rejects.toMatchObject({ code, message: expect.stringMatching(/\.$/) });
});

test.each([
  [
    'binary',
    Buffer.from(Array.from({ length: 4096 }, (_, index) => (index * 37) % 256)).toString('latin1'),
  ],
  ['lone surrogates', 'a\ud800 evil-login.com \udfff\ud83d'],
  ['NUL characters', 'evil-login.com\0\0evil-login.com'],
])('a paste with %s is kept as it is', async (_name, text) => {
  const pasteId = await submit(text, null, []);
  const paste = await workbench.reader.paste(pasteId);
  expect(paste?.text.length).toBe(text.length);
  for (const find of openFinds(paste?.finds ?? [])) {
    expect(paste?.text.slice(find.start, find.end)).toBe(find.text);
  }
});
