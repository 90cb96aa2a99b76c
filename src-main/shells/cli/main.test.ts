import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';

/** The command as a process, from its sources. */
const script = fileURLToPath(new URL('./main.ts', import.meta.url));
let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'command-'));
});
afterEach(() => rm(folder, { recursive: true }));

function run(...args: string[]): Promise<{ code: unknown; stdout: string; stderr: string }> {
  return new Promise((resolve) => {
    const words = ['--no-warnings', script, '--data-dir', folder, ...args];
    // Killed is `null`: a command that does not come to its end by itself.
    execFile(
      process.execPath,
      words,
      { timeout: 10_000, killSignal: 'SIGKILL' },
      (error, stdout, stderr) => resolve({ code: error === null ? 0 : error.code, stdout, stderr }),
    );
  });
}

test.each([['runs', 'list'], ['serve']])(
  '%s ends where the host cannot be opened',
  async (...words) => {
    await mkdir(join(folder, 'flairbench.log'));
    const { code, stderr } = await run(...words);
    expect([code, stderr]).toEqual([1, expect.stringMatching(/^Flairbench failed: [^\n]+\n$/)]);
  },
);
