import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import * as z from 'zod';
import { checkFolder } from './closed-folder.ts';
import {
  finished,
  newRun,
  openTestStore,
  request,
  temporaryFolder,
} from './fixtures/test-store.ts';
import { thisProcess } from './owner-process.ts';
import type { Store } from './store.ts';
import { backupFolderName, databaseName } from './store-failures.ts';
import { startWorker } from './worker-client.ts';
import { workerUrl } from './worker-url.ts';
import type { WriterData } from './writer.worker.ts';

const script = fileURLToPath(new URL('./fixtures/write-forever.ts', import.meta.url));
/** Half of them kill the process, half the thread that writes. What lands is tried more often than each change. */
const rounds = Number(process.env['FLAIRBENCH_CRASH_ROUNDS'] ?? 20) / 2;
const whole = { offset: 0, limit: 1_000_000 };

/** Lets a process write until it has reported some runs, then kills it in the middle of the next ones. */
async function killedWriter(folder: string): Promise<number[]> {
  const child = spawn(process.execPath, [script, folder], { stdio: ['ignore', 'pipe', 'inherit'] });
  const reported: number[] = [];
  const most = Math.floor(Math.random() * 20);
  for await (const line of createInterface({ input: child.stdout })) {
    if (line !== 'ready') reported.push(Number(line));
    if (reported.length >= most) setTimeout(() => child.kill('SIGKILL'), Math.random() * 5);
  }
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  expect(child.signalCode).toBe('SIGKILL');
  return reported;
}

/** Those of the runs that are not there as they were reported. */
async function lostOf({ reader }: Store, reported: readonly number[]): Promise<number[]> {
  const { rows } = await reader.runs(whole);
  const sentences = new Map(rows.map(({ id, sentence }) => [id, sentence]));
  return reported.filter((id) => sentences.get(id) !== `Run ${id}.`);
}

test(
  'kill -9 loses no finished run; what ran is interrupted, what was queued is offered',
  async () => {
    const folder = temporaryFolder();
    const reported: number[] = [];
    for (let round = 0; round < rounds; round += 1) reported.push(...(await killedWriter(folder)));
    const store = await openTestStore({ folder });
    expect(await lostOf(store, reported)).toEqual([]);
    const { rows } = await store.reader.runs(whole);
    const others = rows.filter(({ outcome }) => outcome !== 'ok');
    expect(new Set(others.map(({ outcome, reason }) => `${outcome} ${reason}`))).toEqual(
      new Set(['interrupted process_ended']),
    );
    const last = Math.max(...reported);
    expect((await store.reader.run(last))?.report?.title).toBe(`Report ${last}`);
    const found = await store.reader.runs({ ...whole, words: `number ${last}` });
    expect(found.rows[0]?.id).toBe(last);

    const progress = await store.reader.progress(null);
    expect(progress).toMatchObject({ running: 0, queued: 0, waiting: 0 });
    expect(progress.resumable).toBeGreaterThanOrEqual(2);
    expect(await store.writer.claimRequests(10)).toEqual([]);
    expect(await store.writer.resumeLeftover()).toBe(progress.resumable);
    expect((await store.writer.claimRequests(1000)).length).toBe(progress.resumable);
    await store.close();
    expect(checkFolder(folder)).toEqual([]);
  },
  rounds * 20_000,
);

test(
  'a thread that is ended while it writes loses nothing it has answered, and does nothing by half',
  async () => {
    const folder = temporaryFolder();
    const store = await openTestStore({ folder });
    const observable = await store.writer.saveObservable(
      { type: 'domain', value: 'a.example' },
      null,
    );
    const answered: number[] = [];
    let owner: number | null = null;
    for (let round = 0; round < rounds; round += 1) {
      const now = () => '2026-11-20T12:00:00.000Z';
      const thread = startWorker({
        url: workerUrl('writer'),
        now,
        workerData: (): WriterData => ({
          file: join(folder, databaseName),
          backupFolder: join(folder, backupFolderName),
          busyTimeoutMs: 5000,
          maxPageCount: undefined,
          process: thisProcess(),
          owner,
          now: now(),
        }),
      });
      owner = Number(await thread.ready);
      const runOne = async () => {
        const asked = await thread.call('addRequests', [[request(observable.id)]]);
        const [requestId = 0] = z.array(z.number()).parse(asked);
        const runId = Number(await thread.call('startRun', [newRun(requestId)]));
        await thread.call('finishRun', [finished(runId, { sentence: `Run ${runId}.` })]);
        answered.push(runId);
      };
      const runs = Array.from({ length: 30 }, runOne);
      const work = Promise.allSettled(runs);
      // Now and then late enough for an answer, however slow the machine is.
      if (round % 2 === 0) await Promise.any(runs);
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 25));
      await thread.end();
      await work;
    }
    expect(answered.length).toBeGreaterThan(0);
    expect(await lostOf(store, answered)).toEqual([]);
    const { rows } = await store.reader.runs(whole);
    const reports = await Promise.all(rows.map(({ id }) => store.reader.run(id)));
    expect(reports.filter((run) => run?.outcome === 'ok' && run.report === null)).toEqual([]);
    await store.close();
    expect(checkFolder(folder)).toEqual([]);
  },
  rounds * 20_000,
);
