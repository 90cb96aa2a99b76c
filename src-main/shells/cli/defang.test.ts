import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';

/** `defang` and `refang` as filters: text in, text out. */
const script = fileURLToPath(new URL('./main.ts', import.meta.url));
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'flairbench-defang-'));
});
afterAll(() => rm(folder, { recursive: true }));

type Result = { readonly code: unknown; readonly stdout: string; readonly stderr: string };

function run(input: string, ...args: string[]): Promise<Result> {
  const words = ['--no-warnings', script, '--data-dir', join(folder, 'data'), ...args];
  return new Promise((resolve) => {
    const child = execFile(process.execPath, words, { timeout: 20_000 }, (error, stdout, stderr) =>
      resolve({ code: error === null ? 0 : error.code, stdout, stderr }),
    );
    child.stdin?.end(input);
  });
}

const live = '\ufeffsee https://Evil.com/a.html,\r\n1.2.3.4:80 and joe@evil.com \x1b[0m';

test.each([
  ['brackets', 'see hxxps://Evil[.]com/a.html,\r\n1[.]2[.]3[.]4:80 and joe[@]evil[.]com'],
  ['full-brackets', 'see hxxps[://]Evil[.]com/a.html,\r\n1[.]2[.]3[.]4:80 and joe[@]evil[.]com'],
  ['last-dot', 'see hxxps://Evil[.]com/a.html,\r\n1.2.3[.]4:80 and joe@evil[.]com'],
  ['parentheses', 'see hxxps://Evil(.)com/a.html,\r\n1(.)2(.)3(.)4:80 and joe(@)evil(.)com'],
  ['words', 'see hxxps://Evil[dot]com/a.html,\r\n1[dot]2[dot]3[dot]4:80 and joe[at]evil[dot]com'],
])(
  'defang --style %s rewrites what is found, refang undoes it, to the letter',
  async (style, shown) => {
    const defanged = await run(live, 'defang', '-', '--style', style);
    expect(defanged).toEqual({ code: 0, stdout: `\ufeff${shown} \x1b[0m`, stderr: '' });
    expect(await run(defanged.stdout, 'refang')).toEqual({ code: 0, stdout: live, stderr: '' });
  },
);

test('a file keeps its markup, and no data folder is made', async () => {
  const file = join(folder, 'page.html');
  await writeFile(file, '<a href="http://evil.com/">1.2.3.4</a>');
  expect(await run('', 'defang', file)).toMatchObject({
    code: 0,
    stdout: '<a href="hxxp://evil[.]com/">1[.]2[.]3[.]4</a>',
  });
  expect(existsSync(join(folder, 'data'))).toBe(false);
});

test.each([
  ['a style that is none', 2, ['defang', '--style', 'x'], /Allowed choices are brackets/],
  ['a file that is not there', 1, ['refang', '/nonexistent'], /there is no such file/],
  ['what is no text', 1, ['defang', process.execPath], /holds no plain text/],
  ['binary standard input', 1, ['defang', '-'], /^standard input holds no plain text/],
] as const)('%s ends with %i and one line', async (_name, code, args, says) => {
  const ended = await run('\0', ...args);
  expect(ended).toEqual({ code, stdout: '', stderr: expect.stringMatching(says) });
  expect(ended.stderr.trimEnd().split('\n')).toHaveLength(1);
});

test.each([
  ['', /^There is nothing in standard input\.\n$/],
  ['MZ\0\x01', /^Its contents were not read/],
])('extract says on stderr what there is to know of %j', async (input, says) => {
  expect(await run(input, 'extract', '-')).toMatchObject({
    code: 0,
    stderr: expect.stringMatching(says),
  });
});
