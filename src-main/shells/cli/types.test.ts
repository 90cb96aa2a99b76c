import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';

/** Types of one's own on the command line, one after another on the same data. */
const script = fileURLToPath(new URL('./main.ts', import.meta.url));
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'flairbench-types-'));
});
afterAll(() => rm(folder, { recursive: true }));

type Result = { readonly code: unknown; readonly stdout: string; readonly stderr: string };

function run(...args: string[]): Promise<Result> {
  const words = ['--no-warnings', script, '--data-dir', join(folder, 'data'), ...args];
  return new Promise((resolve) => {
    execFile(process.execPath, words, { timeout: 20_000 }, (error, stdout, stderr) =>
      resolve({ code: error === null ? 0 : error.code, stdout, stderr }),
    );
  });
}

const text = 'see INC-4471 on https://tickets.evil.com/INC-9';

async function extracted(...options: string[]): Promise<string> {
  const file = join(folder, 'report.txt');
  await writeFile(file, text);
  return (await run('extract', file, ...options)).stdout;
}

test('without a data folder extract needs none and makes none', async () => {
  const finds = JSON.parse(await extracted('--json'));
  expect([finds.length, existsSync(join(folder, 'data'))]).toEqual([2, false]);
});

test('a type is defined, listed, tried, found and enriched, and removed', async () => {
  const added = await run(
    'types',
    'add',
    'ticket',
    'INC-\\d{1,6}',
    '--example',
    'INC-1',
    '--ignore-case',
  );
  expect(added).toEqual({ code: 0, stdout: '', stderr: '' });
  expect(JSON.parse((await run('types', 'list', '--json')).stdout)).toEqual([
    { name: 'ticket', pattern: 'INC-\\d{1,6}', example: 'INC-1', ignoreCase: true },
  ]);
  expect((await run('types', 'test', 'ticket', text)).stdout).toBe('inc-4471\ninc-9\n');
  const disguised = await run('types', 'test', 'ticket', 'see INC\u00ad-4471.');
  expect(disguised.stdout).toBe('inc-4471\n');

  const why = 'matches the type ticket';
  expect(JSON.parse(await extracted('--json'))).toMatchObject([
    { type: 'ticket', value: 'inc-4471', text: 'INC-4471', start: 4, end: 12, why },
    { type: 'url' },
    { type: 'domain', nestedIn: 1 },
    { type: 'ticket', value: 'inc-9' },
  ]);
  const lines = (await extracted()).trimEnd().split('\n');
  expect(lines.map((line) => line.split(/ {2,}/))).toEqual([
    ['ticket', 'inc-4471', why],
    ['url', 'https://tickets.evil.com/INC-9', expect.any(String)],
    ['domain', 'tickets.evil.com', expect.any(String), 'nested'],
    ['ticket', 'inc-9', why],
  ]);

  const refused = await run('enrich', '--type', 'ticket', 'evil.com');
  expect([refused.code, refused.stderr]).toEqual([
    1,
    '"evil.com" is no ticket: it does not match the pattern of that type.\n',
  ]);
  const untaken = await run('enrich', 'INC-4471');
  expect([untaken.code, untaken.stderr]).toEqual([
    1,
    'No enricher that starts by itself takes this type. Name one with --enricher.\n',
  ]);

  expect((await run('types', 'remove', 'ticket')).code).toBe(0);
  expect((await run('types', 'list')).stdout).toBe('');
}, 60_000);

test.each([
  [
    ['types', 'add', 'ticket', 'INC-\\d+', '--example', 'INC-1'],
    1,
    'Type "ticket": "+" at 7 repeats without end: write {1,64} instead.\n',
  ],
  [
    ['types', 'add', 'url', 'x', '--example', 'x'],
    1,
    'Type "url": "url" is built in: choose another name.\n',
  ],
  [['types', 'remove', 'gone'], 1, 'There is no type "gone" of your own.\n'],
  [['types', 'test', 'gone', 'x'], 1, 'There is no type "gone" of your own.\n'],
  [
    ['enrich', '--type', 'gone', 'x'],
    2,
    expect.stringMatching(/^"gone" is no type: use one of ipv4, .*\n$/),
  ],
])(
  '%j is refused',
  async (words, code, stderr) => {
    expect(await run(...words)).toEqual({ code, stdout: '', stderr });
  },
  20_000,
);
