import { describe, expect, test } from 'vitest';
import { canonicalValue } from './canonical.ts';
import { countByType } from './count.ts';
import { findObservables } from './find.ts';
import { identifyObservable } from './identify.ts';
import { refang } from './refang.ts';
import { maskUrl } from './url.ts';

describe('one value typed alone', () => {
  test.each([
    [' 1[.]2[.]3[.]4 ', 'ipv4', '1.2.3.4'],
    ['[2001:DB8::1]', 'ipv6', '2001:db8::1'],
    ['10.0.0.0/8', 'cidr', '10.0.0.0/8'],
    ['EVIL[.]com.', 'domain', 'evil.com'],
    ['com.android.app', 'domain', 'com.android.app'],
    ['hxxp://evil[.]com/a', 'url', 'http://evil.com/a'],
    ['<joe@evil.com>', 'email', 'joe@evil.com'],
    ['AS 15169', 'asn', 'AS15169'],
    ['D41D8CD98F00B204E9800998ECF8427E', 'md5', 'd41d8cd98f00b204e9800998ecf8427e'],
    ['README.md', 'filename', 'README.md'],
    ['hklm\\software\\x y', 'registry-key', 'HKEY_LOCAL_MACHINE\\software\\x y'],
  ])('%j is %s %j', (text, type, value) => {
    expect(identifyObservable(text)).toEqual({ type, value });
  });

  test.each(['', 'Lazarus Group', '1.2.3.4 and evil.com', 'hello', '\0', '999.1.1.1'])(
    '%j is nothing',
    (text) => {
      expect(identifyObservable(text)).toBeNull();
    },
  );
});

test.each([
  ['domain', 'BÜCHER[.]de.', 'xn--bcher-kva.de'],
  ['domain', '1.2.3.4', null],
  ['ipv4', '01.2.3.4', null],
  ['cidr', '1.2.3.4/33', null],
  ['url', 'HTTP://Evil.COM/A', 'http://evil.com/A'],
  ['url', 'foo bar', null],
  ['email', 'Joe@Evil.com', 'joe@evil.com'],
  ['mac', '0011.22AA.bbcc', '00:11:22:aa:bb:cc'],
  ['cve', 'cve-2024-12345', 'CVE-2024-12345'],
  ['cve', 'CVE-20100-0000', null],
  ['asn', '15169', 'AS15169'],
  ['sha1', 'abc', null],
  ['uuid', '{0A1B2C3D-1111-2222-3333-444455556666}', '0a1b2c3d-1111-2222-3333-444455556666'],
  ['phrase', '  Lazarus \n Group ', 'Lazarus Group'],
  ['filename', 'a[.]b', 'a[.]b'],
  ['ticket', ' INC-1 ', 'INC-1'],
  ['ticket', ' ', null],
])('under %s, %j is canonically %j', (type, text, value) => {
  expect(canonicalValue(type, text)).toBe(value);
});

test.each([
  ['hxxps[:]//evil[.]com', 'https://evil.com'],
  ['xxxxs://evil[.]com', 'https://evil.com'],
  ['https!://evil.com', 'https://evil.com'],
  [
    'evil{.}com evil(dot)com evil [dot] com evil dot com evil[.com',
    'evil.com evil.com evil.com evil.com evil.com',
  ],
  ['joe(at)evil[.]com joe AT evil.com', 'joe@evil.com joe@evil.com'],
  ['evil\\.com and C:\\a\\.ssh', 'evil.com and C:\\a\\.ssh'],
  ['e\u00advil\u200b.com', 'evil.com'],
  ['ｅｖｉｌ．ｃｏｍ evil。com 你好。世界', 'evil.com evil.com 你好。世界'],
  ['evil&#x2e;com &amp;amp; &unknown;', 'evil.com &amp; &unknown;'],
  ['hxxp in prose, see [1]. Done (at last).', 'hxxp in prose, see [1]. Done (at last).'],
])('%j reads %j', (text, read) => {
  expect(refang(text)).toBe(read);
});

test.each([
  ['https://joe:pw@evil.com:81/a?id=1&token=abc#frag', 'https://evil.com:81/a?id=***&token=***'],
  ['https://evil.com/reset?abc', 'https://evil.com/reset?***'],
  ['http://[2001:db8::1]/x', 'http://[2001:db8::1]/x'],
  ['evil.com/a?b=c', 'evil.com/a?b=***'],
  ['https://evil.com/a?', 'https://evil.com/a?'],
])('%s is masked to %s', (url, masked) => {
  expect(maskUrl(url)).toBe(masked);
});

test('counts distinct values by type', () => {
  const { finds } = findObservables('http://evil.com/a evil.com 1.2.3.4 1.2.3.4 1.2.3.5');
  expect(countByType(finds)).toEqual({ url: 1, domain: 1, ipv4: 2 });
});
