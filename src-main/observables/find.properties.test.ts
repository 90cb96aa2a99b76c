import { array, assert, constantFrom, oneof, property, string, tuple } from 'fast-check';
import { expect, test } from 'vitest';
import { defang } from '../contract/defang.ts';
import { findSchema } from '../contract/observable.ts';
import { canonicalValue } from './canonical.ts';
import { findObservables } from './find.ts';
import { nameMemory } from './name-memory.ts';
import { refang } from './refang.ts';

/** The same texts every time; change it to look for others. */
const seed = 1;

/** Pieces that mean something to the scanner, so that chance puts them beside each other. */
const piece = constantFrom(
  'evil.com',
  '1.2.3.4',
  '2001:db8::1',
  'http://',
  'hxxp',
  '://',
  '[.]',
  '(dot)',
  ' at ',
  ' dot ',
  '[at]',
  '@',
  '.',
  ':',
  '/',
  '\\',
  '%',
  '%2F',
  '%25',
  '[',
  ']',
  '(',
  ')',
  '{',
  '}',
  '<',
  '>',
  '"',
  "'",
  ' ',
  '\n',
  '\0',
  '\ud800',
  'é',
  '例子',
  '。',
  '．',
  '\u00ad',
  '\u200b',
  '&amp;',
  '&#46;',
  'C:\\',
  'HKLM\\',
  '/etc/',
  '~/',
  'Message-ID:',
  'CVE-2024-1234',
  'T1059',
  'AS12',
  'a',
  'z',
  '0',
  '-',
  '_',
  '=',
  ',',
  '|',
  '.exe',
  '.md',
  'd41d8cd98f00b204e9800998ecf8427e',
  '00:11:22:33:44:55',
  '{"a":"',
  '"}',
  'version ',
  'h**p',
  'meow',
  '::',
  '8',
  '*',
  '+',
);
const text = oneof(
  array(piece, { maxLength: 24 }).map((pieces) => pieces.join('')),
  string({ unit: 'binary', maxLength: 60 }),
);

test('never throws; every find is what stands there, in order, whole and canonical', () => {
  assert(
    property(text, (given) => {
      const { finds } = findObservables(given);
      let last = 0;
      for (const [index, find] of finds.entries()) {
        expect(find.text).toBe(given.slice(find.start, find.end));
        expect(find.end).toBeGreaterThan(find.start);
        expect(find.start).toBeGreaterThanOrEqual(last);
        expect(findSchema.safeParse(find).success).toBe(true);
        expect(canonicalValue(find.type, find.value)).toBe(find.value);
        const parent = find.nestedIn === undefined ? undefined : finds[find.nestedIn];
        if (parent)
          expect([
            parent.start <= find.start,
            find.end <= parent.end,
            (find.nestedIn ?? 0) < index,
          ]).toEqual([true, true, true]);
        last = find.start;
      }
    }),
    { numRuns: 3000, seed },
  );
});

const observable = constantFrom(
  { type: 'domain', value: 'evil.co.uk' },
  { type: 'domain', value: 'xn--bcher-kva.de' },
  { type: 'ipv4', value: '1.2.3.4' },
  { type: 'ipv6', value: '2a00::1' },
  { type: 'email', value: 'joe.doe@evil.com' },
  { type: 'url', value: 'https://u@evil.com:8443/a/b.php?c=d#e' },
  { type: 'url', value: 'http://[2a00::1]/x' },
  { type: 'cidr', value: '1.2.3.0/24' },
  { type: 'cve', value: 'CVE-2024-12345' },
  { type: 'md5', value: '68b329da9893e34099c7d8ad5cb9c940' },
  { type: 'filename', value: 'invoice.exe' },
  { type: 'mac', value: '00:11:22:33:44:55' },
);
const prose = constantFrom(' ', '\n', ', ', ' and ', '; ', '\t', ' (see below) ', '. Then ');

test('what is written defanged is found as what it is', () => {
  assert(
    property(array(tuple(observable, prose), { minLength: 1, maxLength: 8 }), (parts) => {
      const written = parts.map(([value, after]) => defang(value, 'brackets') + after).join('');
      const top = findObservables(written).finds.filter(({ nestedIn }) => nestedIn === undefined);
      expect(top.map(({ type, value }) => ({ type, value }))).toEqual(
        parts.map(([value]) => value),
      );
      const values = (given: string) =>
        findObservables(given).finds.map(({ type, value }) => `${type} ${value}`);
      expect(values(refang(written))).toEqual(values(written));
    }),
    { seed },
  );
});

test('white space around a text moves its finds and changes nothing else', () => {
  const space = constantFrom(' ', '\n', '\t', '\r\n', '   ');
  const words = array(tuple(observable, prose), { maxLength: 5 }).map((parts) =>
    parts.map(([value, after]) => defang(value, 'brackets') + after).join(''),
  );
  assert(
    property(words, space, space, (given, before, after) => {
      const moved = findObservables(given).finds.map((find) => ({
        ...find,
        start: find.start + before.length,
        end: find.end + before.length,
      }));
      expect(findObservables(before + given + after).finds).toEqual(moved);
    }),
    { seed },
  );
});

test('what was learnt of names in other texts changes nothing', () => {
  const memory = nameMemory();
  assert(
    property(text, (given) => {
      expect(findObservables(given, { memory })).toEqual(findObservables(given));
    }),
    { seed },
  );
});
