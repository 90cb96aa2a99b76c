import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer, text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import * as z from 'zod';

/** The commands that take a text, as processes: bytes in, bytes out. */
const script = fileURLToPath(new URL('./main.ts', import.meta.url));
let folder: string;
vi.setConfig({ testTimeout: 60_000 });
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'flairbench-extract-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function run(input: Buffer | string, ...args: string[]) {
  const words = ['--no-warnings', script, '--data-dir', join(folder, 'data'), ...args];
  const child = spawn(process.execPath, words, { timeout: 60_000 });
  child.stdin.on('error', () => {}).end(input);
  const ended = new Promise((resolve) => child.on('close', resolve));
  const [stdout, stderr] = await Promise.all([buffer(child.stdout), text(child.stderr)]);
  return { code: await ended, stdout, stderr };
}

const findsSchema = z.array(z.object({ value: z.string(), start: z.number(), end: z.number() }));
const findsIn = (stdout: Buffer) => findsSchema.parse(JSON.parse(stdout.toString()));

const mail = 'Received: from a\r\nFrom: x@evil.example\r\n\r\n<html>185.220.101.34';
const page = '<html><p>&nbsp;185.220.101.34 <a href="http://evil.com/">x</a>';

test.each([
  ['a mail', mail],
  ['a page', page],
])('%s over standard input stays as it is, and finds lie where it says', async (_what, given) => {
  const { stdout } = await run(given, 'extract', '--json');
  const found = findsIn(stdout).find(({ value }) => value === '185.220.101.34');
  expect(given.slice(found?.start, found?.end)).toBe('185.220.101.34');
});

test('the text of a page is printed as the finds count in it', async () => {
  const file = join(folder, 'page.html');
  await writeFile(file, page);
  const [listed, shown] = await Promise.all([
    run('', 'extract', file, '--json'),
    run('', 'extract', file, '--text'),
  ]);
  const finds = findsIn(listed.stdout);
  const whole = shown.stdout.toString();
  expect(finds.map(({ start, end }) => whole.slice(start, end))).toEqual(
    expect.arrayContaining(['185.220.101.34', 'http://evil.com/']),
  );
  expect(await run('', 'extract', file, '--json', '--text')).toMatchObject({ code: 2 });
});

test('a text larger than a paste is listed to its end, as one JSON document', async () => {
  const file = join(folder, 'large.txt');
  await writeFile(file, `${'\n'.repeat(51 * 1024 * 1024)}${'185.220.101.34 '.repeat(20_001)}`);
  const { code, stdout, stderr } = await run('', 'extract', file, '--json');
  expect({ code, finds: findsIn(stdout).length, stderr }).toEqual({
    code: 0,
    finds: 20_001,
    stderr: '',
  });
});

test('a text that is no UTF-8 keeps its bytes when it is rewritten', async () => {
  const bytes = Buffer.from('caf\xe9 \x93evil.com\x94 \x81', 'latin1');
  const { stdout } = await run(bytes, 'defang', '--style', 'brackets');
  expect(stdout.toString('latin1')).toBe('caf\xe9 \x93evil[.]com\x94 \x81');
});

test.each([
  ['a program', Buffer.from('MZ\0\0\0\nevil.com\n')],
  ['a PDF', Buffer.from('%PDF-1.7\nevil.com\n')],
  ['an archive', Buffer.from('PK\x03\x04\nevil.com\n')],
])('%s holds no values to enrich', async (_what, given) => {
  const { code, stderr } = await run(given, 'enrich', '-');
  expect([code, stderr]).toEqual([
    1,
    'Standard input is a file, not values one a line. Look what stands in it with extract.\n',
  ]);
});
