import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openForReading, openForWriting } from './connection.ts';

test('no connection trusts the schema of a file that somebody may have handed over', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'connection-'));
  const options = { file: join(folder, 'a.db'), busyTimeoutMs: 100 };
  const connections = [openForWriting(options), openForReading(options)];
  const told = connections.map((db) => [
    db.pragma('trusted_schema', { simple: true }),
    db.pragma('foreign_keys', { simple: true }),
  ]);
  for (const db of connections) db.close();
  await rm(folder, { recursive: true });
  expect(told).toEqual([
    [0, 1],
    [0, 1],
  ]);
});
