import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { Failure } from '../contract/failure.ts';
import { docxOf, drawn, paragraph, pdfOf, zipOf } from '../documents/fixtures/files.ts';
import { createIsolation } from '../processes/isolation.ts';
import type { IsolationReport } from '../processes/isolation-report.ts';
import { createLauncher } from '../processes/launcher.ts';
import { findNodeBinary } from '../processes/node-binary.ts';
import { createDocumentDesk } from './documents.ts';

const options = {
  node: findNodeBinary({ ...process, environment: process.env }),
  environment: process.env,
  platform: process.platform,
};
const walls = createIsolation(options);
const noWalls = async (): Promise<IsolationReport> => ({ bubblewrap: null, capabilities: [] });
const { bubblewrap } = await walls();
const fixture = {
  script: fileURLToPath(new URL('./fixtures/reader.mjs', import.meta.url)),
  readPaths: [],
};

const deskIn = (isolation: typeof walls, timeoutMs = 20_000) =>
  createDocumentDesk({ launcher: createLauncher({ ...options, isolation }), timeoutMs });

/** What the desk makes of a reader that misbehaves: its text, its note, or the code and sentence of the failure. */
function readBy(
  behaviour: string,
  { isolation = noWalls, timeoutMs = 20_000, signal = new AbortController().signal } = {},
): Promise<string> {
  const launcher = createLauncher({ ...options, isolation });
  return createDocumentDesk({ launcher, timeoutMs, reader: fixture })
    .read({ name: behaviour, bytes: Buffer.from('%PDF-') }, signal)
    .then(({ text, notes }) => notes[0] ?? text, sentenceOf);
}
function sentenceOf(error: unknown): string {
  if (error instanceof Failure) return `${error.code}: ${error.message}`;
  throw error;
}

const encrypted = Buffer.concat([
  Buffer.from('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1', 'latin1'),
  Buffer.from('EncryptedPackage', 'utf16le'),
]);
const never = new AbortController().signal;

describe.each([
  { place: 'behind walls', isolation: walls, present: bubblewrap !== null },
  { place: 'without walls', isolation: noWalls, present: true },
])('a document read $place', ({ isolation, present }) => {
  test.skipIf(!present).each<[name: string, bytes: Buffer, expected: string]>([
    ['report.docx', docxOf(paragraph('185.220.101.34')), '185.220.101.34'],
    ['report.pdf', pdfOf(drawn('C2 at 91.92.240[.]13')), 'C2 at 91.92.240[.]13'],
    ['phish.eml', Buffer.from('From: a@evil.example\r\n\r\nhello'), 'hello'],
    ['page.html', Buffer.from('<html><p>evil.example'), 'evil.example'],
  ])('gives the text of %s', async (name, bytes, expected) => {
    const { title, text } = await deskIn(isolation).read({ name, bytes }, never);
    expect({ title, last: text.split('\n').at(-1), first: text.split('\n')[0] }).toEqual({
      title: name,
      last: expected,
      first: `File: ${name}`,
    });
  });
});

test('a text file is taken as it was written, and no process is started for it', async () => {
  const launcher = { launch: () => Promise.reject(new Error('started')) };
  const bytes = Buffer.from('ip,seen\r\n1.2.3.4,"yes"\r\n\r\n');
  expect(await createDocumentDesk({ launcher }).read({ name: '/tmp/a.csv', bytes }, never)).toEqual(
    {
      title: 'a.csv',
      text: 'ip,seen\r\n1.2.3.4,"yes"\r\n\r\n',
      notes: [],
    },
  );
});

test.each<[name: string, bytes: Buffer, why: RegExp]>([
  ['sample.exe', Buffer.from('MZ\x00\x01\x02'), /binary data/],
  ['sample.zip', zipOf({ 'a.exe': 'MZ' }), /archives are not opened/],
  ['sample.7z', Buffer.from('7z\xbc\xaf\x27\x1c\0\0', 'latin1'), /archives are not opened/],
  ['locked.docx', encrypted, /protected by a password/],
  ['broken.docx', docxOf(paragraph('x')).subarray(0, 200), /damaged or incomplete/],
  ['broken.pdf', Buffer.from('%PDF-1.7 nothing'), /damaged or incomplete/],
])('%s is given as what it is known by, with why it was not read', async (name, bytes, why) => {
  const hash = (algorithm: string) => createHash(algorithm).update(bytes).digest('hex');
  expect(await deskIn(noWalls).read({ name: `/tmp/${name}`, bytes }, never)).toEqual({
    title: name,
    text: [
      `File: ${name}`,
      `Size: ${bytes.length} bytes`,
      `MD5: ${hash('md5')}`,
      `SHA1: ${hash('sha1')}`,
      `SHA256: ${hash('sha256')}`,
    ].join('\n'),
    notes: [expect.stringMatching(why)],
  });
});

test('more than 50 MB is refused with a sentence', async () => {
  const bytes = Buffer.alloc(50 * 1024 * 1024 + 1, 'a');
  const said = await deskIn(noWalls)
    .read({ name: 'a', bytes }, never)
    .then(({ text }) => text, sentenceOf);
  expect(said).toContain('TOO_LARGE: This is more than 50 MB');
});

describe('a reader that misbehaves is ended with a sentence', () => {
  test.each<[behaviour: string, expected: RegExp]>([
    ['fills-heap', /^Its contents were not read.* needs more memory/],
    ['dies', /^Its contents were not read.* its reader stopped/],
    ['lies', /^Its contents were not read.* its reader stopped/],
    ['says-nothing', /^Its contents were not read.* its reader stopped/],
    ['floods', /^Its contents were not read.* its reader stopped/],
    ['evaluates', /^EvalError$/],
  ])('%s', async (behaviour, expected) => {
    expect(await readBy(behaviour)).toMatch(expected);
  });

  test('one that spins, when its time is up', async () => {
    const started = performance.now();
    expect(await readBy('spins', { timeoutMs: 300 })).toMatch(
      /^Its contents were not read.* takes longer than/,
    );
    expect(performance.now() - started).toBeLessThan(5000);
  });

  test('one that spins, when nobody waits for it any more', async () => {
    const abort = new AbortController();
    const reading = readBy('spins', { signal: abort.signal });
    setTimeout(() => abort.abort(), 200);
    expect(await reading).toBe('UNAVAILABLE: Reading was cancelled.');
  });

  test.skipIf(!existsSync('/usr/bin/prlimit'))(
    'one that fills memory beside its heap',
    async () => {
      expect(await readBy('fills-buffers')).toMatch(
        /^Its contents were not read.* needs more memory/,
      );
    },
  );
});

describe('the network of a reader', () => {
  async function reachFrom(isolation: typeof walls): Promise<string> {
    const server = createServer((socket) => socket.destroy());
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    const address = server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    try {
      return await readBy(`reaches ${port}`, { isolation });
    } finally {
      server.close();
    }
  }

  test.skipIf(bubblewrap === null)('is not there behind walls', async () => {
    expect(await reachFrom(walls)).toBe('refused');
  });

  test('is there without them, which is why it is called advisory', async () => {
    expect(await reachFrom(noWalls)).toBe('reached');
  });
});
