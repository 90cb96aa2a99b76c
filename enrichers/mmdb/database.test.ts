import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { describe, expect, it } from 'vitest';
import { parseAddress } from './addresses.ts';
import { type Database, readDatabase } from './database.ts';
import { CorruptDatabase, type Value } from './decoder.ts';

const fixtures = path.join(import.meta.dirname, '../geolite2/fixtures');
const corpus = path.join(import.meta.dirname, '../../../shared/corpora/mmdb');
const corpusThere = existsSync(path.join(corpus, 'lookups.jsonl'));
const suffix = corpusThere ? '' : ` (skipped: ${corpus} is not there)`;

function open(...parts: readonly string[]): Database {
  return readDatabase(readFileSync(path.join(...parts)));
}

function valueAt(database: Database, text: string): Value | null {
  const address = parseAddress(text);
  if (address === null) throw new Error(`${text} is no address`);
  return database.lookup(address)?.value ?? null;
}

describe('a MaxMind DB file', () => {
  it('gives every type of the format', () => {
    const database = open(fixtures, 'MaxMind-DB-test-decoder.mmdb');
    expect(valueAt(database, '::1.1.1.0')).toEqual({
      array: [1, 2, 3],
      boolean: true,
      bytes: Buffer.from([0, 0, 0, 42]),
      double: 42.123456,
      float: Math.fround(1.1),
      int32: -268435456,
      map: { mapX: { arrayX: [7, 8, 9], utf8_stringX: 'hello' } },
      uint128: 2n ** 120n,
      uint16: 100,
      uint32: 2 ** 28,
      uint64: 2n ** 60n,
      utf8_string: 'unicode! ☯ - ♫',
    });
  });

  it.each([
    ['nothing', (file: Buffer) => file.subarray(0, 0)],
    ['its first half', (file: Buffer) => file.subarray(0, file.length / 2)],
    ['all but its last bytes', (file: Buffer) => file.subarray(0, file.length - 5)],
    ['its second half', (file: Buffer) => file.subarray(file.length / 2)],
    ['zeros for its first half', (file: Buffer) => Buffer.from(file).fill(0, 0, file.length / 2)],
  ])('is refused when there is only %s', (_, damage) => {
    const file = readFileSync(path.join(fixtures, 'GeoLite2-City-Test.mmdb'));
    expect(() => readDatabase(damage(file))).toThrow(CorruptDatabase);
  });

  it('ends in an answer or a CorruptDatabase whatever byte is wrong', () => {
    const file = readFileSync(path.join(fixtures, 'MaxMind-DB-test-ipv4-28.mmdb'));
    const surprises: unknown[] = [];
    for (let at = 0; at < file.length; at += 1) {
      for (const flip of [0x01, 0x20, 0x80, 0xff]) {
        const damaged = Buffer.from(file);
        damaged[at] = (damaged[at] ?? 0) ^ flip;
        try {
          valueAt(readDatabase(damaged), '1.1.1.1');
        } catch (error) {
          if (!(error instanceof CorruptDatabase)) surprises.push({ at, flip, error });
        }
      }
    }
    expect(surprises).toEqual([]);
  });

  it.skipIf(!corpusThere)(`gives all 1,565 known answers of the corpus${suffix}`, () => {
    const databases = new Map<string, Database>();
    const wrong: unknown[] = [];
    for (const line of readFileSync(path.join(corpus, 'lookups.jsonl'), 'utf8')
      .trim()
      .split('\n')) {
      const { id, db, ip, expected }: Record<string, string> = JSON.parse(line);
      const name = String(db);
      const database = databases.get(name) ?? open(corpus, name);
      databases.set(name, database);
      const value = valueAt(database, String(ip));
      if (!isDeepStrictEqual(value, expected)) wrong.push({ id, value, expected });
    }
    expect(wrong).toEqual([]);
  });

  it.skipIf(!corpusThere)(`never fails otherwise on the corpus's bad files${suffix}`, () => {
    const outcomes = readBadFiles().map(({ file, want }) => {
      const outcome = outcomeOf(file);
      return {
        file,
        asWanted: want.startsWith('valid') ? outcome === 'opens' : outcome !== 'crash',
      };
    });
    expect(outcomes.filter(({ asWanted }) => !asWanted)).toEqual([]);
  });
});

function readBadFiles(): { file: string; want: string }[] {
  return JSON.parse(readFileSync(path.join(corpus, 'bad-files.json'), 'utf8'));
}

function outcomeOf(file: string): 'opens' | 'corrupt' | 'crash' {
  try {
    const database = open(corpus, file);
    for (const address of ['1.1.1.1', '81.2.69.142', '255.255.255.255', '::1', '2001:2b8::1']) {
      valueAt(database, address);
    }
    return 'opens';
  } catch (error) {
    return error instanceof CorruptDatabase ? 'corrupt' : 'crash';
  }
}
