import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openLog } from './log.ts';

test('nobody else may read the log', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'log-'));
  const log = openLog(folder);
  log.report(new Error('a bug'), 'testing');
  log.close();
  expect((await stat(join(folder, 'flairbench.log'))).mode & 0o077).toBe(0);
  await rm(folder, { recursive: true });
});
