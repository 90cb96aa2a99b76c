import { execFileSync } from 'node:child_process';
import {
  copyFileSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { HeldDatabase } from './held-database.ts';

const fixtures = path.join(import.meta.dirname, '../geolite2/fixtures');
const city = path.join(fixtures, 'GeoLite2-City-Test.mmdb');
const systems = path.join(fixtures, 'GeoLite2-ASN-Test.mmdb');
const { signal } = new AbortController();
let folder = '';
let file = '';

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'flairbench-mmdb-'));
  file = path.join(folder, 'database.mmdb');
  copyFileSync(city, file);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** The type of the database, or the sentence on why there is none. */
async function typeOf(held: HeldDatabase): Promise<string> {
  const opened = await held.open(file, signal);
  return opened.ok ? opened.database.type : opened.sentence;
}

const incomplete =
  'The database database.mmdb is damaged or incomplete: it has no MaxMind DB metadata at its end. Replace the file.';

describe('a held database', () => {
  it('is read once while the file stays as it is', async () => {
    const held = new HeldDatabase();
    const [first, second] = [await held.open(file, signal), await held.open(file, signal)];
    expect(first).toBe(second);
  });

  it('serves the next lookup from a file that was moved into its place', async () => {
    const held = new HeldDatabase();
    const before = await typeOf(held);
    copyFileSync(systems, `${file}.new`);
    renameSync(`${file}.new`, file);
    expect([before, await typeOf(held)]).toEqual(['GeoLite2-City', 'GeoLite2-ASN']);
  });

  it('serves the next lookup from a file that was written over', async () => {
    const held = new HeldDatabase();
    const before = await typeOf(held);
    writeFileSync(file, readFileSync(systems));
    expect([before, await typeOf(held)]).toEqual(['GeoLite2-City', 'GeoLite2-ASN']);
  });

  it('never serves a half-written file, and serves the whole one afterwards', async () => {
    const held = new HeldDatabase();
    await typeOf(held);
    const content = readFileSync(systems);
    writeFileSync(file, content.subarray(0, content.length / 2));
    const half = await typeOf(held);
    writeFileSync(file, content);
    expect([half, await typeOf(held)]).toEqual([incomplete, 'GeoLite2-ASN']);
  });

  it('says so when the file was cut', async () => {
    truncateSync(file, 0);
    expect(await typeOf(new HeldDatabase())).toBe(incomplete);
  });

  it.skipIf(process.platform === 'win32')('does not wait for a named pipe', async () => {
    rmSync(file);
    execFileSync('mkfifo', [file]);
    expect(await typeOf(new HeldDatabase())).toBe(
      'database.mmdb is not a file. Point at an .mmdb file.',
    );
  });

  it('says when the file is gone', async () => {
    rmSync(file);
    expect(await typeOf(new HeldDatabase())).toBe(
      'The database database.mmdb cannot be opened: there is no such file.',
    );
  });
});
