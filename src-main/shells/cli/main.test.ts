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

const escape = String.fromCharCode(0x9b);

test('what stood in a file does not reach the terminal as a command to it', async () => {
  const hostile = `\x1b]0;owned\x07${escape}31m\u202e evil`;
  const { code, stderr } = await run('enrich', hostile);
  expect([code, stderr]).toEqual([1, expect.not.stringMatching(/[^\P{Cc}\n]|\p{Bidi_Control}/u)]);
  const found = await run('enrich', '--type', 'phrase', `a${escape}31m`, '--json');
  expect(found.stdout + found.stderr).not.toContain(escape);
});

test.each([['runs', 'list'], ['serve']])(
  '%s ends where the host cannot be opened',
  async (...words) => {
    await mkdir(join(folder, 'flairbench.log'));
    const { code, stderr } = await run(...words);
    expect([code, stderr]).toEqual([1, expect.stringMatching(/^Flairbench failed: [^\n]+\n$/)]);
  },
);
