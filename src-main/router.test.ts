import { call } from '@orpc/server';
import { expect, test } from 'vitest';
import { Failure } from './contract/failure.ts';
import { createRouter } from './router.ts';
import type { Workbench } from './workbench.ts';

/** A workbench of which one call breaks. */
async function answerTo(error: Error) {
  const reported: unknown[] = [];
  const router = createRouter({
    workbench: { progress: () => Promise.reject(error) } as unknown as Workbench,
    oneTimeLink: () => '',
    report: (bug) => reported.push(bug),
  });
  const { code, message } = await call(router.queue.progress, { pasteId: null }).then(
    () => ({ code: 'ok', message: '' }),
    (thrown: { code: string; message: string }) => thrown,
  );
  return { code, message, reported: reported.length };
}

test('an expected failure crosses with its code and its sentence', async () => {
  expect(await answerTo(new Failure('STORE_LOCKED', 'Close the other program.'))).toEqual({
    code: 'STORE_LOCKED',
    message: 'Close the other program.',
    reported: 0,
  });
});

test('of a bug nothing crosses but where its details are', async () => {
  expect(await answerTo(new Error('cannot open /home/alice/key'))).toEqual({
    code: 'INTERNAL_SERVER_ERROR',
    message: 'Flairbench failed at this. The log in the data folder has the details.',
    reported: 1,
  });
});
