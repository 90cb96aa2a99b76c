import { cpSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { Failure } from '../contract/failure.ts';
import { checkFolder } from './closed-folder.ts';
import {
  findsOf,
  openTestStore,
  paste,
  report,
  runOnce,
  savedPaste,
  temporaryFolder,
} from './fixtures/test-store.ts';
import { salvage } from './salvage.ts';
import { databaseName } from './store-failures.ts';

const pageSize = 4096;
const now = '2026-11-21T09:00:00.000Z';
const whole = { offset: 0, limit: 1000 };

/** Some dozen runs with reports, closed. */
async function filledFolder(): Promise<{ folder: string; file: string }> {
  const folder = temporaryFolder();
  const store = await openTestStore({ folder });
  const { observables } = await savedPaste(
    store,
    paste(findsOf(...Array.from({ length: 60 }, (_, index) => `domain:host-${index}.example`))),
  );
  for (const { id } of observables) {
    const words = Array.from({ length: 60 }, () => Math.random().toString(36).slice(2)).join(' ');
    const widgets = [{ type: 'markdown' as const, markdown: words }];
    await runOnce(store, id, { finish: { report: report({ widgets }), searchText: words } });
  }
  await store.close();
  return { folder, file: join(folder, databaseName) };
}

/** What people would miss: the bodies and endings of all runs, by id. */
function runsIn(file: string): Map<number, string> {
  const db = new Database(file, { readonly: true });
  const rows = db
    .prepare<[], { id: number; sentence: string; body: Buffer | null }>(
      'SELECT id, sentence, body FROM runs LEFT JOIN reports ON run = id',
    )
    .all();
  db.close();
  return new Map(
    rows.map(({ id, sentence, body }) => [id, `${sentence} ${body?.toString('hex')}`]),
  );
}

/** What was lost; null where it says that nothing could be saved. */
function salvaged(folder: string): readonly string[] | null {
  try {
    return salvage(folder, now).lost;
  } catch (error) {
    if (error instanceof Failure && error.code === 'STORE_CORRUPT') return null;
    throw error;
  }
}

test('whichever page is overwritten: what is saved is unchanged, and what is lost is named', async () => {
  const { folder, file } = await filledFolder();
  const before = runsIn(file);
  const pages = statSync(file).size / pageSize;
  const hopeless: number[] = [];
  const outcomes: { page: number; wrong: number[]; missing: number; named: boolean }[] = [];
  for (let page = 1; page < pages; page += 4) {
    const copy = temporaryFolder();
    cpSync(folder, copy, { recursive: true });
    const bytes = readFileSync(file);
    bytes.fill(0xa5, page * pageSize, (page + 1) * pageSize);
    writeFileSync(join(copy, databaseName), bytes);
    const found = checkFolder(copy) ?? [];
    if (found.length === 0) continue;
    const lost = salvaged(copy);
    if (lost === null) {
      hopeless.push(page);
      expect(readFileSync(join(copy, databaseName)).equals(bytes)).toBe(true);
      continue;
    }
    const after = runsIn(join(copy, databaseName));
    const wrong = [...after].filter(([id, text]) => {
      const isLost = text.endsWith(' undefined') && lost.some((line) => line.startsWith('reports'));
      return !isLost && before.get(id) !== text;
    });
    const missing =
      before.size - [...after.values()].filter((text) => !text.endsWith(' undefined')).length;
    expect(checkFolder(copy)).toEqual([]);
    outcomes.push({
      page,
      wrong: wrong.map(([id]) => id),
      missing,
      named: missing === 0 || lost.length > 0,
    });
    rmSync(copy, { recursive: true });
  }
  expect(outcomes.length).toBeGreaterThan(pages / 8);
  expect(outcomes.filter(({ wrong, named }) => wrong.length > 0 || !named)).toEqual([]);
  // A page holds a dozen runs or so; on those of the schema, and on the top of a tree, all hang.
  const costly = outcomes.filter(({ missing }) => missing > 30);
  expect(costly.length + hopeless.length).toBeLessThanOrEqual(4);
}, 120_000);

test('a salvaged folder opens, finds words again, and keeps the file as it was', async () => {
  const { folder, file } = await filledFolder();
  const store = await openTestStore({ folder });
  const [first] = (await store.reader.runs(whole)).rows;
  const { report: stored } = (await store.reader.run(first?.id ?? 0)) ?? {};
  await store.close();
  const db = new Database(file, { readonly: true });
  const page = db
    .prepare<[], number>(
      "SELECT max(pageno) FROM dbstat WHERE name = 'reports' AND pagetype = 'leaf'",
    )
    .pluck()
    .get();
  db.close();
  const bytes = readFileSync(file);
  bytes.fill(0xa5, ((page ?? 0) - 1) * pageSize, (page ?? 0) * pageSize);
  writeFileSync(file, bytes);
  const damaged = readFileSync(file);
  const { lost, aside } = salvage(folder, now);
  expect(lost).not.toEqual([]);
  expect(readFileSync(join(aside, databaseName)).equals(damaged)).toBe(true);
  const again = await openTestStore({ folder });
  const left = await again.reader.runs(whole);
  expect(left.total).toBe(60);
  const [widget] = stored?.widgets ?? [];
  const word = widget?.type === 'markdown' ? widget.markdown.split(' ')[3] : '';
  const isLeft = (await again.reader.run(first?.id ?? 0))?.report !== null;
  const found = await again.reader.runs({ ...whole, words: word ?? '' });
  expect(found.rows.some(({ id }) => id === first?.id)).toBe(isLeft);
});
