import { expect, onTestFinished, test } from 'vitest';
import { startWorker } from './worker-client.ts';

test('a thread that dies fails what it was asked, is started again, and is given up when it cannot open', async () => {
  let starts = 0;
  const client = startWorker({
    url: new URL('./fixtures/dying.worker.ts', import.meta.url),
    workerData: () => ++starts,
    now: () => '2026-11-20T10:00:00.000Z',
  });
  onTestFinished(() => client.close('start').catch(() => {}));
  expect([await client.ready, await client.call('start', [])]).toEqual(['ready', 1]);
  const hanging = client.call('hang', []);
  const dying = client.call('die', []);
  expect(await Promise.allSettled([hanging, dying])).toMatchObject([
    { status: 'rejected', reason: { code: 'UNAVAILABLE' } },
    { status: 'rejected', reason: { code: 'UNAVAILABLE' } },
  ]);
  expect(await client.call('start', [])).toBe(2);
  await expect(client.call('die', [])).rejects.toMatchObject({ code: 'UNAVAILABLE' });
  await expect(client.call('start', [])).rejects.toMatchObject({ code: 'STORE_CORRUPT' });
  expect(starts).toBe(3);
});
