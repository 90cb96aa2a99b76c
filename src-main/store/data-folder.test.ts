import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { prepareDataFolder } from './data-folder.ts';

/** The one thing that cannot be real here: a file system of that kind. */
vi.mock('node:fs', async (load) => ({
  ...(await load<typeof import('node:fs')>()),
  statfsSync: () => ({ type: 0x6969 }),
}));

test('a data folder on a network file system is refused before anything is written there', () => {
  const folder = mkdtempSync(join(tmpdir(), 'share-'));
  expect(() => prepareDataFolder(folder)).toThrow(
    expect.objectContaining({ code: 'STORE_NETWORK_FOLDER' }),
  );
  expect(readdirSync(folder)).toEqual([]);
  rmSync(folder, { recursive: true });
});
