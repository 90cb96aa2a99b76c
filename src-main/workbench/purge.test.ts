import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import type { PurgeTarget } from '../contract/data.ts';
import type { LedgerEntry } from '../contract/ledger.ts';
import {
  findsOf,
  openTestStore,
  paste,
  report,
  request,
  runOnce,
  savedPaste,
  temporaryFolder,
} from '../store/fixtures/test-store.ts';
import type { Store } from '../store/store.ts';
import { createPurge } from './purge.ts';
import { noLimits } from '../limits/limits.ts';

const page = { offset: 0, limit: 100 };
const planted = 'plantedsecretvalue.example';

const entry = (value: string, host: string): LedgerEntry => ({
  time: '2026-11-20T09:00:00.000Z',
  kind: 'request',
  run: 1,
  enricher: 'tls:look',
  observable: { type: 'domain', value },
  tlp: 'green',
  host,
  port: 443,
  bytesOut: 40,
  bytesIn: 0,
  verdict: 'allowed',
  reason: `asked ${host}`,
});

const mentioning = (text: string) => ({
  sentence: `Done with ${text}.`,
  report: report({
    title: `About ${text}`,
    widgets: [{ type: 'markdown' as const, markdown: `line\n${text}\nline` }],
  }),
  searchText: `About ${text}`,
  raw: { stdout: `asked ${text}`, stderr: '', stdoutCut: false, stderrCut: false },
});

function purgeOf(store: Store) {
  return createPurge({
    store,
    cancel: ({ pasteId, observableIds }) =>
      store.writer.cancelRequests(
        { ...(pasteId && { pasteId }), ...(observableIds && { observableIds }) },
        'Cancelled.',
      ),
    backups: async () => ['old.tar'],
  });
}

/** Two cases that share one value; the planted one stands in the first only, and in what others say. */
async function filled(store: Store) {
  const first = await savedPaste(
    store,
    paste({
      ...findsOf(`domain:${planted}`, `url:http://www.${planted}/x`, 'domain:shared.example'),
      caseReference: 'INC-1',
      title: `About ${planted.toUpperCase()}`,
    }),
  );
  const second = await savedPaste(
    store,
    paste({ ...findsOf('domain:shared.example', 'domain:other.example'), caseReference: 'INC-2' }),
  );
  const [secret = 0, url = 0, shared = 0] = first.observables.map(({ id }) => id);
  const other = second.observables[1]?.id ?? 0;
  const ofFirst = { request: { pasteId: first.pasteId } };
  const runs = {
    secret: await runOnce(store, secret, { ...ofFirst, finish: mentioning(planted) }),
    url: await runOnce(store, url, { ...ofFirst, finish: mentioning('nothing') }),
    shared: await runOnce(store, shared, { ...ofFirst, finish: mentioning('a thing') }),
    reused: await runOnce(store, shared, { ...ofFirst, finish: mentioning('it again') }),
    other: await runOnce(store, other, {
      request: { pasteId: second.pasteId },
      finish: mentioning(planted.toUpperCase()),
    }),
    near: await runOnce(store, other, { finish: mentioning(`not${planted}`) }),
  };
  const [reusing = 0] = await store.writer.addRequests([
    request(shared, { pasteId: second.pasteId }),
    request(secret, { pasteId: first.pasteId }),
  ]);
  await store.writer.endRequest(reusing, { kind: 'reused', runId: runs.reused });
  await store.writer.appendLedger([entry(planted, planted), entry('other.example', 'api.example')]);
  const key = { scope: 'tls', identity: '', host: `${planted}:8443` };
  await store.writer.takeLimit(key, {
    ...noLimits,
    concurrency: 1,
    rate: { requests: 9, seconds: 9 },
  });
  await store.writer.addRequests([request(other, { fields: { parent: planted } })]);
  await store.writer.setDocument('draft', { text: `see ${planted}`, caseReference: 'INC-1' });
  await store.writer.setDocument('settings', { own: { domains: ['corp.example'] } });
  return { first, second, runs };
}

const idsLeft = async (store: Store) =>
  (await store.reader.runs(page)).rows.map(({ id }) => id).toReversed();

test('a value goes from wherever it stands; the ledger still answers who was told about it', async () => {
  const folder = temporaryFolder();
  const store = await openTestStore({ folder });
  const { runs, first, second } = await filled(store);
  const target: PurgeTarget = { value: planted };
  const purge = purgeOf(store);
  const counts = {
    pastes: 1,
    observables: 2,
    runs: 3,
    ledgerEntries: 1,
    heldBySettings: false,
    backups: ['old.tar'],
  };
  expect(await purge.preview(target)).toMatchObject(counts);
  expect(await purge.purge(target)).toMatchObject(counts);
  expect(await purge.preview(target)).toMatchObject({ pastes: 0, runs: 0, backups: [] });
  expect(await idsLeft(store)).toEqual([runs.shared, runs.reused, runs.near]);
  expect((await store.reader.runs({ ...page, words: planted })).total).toBe(0);
  expect((await store.reader.ledger({ ...page, value: planted })).rows).toMatchObject([
    { observable: { type: 'domain', value: planted }, host: '(removed)', reason: '(removed)' },
  ]);
  expect((await store.reader.ledger(page)).rows.map(({ observable }) => observable?.value)).toEqual(
    ['other.example', expect.stringMatching(/^removed [0-9a-f]{12}$/)],
  );
  const text = (await store.reader.paste(first.pasteId))?.text ?? '';
  expect(text).toHaveLength(`${planted} http://www.${planted}/x shared.example `.length);
  expect(text).toMatch(/^█+ █+ shared\.example $/);
  expect((await store.reader.observablesOfPaste(first.pasteId)).map(({ value }) => value)).toEqual([
    'shared.example',
  ]);
  expect(await store.reader.document('draft')).toBeNull();
  expect(await store.reader.document('settings')).not.toBeNull();
  expect((await store.reader.paste(second.pasteId))?.text).toContain('other.example');
  // "notplanted…" is another value, and the only one whose bytes may hold these letters.
  expect(filesHolding(folder, 'plantedsecretvalue', 'notplantedsecretvalue')).toEqual([]);
  await store.close();
  expect(filesHolding(folder, 'plantedsecretvalue', 'notplantedsecretvalue')).toEqual([]);
});

test.each([
  ['a case', () => ({ caseReference: 'INC-1' })],
  ['a paste', (pasteId: number) => ({ pasteId })],
])('%s goes with all that nobody else shares', async (_, targetOf) => {
  const folder = temporaryFolder();
  const store = await openTestStore({ folder });
  const { runs, first, second } = await filled(store);
  const target = targetOf(first.pasteId);
  expect(await purgeOf(store).purge(target)).toMatchObject({
    pastes: 1,
    observables: 2,
    runs: 3,
    ledgerEntries: 1,
  });
  expect(await idsLeft(store)).toEqual([runs.reused, runs.other, runs.near]);
  expect(await store.reader.paste(first.pasteId)).toBeNull();
  expect((await store.reader.observablesOfPaste(second.pasteId)).map(({ value }) => value)).toEqual(
    ['shared.example', 'other.example'],
  );
  const [shared] = await store.reader.observablesOfPaste(second.pasteId);
  expect(await store.reader.flair(shared?.id ?? 0)).toMatchObject({
    pastes: 1,
    enrichments: [{ newestGood: { id: runs.reused }, previousGoodId: null, runCount: 1 }],
  });
  expect((await store.reader.ledger({ ...page, value: planted })).total).toBe(1);
  expect((await store.reader.document('draft')) === null).toBe('caseReference' in target);
  const db = new Database(join(folder, 'flairbench.db'), { readonly: true });
  const limits = ['limits', 'limit_leases'].map((table) =>
    db.prepare(`SELECT * FROM ${table}`).all(),
  );
  db.close();
  expect(limits).toEqual([[], []]);
});

test('a value that only results of others mention is found when it is removed, not before', async () => {
  const store = await openTestStore();
  const { id } = await store.writer.saveObservable({ type: 'domain', value: 'a.example' }, null);
  const about = mentioning(planted);
  await runOnce(store, id, { finish: { ...about, sentence: 'Done.', raw: mentioning('').raw } });
  const purge = purgeOf(store);
  const target = { value: planted };
  const counts = [await purge.preview(target), await purge.purge(target)];
  expect(counts.map(({ runs, mentionsUnread }) => [runs, mentionsUnread])).toEqual([
    [0, true],
    [1, false],
  ]);
  expect(await idsLeft(store)).toEqual([]);
});

test('what is not there removes nothing', async () => {
  const store = await openTestStore();
  await filled(store);
  const before = await idsLeft(store);
  for (const target of [{ caseReference: 'INC-9' }, { pasteId: 99 }, { value: 'absent.example' }]) {
    expect(await purgeOf(store).purge(target)).toMatchObject({ pastes: 0, runs: 0, backups: [] });
  }
  expect(await idsLeft(store)).toEqual(before);
});

test('while another program reads what was removed, it is not called removed', async () => {
  const folder = temporaryFolder();
  const store = await openTestStore({ folder, busyTimeoutMs: 100 });
  await filled(store);
  const other = new Database(join(folder, 'flairbench.db'), { readonly: true });
  other.exec('BEGIN');
  other.prepare('SELECT count(*) FROM ledger').get();
  await expect(purgeOf(store).purge({ value: planted })).rejects.toMatchObject({
    code: 'STORE_LOCKED',
    message: expect.stringMatching(/^Another program still reads the data file/),
  });
  other.close();
  await store.writer.compact();
  expect(filesHolding(folder, 'plantedsecretvalue', 'notplantedsecretvalue')).toEqual([]);
});

/** Files that hold the letters, leaving out where they are part of a longer word that may stay. */
function filesHolding(folder: string, letters: string, allowed: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((file) => file.isFile())
    .map((file) => join(file.parentPath, file.name))
    .filter((file) => {
      const bytes = readFileSync(file, 'latin1').toLowerCase().replaceAll(allowed, '');
      return bytes.includes(letters);
    });
}
