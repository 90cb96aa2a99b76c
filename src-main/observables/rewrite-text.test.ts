import {
  array,
  assert,
  constantFrom,
  oneof,
  option,
  pre,
  property,
  string,
  tuple,
} from 'fast-check';
import { describe, expect, test } from 'vitest';
import { defang, defangStyles, type TextForm } from '../contract/defang.ts';
import { observableTypes } from '../contract/vocabulary.ts';
import { canonicalValue } from './canonical.ts';
import { findObservables } from './find.ts';
import { compilePatternTypes } from './pattern-types.ts';
import { refang } from './refang.ts';
import { rewriteText } from './rewrite-text.ts';

const rewrite = (text: string, form: TextForm) =>
  rewriteText(text, findObservables(text).finds, form);

describe('a text', () => {
  test.each([
    [
      'See https://Evil.com/a.html, 1.2.3.4:8080 and joe@evil.com (or README.md).',
      'See hxxps://Evil[.]com/a.html, 1[.]2[.]3[.]4:8080 and joe[@]evil[.]com (or README.md).',
    ],
    ['hxxp://evil(.)com and evil[dot]com', 'hxxp://evil[.]com and evil[.]com'],
    ['http://[2001:db8::1]:80/x 2001[:]db8::1', 'hxxp://[2001:db8::1]:80/x 2001[:]db8::1'],
    ['http%3A%2F%2Fevil%2Ecom', 'hxxp://evil[.]com'],
    ['D41D8CD98F00B204E9800998ECF8427E', 'D41D8CD98F00B204E9800998ECF8427E'],
    [
      String.raw`{"url":"https:\/\/evil.com\/a","path":"C:\\Users\\x.exe"}`,
      String.raw`{"url":"hxxps://evil[.]com/a","path":"C:\\Users\\x.exe"}`,
    ],
    ['', ''],
  ])('%j is defanged to %j', (text, defanged) => {
    expect(rewrite(text, 'brackets')).toBe(defanged);
  });

  test.each([
    [
      'hxxps[://]Evil[.]com/a[.]html, 1[.]2[.]3[.]4:8080 and joe[at]evil[dot]com!',
      'https://Evil.com/a.html, 1.2.3.4:8080 and joe@evil.com!',
    ],
    ['a[.]b in prose [1], evil[.]com.', 'a[.]b in prose [1], evil.com.'],
    ['2001[:]db8:[:]1 ee\u00advil[.]com', '2001:db8::1 eevil.com'],
    [
      String.raw`{"path":"C:\\Users\\x.exe","host":"evil[.]com"}`,
      String.raw`{"path":"C:\\Users\\x.exe","host":"evil.com"}`,
    ],
  ])('%j is refanged to %j', (text, refanged) => {
    expect(rewrite(text, 'refanged')).toBe(refanged);
  });

  test('keeps what the analyst left out as it was written', () => {
    const text = 'node.live serves evil.com';
    const finds = findObservables(text).finds.filter(({ value }) => value !== 'node.live');
    expect(rewriteText(text, finds, 'brackets')).toBe('node.live serves evil[.]com');
  });
});

describe('a text with types of one’s own', () => {
  const patternTypes = compilePatternTypes([
    { name: 'host', pattern: '[a-z]{3,8}\\.evil\\.com', example: 'abc.evil.com', ignoreCase: true },
    { name: 'pair', pattern: 'host=[a-z.]{1,20}', example: 'host=a' },
    { name: 'label', pattern: 'seen at [a-z]{1,8}', example: 'seen at x' },
    { name: 'ticket', pattern: 'INC-[0-9]{4}', example: 'INC-4471' },
    { name: 'tail', pattern: 'html, [a-z.]{1,20}', example: 'html, x' },
  ]);
  const rewriteWith = (text: string, form: TextForm) =>
    rewriteText(text, findObservables(text, { patternTypes }).finds, form);

  test.each([
    ['Abc.evil.com', 'Abc[.]evil[.]com'],
    ['host=evil.com/path', 'host=evil[.]com/path'],
    ['host=www.evil.com', 'host=www[.]evil[.]com'],
    ['seen at https://evil.com/x', 'seen at hxxps://evil[.]com/x'],
    ['https://evil.com/INC-4471', 'hxxps://evil[.]com/INC-4471'],
    ['https://evil.com/a.html, evil.org', 'hxxps://evil[.]com/a.html, evil[.]org'],
    ['INC-4471 and evil.com', 'INC-4471 and evil[.]com'],
  ])('%j is defanged to %j, and back', (text, defanged) => {
    const shown = rewriteWith(text, 'brackets');
    expect([shown, rewriteWith(shown, 'refanged')]).toEqual([defanged, text]);
  });
});

/** The same values every time; change it to look for others. */
const seed = 1;

/** One canonical value or more of every type, with what may stand in it. */
const values: Readonly<Record<(typeof observableTypes)[number], readonly string[]>> = {
  ipv4: ['45.155.205.233', '1.2.3.4'],
  ipv6: ['2a00::1', '2a02:6b8::2:242'],
  cidr: ['45.155.0.0/16', '2a00::/32'],
  domain: ['evil.com', 'www.login.evil.co.uk', 'xn--bcher-kva.de', '_dmarc.evil.com', 'evil.top'],
  url: [
    'https://evil.com/',
    'http://evil.com:8080/a/b.php?c=d.e#f',
    'https://u.v:p@evil.com/',
    'http://[2a00::1]:8443/x',
    'https://u@[2a00::1]/x',
    'ftp://45.155.205.233/a.bin',
    'https://evil.com/r?to=https://evil.net/x&f=ftp://a.b',
    'https://xn--bcher-kva.de/',
    'tcp://evil.com:443',
    'evil.com/a.b',
  ],
  email: ['joe@evil.com', 'joe.doe+tag@mail.evil.co.uk', "o'neil@evil.com", 'joe+@evil.com'],
  md5: ['68b329da9893e34099c7d8ad5cb9c940'],
  sha1: ['adc83b19e793491b1c6ea0fd8b46cd9f32e592fc'],
  sha256: ['01ba4719c80b6fe911b091a7c05124b64eeece964e09c058ef8f9805daca546b'],
  sha512: [
    'be688838ca8686e5c90689bf2ab585cef1137c999b48c70b92f67a5c34dc15697b5d11c982ed6d71be1e1e7f7b4e0733884aa97c3f7a339a8ed03577cf74be09',
  ],
  asn: ['AS60729'],
  cve: ['CVE-2024-12345'],
  mac: ['00:11:22:33:44:55'],
  filename: ['invoice.exe'],
  phrase: ['Lazarus Group'],
  nsrecord: ['ns1.evil.com'],
  'message-id': ['20240101.1@mail.evil.com'],
  'registry-key': ['HKEY_LOCAL_MACHINE\\software\\x'],
  uuid: ['0a1b2c3d-1111-2222-3333-444455556666'],
  jarm: ['2ad2ad16d2ad2ad00042d42d0000005f0cb1a2ef6c7b6ba4eb0e9ba0d93a41'],
  'attack-technique': ['T1059.001'],
};
const observable = constantFrom(
  ...observableTypes.flatMap((type) => values[type].map((value) => ({ type, value }))),
);
const style = constantFrom(...defangStyles);

test('a defanged value of any type, in any style, is read as what it was', () => {
  assert(
    property(observable, style, ({ type, value }, in_) => {
      const shown = defang({ type, value }, in_);
      expect([refang(shown), canonicalValue(type, shown)]).toEqual([value, value]);
    }),
    { numRuns: 1000, seed },
  );
});

const label = string({ unit: constantFrom(...'abz09-_'), minLength: 1, maxLength: 8 });
const host = tuple(
  array(label, { minLength: 1, maxLength: 3 }),
  constantFrom('com', 'co.uk', 'zip', 'xn--p1ai'),
).map(([labels, suffix]) => [...labels, suffix].join('.'));
const user = string({ unit: constantFrom(...'az0._-+%'), minLength: 1, maxLength: 8 });
const rest = string({
  unit: constantFrom(...'/?#&=.:@a0-_~%!*,;', 'http://', '.com'),
  maxLength: 12,
});
const built = tuple(
  constantFrom('http', 'https', 'ftp', 'sftp', 'tcp'),
  option(user, { nil: null }),
  host,
  option(constantFrom(80, 8443), { nil: null }),
  rest,
).map(([scheme, before, name, port, after]) => ({
  type: 'url',
  value: `${scheme}://${before === null ? '' : `${before}@`}${name}${port === null ? '' : `:${port}`}/${after}`,
}));
const mailbox = tuple(user, host).map(([before, name]) => ({
  type: 'email',
  value: `${before}@${name}`,
}));

test('so is any URL or mailbox that reading leaves as it is', () => {
  assert(
    property(oneof(built, mailbox), style, ({ type, value }, in_) => {
      pre(canonicalValue(type, value) === value && refang(value) === value);
      const shown = defang({ type, value }, in_);
      expect([refang(shown), canonicalValue(type, shown)]).toEqual([value, value]);
    }),
    { numRuns: 2000, seed },
  );
});

const free = string({
  unit: constantFrom(...'aZ09._-@:/= ', 'http://', '.com', 'é'),
  maxLength: 20,
});

test('so is what matches a type of one’s own, whatever it is', () => {
  assert(
    property(free, style, (value, in_) => {
      pre(refang(value) === value);
      expect(refang(defang({ type: 'own', value }, in_))).toBe(value);
    }),
    { numRuns: 2000, seed },
  );
});

const prose = constantFrom(' ', '\n', ', ', ' and ', '; ', '\t', ' (see below) ', '. Then ', ' | ');
const written = array(tuple(observable, prose), { minLength: 1, maxLength: 8 }).map((parts) =>
  parts.map(([{ value }, after]) => value + after).join(''),
);
const valuesIn = (text: string) =>
  findObservables(text).finds.map(({ type, value, nestedIn }) => ({ type, value, nestedIn }));

test('the same is found in a text in every form, and each form leads back to the text', () => {
  assert(
    property(written, style, style, (text, one, other) => {
      const defanged = rewrite(text, one);
      expect(valuesIn(defanged)).toEqual(valuesIn(text));
      expect([
        rewrite(defanged, 'refanged'),
        rewrite(defanged, one),
        rewrite(defanged, other),
      ]).toEqual([text, defanged, rewrite(text, other)]);
    }),
    { numRuns: 1000, seed },
  );
});
