import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { openTestStore, temporaryFolder } from './fixtures/test-store.ts';

const script = fileURLToPath(new URL('./fixtures/write-forever.ts', import.meta.url));
const rounds = Number(process.env['FLAIRBENCH_KILLS'] ?? 5);

/** Lets a process write until it has reported `count` runs, then kills it in the middle of the next ones. */
async function killedWriter(folder: string, count: number): Promise<number[]> {
  const child = spawn(process.execPath, [script, folder], { stdio: ['ignore', 'pipe', 'inherit'] });
  const reported: number[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    if (line !== 'ready') reported.push(Number(line));
    if (reported.length >= count) child.kill('SIGKILL');
  }
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  expect(child.signalCode).toBe('SIGKILL');
  return reported;
}

test('kill -9 loses no finished run; what ran is interrupted, what was queued is offered', async () => {
  const folder = temporaryFolder();
  const everReported = new Set<number>();
  for (let round = 1; round <= rounds; round++) {
    for (const id of await killedWriter(folder, round * 7)) everReported.add(id);
    const store = await openTestStore({ folder });
    const { rows } = await store.reader.runs({ offset: 0, limit: 100_000 });
    const byId = new Map(rows.map((run) => [run.id, run]));
    const lost = [...everReported].filter((id) => byId.get(id)?.sentence !== `Run ${id}.`);
    const others = rows.filter(({ outcome }) => outcome !== 'ok');
    expect(lost).toEqual([]);
    expect(new Set(others.map(({ outcome, reason }) => `${outcome} ${reason}`))).toEqual(
      new Set(['interrupted process_ended']),
    );
    const last = Math.max(...everReported);
    expect((await store.reader.run(last))?.report?.title).toBe(`Report ${last}`);
    expect(
      (await store.reader.runs({ words: `number ${last}`, offset: 0, limit: 9 })).rows[0]?.id,
    ).toBe(last);

    const progress = await store.reader.progress(null);
    expect(progress).toMatchObject({ running: 0, queued: 0, waiting: 0 });
    expect(progress.resumable).toBeGreaterThanOrEqual(2);
    expect(await store.writer.claimRequests(10)).toEqual([]);
    if (round % 2 === 1) {
      expect(await store.writer.resumeLeftover()).toBe(progress.resumable);
      expect((await store.writer.claimRequests(100)).length).toBe(progress.resumable);
    } else {
      expect(await store.writer.discardLeftover()).toBe(progress.resumable);
      expect((await store.reader.progress(null)).resumable).toBe(0);
    }
    await store.close();
  }
}, 120_000);
