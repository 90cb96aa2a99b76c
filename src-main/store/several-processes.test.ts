import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test, vi } from 'vitest';
import { openTestStore, request, temporaryFolder } from './fixtures/test-store.ts';

const script = fileURLToPath(new URL('./fixtures/other-process.ts', import.meta.url));

async function otherProcess(folder: string) {
  const child = spawn(process.execPath, [script, folder], { stdio: ['pipe', 'pipe', 'inherit'] });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  const [line] = await once(child.stdout, 'data');
  expect(String(line)).toBe('ready\n');
  return child;
}

test("another process's writes are heard of, our own and heartbeats are not", async () => {
  const folder = temporaryFolder();
  const ours = await openTestStore({ folder });
  const heard = vi.fn();
  const stop = ours.onForeignChange(heard);
  const beating = await openTestStore({ folder, heartbeatMs: 50 });
  await ours.writer.setDocument('ours', 1);
  expect(await beating.writer.claimRequests(1)).toEqual([]);
  await setTimeout(800);
  expect(heard).not.toHaveBeenCalled();
  const child = await otherProcess(folder);
  await vi.waitFor(() => expect(heard).toHaveBeenCalled(), 5000);
  child.stdin.write('write\n');
  await vi.waitFor(async () => expect(await ours.reader.document('theirs')).toBe('changed'), 5000);
  stop();
});

test("a living process's requests are left alone, and offered once it is gone", async () => {
  const folder = temporaryFolder();
  const ours = await openTestStore({ folder });
  const child = await otherProcess(folder);
  expect(await ours.writer.claimRequests(10)).toEqual([]);
  expect(await ours.reader.progress(null)).toMatchObject({ queued: 1, resumable: 0 });
  const second = await openTestStore({ folder });
  expect(await second.reader.progress(null)).toMatchObject({ queued: 1, resumable: 0 });
  child.kill('SIGKILL');
  await once(child, 'exit');
  await openTestStore({ folder });
  expect(await ours.reader.progress(null)).toMatchObject({ queued: 0, resumable: 1 });
  expect(await ours.writer.resumeLeftover()).toBe(1);
  expect(await second.writer.resumeLeftover()).toBe(0);
  expect(await ours.writer.claimRequests(10)).toMatchObject([{ enricherId: 'their:enricher' }]);
});

test('a process that dies while the folder is open elsewhere is noticed there', async () => {
  const folder = temporaryFolder();
  const ours = await openTestStore({ folder, heartbeatMs: 100 });
  const child = await otherProcess(folder);
  // What the child did at its start is told, too, and is not what is waited for.
  await setTimeout(500);
  const heard = vi.fn();
  ours.onForeignChange(heard);
  child.kill('SIGKILL');
  await once(child, 'exit');
  await vi.waitFor(
    async () => expect(await ours.reader.progress(null)).toMatchObject({ queued: 0, resumable: 1 }),
    5000,
  );
  await vi.waitFor(() => expect(heard).toHaveBeenCalled(), 5000);
});

test('closing offers what was still queued and interrupts what still ran', async () => {
  const folder = temporaryFolder();
  const first = await openTestStore({ folder });
  const { id } = await first.writer.saveObservable({ type: 'domain', value: 'a.example' }, null);
  const ids = await first.writer.addRequests([request(id), request(id)]);
  await first.writer.claimRequests(1);
  await first.close();
  const { reader, writer } = await openTestStore({ folder });
  expect(await reader.requests(ids)).toMatchObject([
    { state: 'done', outcome: 'interrupted', reason: 'process_ended', runId: null },
    { state: 'queued' },
  ]);
  expect(await reader.progress(null)).toMatchObject({ total: 0, resumable: 2, interrupted: 1 });
  expect(await writer.resumeLeftover()).toBe(2);
  expect(await writer.claimRequests(9)).toHaveLength(2);
});

test('a new folder may be opened by several at the same moment', async () => {
  const folder = temporaryFolder();
  const stores = await Promise.all([1, 2, 3].map(() => openTestStore({ folder })));
  await Promise.all(stores.map(({ writer }, index) => writer.setDocument(`by ${index}`, index)));
  const [first] = stores;
  expect(
    await Promise.all([0, 1, 2].map((index) => first?.reader.document(`by ${index}`))),
  ).toEqual([0, 1, 2]);
});

test('a closed store answers nothing any more, and may be closed again', async () => {
  const store = await openTestStore();
  await Promise.all([store.close(), store.close()]);
  await store.close();
  await expect(store.reader.document('x')).rejects.toMatchObject({ code: 'UNAVAILABLE' });
  await expect(store.reader.tableRests(1)).rejects.toMatchObject({ code: 'UNAVAILABLE' });
  await expect(store.writer.setDocument('x', 1)).rejects.toMatchObject({ code: 'UNAVAILABLE' });
});
