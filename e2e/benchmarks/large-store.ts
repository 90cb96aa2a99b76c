import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { zstdCompressSync } from 'node:zlib';
import { type Connection, openForWriting } from '../../src-main/store/connection.ts';
import { applyMigrations, migrate } from '../../src-main/store/migrate.ts';
import { migrations } from '../../src-main/store/migrations/migrations.ts';
import { thisProcess } from '../../src-main/store/owner-process.ts';
import { createOwners } from '../../src-main/store/owners.ts';
import { pack } from '../../src-main/store/packed-json.ts';
import { databaseName } from '../../src-main/store/store-failures.ts';
import { createRunEnd } from '../../src-main/store/write/run-end.ts';
import { createWriter } from '../../src-main/store/write/writer.ts';
import { madeUpRun } from './made-up-runs.ts';

const storeSizes = [10_000, 100_000, 1_000_000] as const;
const runsATransaction = 5000;
// Building takes minutes: not in the project, where installing its packages anew would take it along.
const shelf = join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'flairbench-bench');

export type LargeStore = {
  readonly folder: string;
  readonly runs: number;
  /** of one run, on average, compressed by itself: its report, what it printed, and the bytes of its report as JSON */
  readonly packedBytes: number;
  readonly reportBytes: number;
};

/** Stores of ten thousand, a hundred thousand and a million runs: built once, and brought to the tables of today. */
export async function largeStores(): Promise<LargeStore[]> {
  const hash = createHash('sha256')
    .update(await readFile(join(import.meta.dirname, 'made-up-runs.ts')))
    .update(pack(madeUpRun(0).finish));
  const folder = join(shelf, hash.digest('hex').slice(0, 12));
  if (!existsSync(folder)) {
    await rm(shelf, { recursive: true, force: true });
    const building = join(shelf, 'building');
    await build(building);
    await rename(building, folder);
  }
  return Promise.all(
    storeSizes.map(async (runs) => {
      const place = join(folder, String(runs));
      bringUpToDate(join(place, databaseName));
      const sizes = await readFile(join(place, 'sizes.json'), 'utf8');
      return { folder: place, runs, ...JSON.parse(sizes) };
    }),
  );
}

/** As opening it does, but without the backup: what is lost here is made again. */
function bringUpToDate(file: string): void {
  const db = openForWriting({ file, busyTimeoutMs: 5000 });
  db.pragma('synchronous = OFF');
  db.transaction(() => applyMigrations(db, migrations))();
  db.close();
}

/** With the writer's own statements; only that thousands of runs share a commit, and none of them waits for a disk. */
async function build(folder: string): Promise<void> {
  const last = storeSizes.at(-1) ?? 0;
  const work = join(folder, String(last));
  await mkdir(work, { recursive: true });
  const db = openForWriting({ file: join(work, databaseName), busyTimeoutMs: 5000 });
  db.pragma('synchronous = OFF');
  db.pragma('cache_size = -262144');
  migrate(db, { migrations, backupFolder: work, now: '' });
  const append = db.transaction(appender(db));
  const sizes = { packed: 0, report: 0 };
  for (let from = 0; from < last; from += runsATransaction) {
    const { packed, report } = append(from, runsATransaction);
    sizes.packed += packed;
    sizes.report += report;
    const runs = from + runsATransaction;
    const means = { packedBytes: sizes.packed / runs, reportBytes: sizes.report / runs };
    if (runs % 100_000 === 0) process.stderr.write(`  ${runs.toLocaleString('en')} runs stored\n`);
    if (!storeSizes.some((size) => size === runs)) continue;
    const place = join(folder, String(runs));
    if (runs < last) {
      await mkdir(place);
      db.pragma('wal_checkpoint(TRUNCATE)');
      await db.backup(join(place, databaseName));
    }
    await writeFile(join(place, 'sizes.json'), JSON.stringify(means));
  }
  db.pragma('wal_checkpoint(TRUNCATE)');
  db.close();
}

const compressed = (value: unknown) => zstdCompressSync(JSON.stringify(value)).length;

function appender(db: Connection) {
  let time = '';
  const now = () => time;
  const recordRunEnd = createRunEnd(db);
  const owner = createOwners(db, now, recordRunEnd).join(thisProcess());
  const writer = createWriter(db, { owner, now, recordRunEnd, hash: (value) => value });
  return (from: number, count: number) => {
    let packed = 0;
    let report = 0;
    for (let index = from; index < from + count; index += 1) {
      const { observable, request, run, finish } = madeUpRun(index);
      time = run.startedAt;
      const { id } = writer.saveObservable(observable, null);
      const [requestId = 0] = writer.addRequests([{ ...request, observableId: id }]);
      const runId = writer.startRun({ ...run, requestId });
      writer.finishRun({ ...finish, runId });
      if (index % 100 !== 0) continue;
      const body = { report: finish.report, messages: finish.messages };
      packed += (compressed(body) + compressed(finish.raw)) * 100;
      report += JSON.stringify(finish.report).length * 100;
    }
    return { packed, report };
  };
}
