import { chmod, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { openBrowser } from './open-browser.ts';

/** In place of the desktop's own command: it writes down its arguments. */
const command = { linux: 'xdg-open', darwin: 'open' }[process.platform as 'linux' | 'darwin'];
let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'browser-'));
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true });
});

test.runIf(command !== undefined)(
  'the link reaches the browser in a file of this user, not among arguments that all can read',
  async () => {
    const told = join(folder, 'told');
    await writeFile(
      join(folder, command),
      `#!/bin/sh\necho "$@" > ${told}.new; mv ${told}.new ${told}\n`,
    );
    await chmod(join(folder, command), 0o700);
    vi.stubEnv('PATH', `${folder}:${process.env['PATH']}`);
    const link = 'http://127.0.0.1:1/#to"ken';
    await openBrowser(link, folder);
    const file = join(folder, 'open.html');
    await expect.poll(() => readFile(told, 'utf8').catch(() => '')).toBe(`file://${file}\n`);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(await readFile(file, 'utf8')).toContain('url=http://127.0.0.1:1/#to&quot;ken">');
  },
);
