import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { openStore } from '../../src-main/store/open-store.ts';
import { pack } from '../../src-main/store/packed-json.ts';
import { type MadeUpRun, madeUpRun } from './made-up-runs.ts';
import { alternate, type Figure, median } from './measure.ts';

const runs = 3000;
const rounds = 5;

/** Runs that end at the store, against bare better-sqlite3 that inserts the same rows, one transaction a run. */
export async function measureStoreAppending(): Promise<Figure[]> {
  const made = Array.from({ length: runs }, (_, index) => madeUpRun(index));
  const { ours, theirs } = await alternate(
    rounds,
    () => inFolder((folder) => storeRate(folder, made)),
    () => inFolder((folder) => bareRate(folder, made)),
  );
  return [
    {
      name: 'finished runs appended, against bare better-sqlite3',
      measured: median(ours),
      against: median(theirs),
      unit: 'runs/s',
      atLeast: 0.6,
    },
  ];
}

async function inFolder(work: (folder: string) => Promise<number>): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), 'flairbench-bench-'));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** What is queued and started is there before the clock starts, on both sides: only the ends of runs are timed. */
async function storeRate(folder: string, made: readonly MadeUpRun[]): Promise<number> {
  const { writer, close } = await openStore({ folder, now: () => new Date().toISOString() });
  const ids: number[] = [];
  for (const { observable, request, run } of made) {
    const { id } = await writer.saveObservable(observable, null);
    const [requestId = 0] = await writer.addRequests([{ ...request, observableId: id }]);
    ids.push(await writer.startRun({ ...run, requestId }));
  }
  const rate = await rateOf(made.length, () =>
    Promise.all(
      made.map(({ finish }, index) => writer.finishRun({ ...finish, runId: ids[index] ?? 0 })),
    ),
  );
  await close();
  return rate;
}

/** The rows that a run has, in tables as plain as can be, with the same journal and the same search. */
async function bareRate(folder: string, made: readonly MadeUpRun[]): Promise<number> {
  const db = new Database(join(folder, 'bare.db'));
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = NORMAL');
  db.exec(`
    CREATE TABLE runs (id INTEGER PRIMARY KEY, observable INTEGER, enricher INTEGER, started_at TEXT, ended_at TEXT,
      outcome TEXT, reason TEXT, sentence TEXT, verdict TEXT, verdict_sentence TEXT, verdict_reason TEXT, hosts TEXT,
      attempts INTEGER, exit_code INTEGER);
    CREATE INDEX runs_by_observable ON runs (observable, enricher);
    CREATE INDEX runs_by_enricher ON runs (enricher, started_at);
    CREATE TABLE reports (run INTEGER PRIMARY KEY, body BLOB);
    CREATE TABLE raw_outputs (run INTEGER PRIMARY KEY, body BLOB);
    CREATE VIRTUAL TABLE search USING fts5(
      text, keys, content='', contentless_delete=1, tokenize='unicode61 remove_diacritics 2');`);
  const run = db.prepare('INSERT INTO runs VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)');
  const report = db.prepare('INSERT INTO reports VALUES (?, ?)');
  const raw = db.prepare('INSERT INTO raw_outputs VALUES (?, ?)');
  const search = db.prepare('INSERT INTO search (rowid, text, keys) VALUES (?, ?, ?)');
  const append = db.transaction((one: MadeUpRun, id: number) => {
    const { finish } = one;
    const verdict = finish.report?.verdict;
    run.run(
      id,
      id,
      id % 10,
      one.run.startedAt,
      finish.endedAt,
      finish.outcome,
      finish.reason,
      finish.sentence,
      verdict?.level,
      verdict?.sentence,
      verdict?.reason,
      JSON.stringify(finish.hosts),
      finish.attempts,
      finish.exitCode,
    );
    report.run(id, pack({ report: finish.report, messages: finish.messages }));
    raw.run(id, pack(finish.raw));
    search.run(
      id,
      `${one.observable.value}\n${finish.sentence}\n${finish.searchText}`,
      `e${id % 10} o${id}`,
    );
  });
  const rate = await rateOf(made.length, async () => {
    made.forEach((one, index) => append(one, index + 1));
  });
  db.close();
  return rate;
}

async function rateOf(count: number, work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return (count * 1000) / (performance.now() - started);
}
