import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Database from 'better-sqlite3';
import { expect, onTestFinished, test } from 'vitest';
import { checkFolder } from './closed-folder.ts';
import {
  findsOf,
  openTestStore,
  paste,
  runOnce,
  savedPaste,
  temporaryFolder,
} from './fixtures/test-store.ts';
import { databaseName } from './store-failures.ts';

/** A folder with a store of some size in it, closed. */
async function filledFolder(): Promise<{ folder: string; file: string }> {
  const folder = temporaryFolder();
  const store = await openTestStore({ folder });
  const { observables } = await savedPaste(
    store,
    paste(findsOf(...Array.from({ length: 300 }, (_, index) => `domain:host-${index}.example`))),
  );
  await Promise.all(observables.slice(0, 50).map(({ id }) => runOnce(store, id)));
  await store.close();
  return { folder, file: join(folder, databaseName) };
}

/** As a process leaves it that was killed: its owner row stays. */
function leaveDeadOwner(file: string): void {
  const db = new Database(file);
  db.prepare(
    "INSERT INTO owners (pid, process_started, heartbeat) VALUES (999999999, '1', '2026-11-20T00:00:00.000Z')",
  ).run();
  db.close();
}

function overwrite(file: string, from: number, length: number): void {
  const bytes = readFileSync(file);
  bytes.fill(0xa5, from, from + length);
  writeFileSync(file, bytes);
}

const pageSize = 4096;
const damages = [
  { what: 'is no database', harm: (file: string) => writeFileSync(file, 'x'.repeat(9000)) },
  { what: 'has a destroyed header', harm: (file: string) => overwrite(file, 0, 100) },
  { what: 'was cut in half', harm: (file: string) => truncateSync(file, pageSize * 20) },
  { what: 'was cut within its first page', harm: (file: string) => truncateSync(file, 1000) },
  {
    what: 'has lost every page but the first',
    harm: (file: string) => overwrite(file, pageSize, statSync(file).size - pageSize),
  },
  {
    what: 'has one flipped page after a crash',
    harm: (file: string) => {
      leaveDeadOwner(file);
      overwrite(file, pageSize * 30, pageSize);
    },
  },
];

test.each(damages)('a file that $what is refused and left as it is', async ({ harm }) => {
  const { folder, file } = await filledFolder();
  harm(file);
  const before = readFileSync(file);
  await expect(openTestStore({ folder })).rejects.toMatchObject({
    code: 'STORE_CORRUPT',
    message: expect.stringContaining('check --repair'),
  });
  expect(readFileSync(file).equals(before)).toBe(true);
});

test('a flipped page that nobody noticed fails the calls that meet it, with a sentence', async () => {
  const { folder, file } = await filledFolder();
  const db = new Database(file, { readonly: true });
  const page = Number(
    db.prepare("SELECT rootpage FROM sqlite_schema WHERE name = 'paste_texts'").pluck().get(),
  );
  db.close();
  overwrite(file, (page - 1) * pageSize, pageSize);
  const { reader } = await openTestStore({ folder });
  await expect(reader.paste(1)).rejects.toMatchObject({ code: 'STORE_CORRUPT' });
  expect((await reader.pastes({ offset: 0, limit: 10 })).total).toBe(1);
});

test('a file of a newer version is refused and left as it is', async () => {
  const { folder, file } = await filledFolder();
  const db = new Database(file);
  db.pragma('user_version = 99');
  db.close();
  const before = readFileSync(file);
  await expect(openTestStore({ folder })).rejects.toMatchObject({
    code: 'STORE_TOO_NEW',
    message: expect.stringContaining('version 99'),
  });
  expect(readFileSync(file).equals(before)).toBe(true);
});

test('a locked file is waited for, then told; nothing is lost when the lock goes', async () => {
  const { folder, file } = await filledFolder();
  const store = await openTestStore({ folder, busyTimeoutMs: 100 });
  const other = new Database(file);
  other.exec('BEGIN IMMEDIATE');
  await expect(store.writer.setDocument('a', 1)).rejects.toMatchObject({ code: 'STORE_LOCKED' });
  await expect(openTestStore({ folder, busyTimeoutMs: 100 })).rejects.toMatchObject({
    code: 'STORE_LOCKED',
  });
  expect((await store.reader.runs({ offset: 0, limit: 1 })).total).toBe(50);
  other.exec('ROLLBACK');
  other.close();
  await store.writer.setDocument('a', 1);
  expect(await store.reader.document('a')).toBe(1);
});

test('a full disk refuses what does not fit; all that was finished stays', async () => {
  const folder = temporaryFolder();
  const store = await openTestStore({ folder, maxPageCount: 100 });
  const { id } = await store.writer.saveObservable({ type: 'domain', value: 'a.example' }, null);
  const done: number[] = [];
  const fill = async () => {
    for (;;) {
      const raw = {
        stdout: Math.random().toString().repeat(9),
        stderr: '',
        stdoutCut: false,
        stderrCut: false,
      };
      done.push(await runOnce(store, id, { finish: { raw } }));
    }
  };
  await expect(fill()).rejects.toMatchObject({ code: 'STORE_FULL' });
  await store.close();
  const again = await openTestStore({ folder });
  const { rows } = await again.reader.runs({ offset: 0, limit: 1000 });
  const ok = rows.filter(({ outcome }) => outcome === 'ok').map((run) => run.id);
  expect(ok.toReversed()).toEqual(done);
  expect(done.length).toBeGreaterThan(10);
});

test.runIf(process.platform !== 'win32')(
  'a disk that takes no more bytes in the middle of a write loses nothing that was answered',
  async () => {
    const folder = temporaryFolder();
    const script = fileURLToPath(new URL('./fixtures/write-forever.ts', import.meta.url));
    // Files of this process end at 2 MB: the system refuses the rest of a write, as a full disk does.
    const limited = `ulimit -f 4096 && exec "${process.execPath}" "${script}" "${folder}"`;
    const child = spawnSync('sh', ['-c', limited], { encoding: 'utf8', timeout: 60_000 });
    const reported = child.stdout.split('\n').slice(1, -1).map(Number);
    expect(child.stderr).toMatch(/STORE_FULL|UNAVAILABLE/);
    expect(reported.length).toBeGreaterThan(10);
    const store = await openTestStore({ folder });
    const { rows } = await store.reader.runs({ offset: 0, limit: 100_000 });
    const sentences = new Map(rows.map(({ id, sentence }) => [id, sentence]));
    expect(reported.filter((id) => sentences.get(id) !== `Run ${id}.`)).toEqual([]);
    await store.close();
    expect(checkFolder(folder)).toEqual([]);
  },
  90_000,
);

test('a copy of the file that was made while it was written to is whole, or refused', async () => {
  const folder = temporaryFolder();
  const store = await openTestStore({ folder });
  const { id } = await store.writer.saveObservable({ type: 'domain', value: 'a.example' }, null);
  const done: number[] = [];
  for (let round = 0; round < 10; round += 1) {
    const writing = Promise.all(Array.from({ length: 20 }, () => runOnce(store, id)));
    const before = [...done];
    const copy = temporaryFolder();
    for (const name of readdirSync(folder))
      cpSync(join(folder, name), join(copy, name), { recursive: true });
    done.push(...(await writing));
    try {
      const copied = await openTestStore({ folder: copy });
      const { rows } = await copied.reader.runs({ offset: 0, limit: 1000 });
      const there = new Set(rows.map((run) => run.id));
      expect(before.filter((run) => !there.has(run))).toEqual([]);
      await copied.close();
      expect(checkFolder(copy)).toEqual([]);
    } catch (error) {
      expect(error).toMatchObject({ code: 'STORE_CORRUPT' });
    }
  }
  expect((await store.reader.runs({ offset: 0, limit: 1 })).total).toBe(200);
});

test('a clock that jumps back loses nothing, neither now nor by retention', async () => {
  const folder = temporaryFolder();
  let time = '2026-11-20T09:00:00.000Z';
  const store = await openTestStore({ folder, now: () => time });
  const { id } = await store.writer.saveObservable({ type: 'domain', value: 'a.example' }, null);
  const first = await runOnce(store, id, { run: { startedAt: time } });
  time = '2019-01-01T00:00:00.000Z';
  const second = await runOnce(store, id, { run: { startedAt: time } });
  const flair = await store.reader.flair(id);
  expect(flair).toMatchObject({
    firstSeen: '2026-11-20T09:00:00.000Z',
    lastSeen: '2026-11-20T09:00:00.000Z',
    enrichments: [{ newest: { id: second }, newestGood: { id: second }, previousGoodId: first }],
  });
  const before = '2018-12-31T00:00:00.000Z';
  expect(await store.writer.retain({ before, mostBytes: null, from: 0, limit: 10 })).toEqual({
    removed: 0,
    next: null,
  });
  await store.close();
  const again = await openTestStore({ folder, now: () => time });
  expect((await again.reader.runs({ offset: 0, limit: 9 })).rows.map((run) => run.id)).toEqual([
    second,
    first,
  ]);
});

test.runIf(process.platform === 'linux')(
  'a folder that cannot be made is refused at once',
  async () => {
    await expect(openTestStore({ folder: '/proc/none/data' })).rejects.toMatchObject({
      code: 'STORE_READ_ONLY',
    });
  },
);

test('only its owner can read the folder and the files in it', async () => {
  const folder = join(temporaryFolder(), 'new', 'data');
  await openTestStore({ folder });
  const modes = [folder, join(folder, databaseName), join(folder, `${databaseName}-wal`)].map(
    (path) => statSync(path).mode & 0o777,
  );
  expect(modes).toEqual([0o700, 0o600, 0o600]);
});

test('a folder without the right to write is refused: itself, one to be made in it, its file', async (context) => {
  // Root may write everywhere: there a child without that power opens the folders.
  const asNobody = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};
  const script = fileURLToPath(new URL('./fixtures/other-process.ts', import.meta.url));
  const open = (folder: string) =>
    spawnSync(process.execPath, [script, folder], { ...asNobody, input: '', encoding: 'utf8' });
  const parent = temporaryFolder();
  const data = join(parent, 'data');
  mkdirSync(data);
  const { folder, file } = await filledFolder();
  chmodSync(folder, 0o777);
  chmodSync(file, 0o444);
  chmodSync(data, 0o555);
  chmodSync(parent, 0o555);
  onTestFinished(() => chmodSync(parent, 0o755));
  const answers = [data, join(parent, 'to-be-made'), folder].map(open);
  context.skip(
    answers.some(({ stderr }) => stderr.includes('Cannot find module')),
    'The project lies where a user without power cannot read it.',
  );
  expect(answers.map(({ stdout }) => stdout)).toEqual(Array(3).fill('STORE_READ_ONLY\n'));
});
