import { describe, expect, test } from 'vitest';
import { defang, defangAddress, defangStyles, undoDefang } from './defang.ts';

/** In the order of `defangStyles`: brackets, full brackets, last dot, parentheses, words. */
type Shown = readonly [string, string, string, string, string];

const clickable: readonly [type: string, value: string, shown: Shown][] = [
  [
    'ipv4',
    '1.2.3.4',
    ['1[.]2[.]3[.]4', '1[.]2[.]3[.]4', '1.2.3[.]4', '1(.)2(.)3(.)4', '1[dot]2[dot]3[dot]4'],
  ],
  [
    'cidr',
    '10.0.0.0/8',
    [
      '10[.]0[.]0[.]0/8',
      '10[.]0[.]0[.]0/8',
      '10.0.0[.]0/8',
      '10(.)0(.)0(.)0/8',
      '10[dot]0[dot]0[dot]0/8',
    ],
  ],
  [
    'domain',
    'login.evil.com',
    [
      'login[.]evil[.]com',
      'login[.]evil[.]com',
      'login.evil[.]com',
      'login(.)evil(.)com',
      'login[dot]evil[dot]com',
    ],
  ],
  [
    'nsrecord',
    'ns1.evil.co.uk',
    [
      'ns1[.]evil[.]co[.]uk',
      'ns1[.]evil[.]co[.]uk',
      'ns1.evil[.]co[.]uk',
      'ns1(.)evil(.)co(.)uk',
      'ns1[dot]evil[dot]co[dot]uk',
    ],
  ],
  [
    'email',
    'joe.doe@evil.com',
    [
      'joe[.]doe[@]evil[.]com',
      'joe[.]doe[@]evil[.]com',
      'joe.doe@evil[.]com',
      'joe(.)doe(@)evil(.)com',
      'joe[dot]doe[at]evil[dot]com',
    ],
  ],
  [
    'url',
    'https://u:p@evil.com:81/a.b?c=d.e',
    [
      'hxxps://u:p[@]evil[.]com:81/a.b?c=d.e',
      'hxxps[://]u:p[@]evil[.]com:81/a.b?c=d.e',
      'hxxps://u:p@evil[.]com:81/a.b?c=d.e',
      'hxxps://u:p(@)evil(.)com:81/a.b?c=d.e',
      'hxxps://u:p[at]evil[dot]com:81/a.b?c=d.e',
    ],
  ],
  [
    'url',
    'http://[2001:db8::1]:8080/x.y',
    [
      'hxxp://[2001:db8::1]:8080/x.y',
      'hxxp[://][2001:db8::1]:8080/x.y',
      'hxxp://[2001:db8::1]:8080/x.y',
      'hxxp://[2001:db8::1]:8080/x.y',
      'hxxp://[2001:db8::1]:8080/x.y',
    ],
  ],
  [
    'url',
    'evil.com:8080/a.b',
    [
      'evil[.]com:8080/a.b',
      'evil[.]com:8080/a.b',
      'evil[.]com:8080/a.b',
      'evil(.)com:8080/a.b',
      'evil[dot]com:8080/a.b',
    ],
  ],
];

test.each(clickable)('the %s %s in every style', (type, value, shown) => {
  expect(defangStyles.map((style) => defang({ type, value }, style))).toEqual(shown);
});

test.each(clickable)('the %s %s, as shown, filters for itself', (type, value) => {
  const shown = defangStyles.map((style) => defang({ type, value }, style));
  expect(new Set(shown.map(undoDefang))).toEqual(new Set([value]));
});

test.each([
  ['ipv6', '2001:db8::1'],
  ['cidr', '2001:db8::/32'],
  ['md5', '44d88612fea8a8f36de82e1278abb02f'],
  ['filename', 'invoice.pdf.exe'],
  ['message-id', '20240101.1@mail.evil.com'],
  ['registry-key', String.raw`HKEY_LOCAL_MACHINE\software\.net`],
  ['attack-technique', 'T1059.001'],
  ['ticket', 'INC-4471.2'],
])('the %s %s is no link and stays as it is', (type, value) => {
  expect(new Set(defangStyles.map((style) => defang({ type, value }, style)))).toEqual(
    new Set([value]),
  );
});

describe('an address of any kind', () => {
  test.each([
    ['HTTP://user:pw@evil.com:8080', 'hxxp://user:pw[@]evil[.]com:8080'],
    ['ftp://files.evil.com/x', 'fxp://files[.]evil[.]com/x'],
    ['ftps://evil.com/', 'fxps://evil[.]com/'],
    ['tcp://evil.com:443', 'tcp://evil[.]com:443'],
    ['http://localhost:80/', 'hxxp://localhost:80/'],
    ['localhost:80/x', 'localhost:80/x'],
    ['https://xn--bcher-kva.de#a.b', 'hxxps://xn--bcher-kva[.]de#a.b'],
    [
      'https://evil.com/r?to=https://good.com/x&f=ftp://a.b',
      'hxxps://evil[.]com/r?to=hxxps://good.com/x&f=fxp://a.b',
    ],
    ['https://evil.com/xhttp://good.com', 'hxxps://evil[.]com/xhttp://good.com'],
    ['javascript:alert(1)', 'javascript[:]alert(1)'],
    ['mailto:joe@evil.com', 'mailto[:]joe[@]evil[.]com'],
    ['//evil.com/x.png', '//evil[.]com/x.png'],
    ['joe.@evil.com', 'joe.@evil[.]com'],
    ['', ''],
  ])('%s is shown as %s', (address, shown) => {
    expect(defangAddress(address, 'brackets')).toBe(shown);
  });
});

test.each([
  ['abc.evil.com', 'abc[.]evil[.]com'],
  ['host=evil.com/path', 'host=evil[.]com/path'],
  ['host=www.evil.com', 'host=www[.]evil[.]com'],
  ['to:joe@evil.com;', 'to:joe[@]evil[.]com;'],
  ['x=https://evil.com/a', 'x=hxxps://evil[.]com/a'],
  ['foo://1.2.3.4:80', 'foo://1[.]2[.]3[.]4:80'],
  ['10.0.0.0-10.0.0.9', '10[.]0[.]0[.]0-10[.]0[.]0[.]9'],
  ['INC-4471.2', 'INC-4471.2'],
])('%s of a type of one’s own is shown as %s', (value, shown) => {
  expect(defang({ type: 'asset', value }, 'brackets')).toBe(shown);
});

test('of a type of one’s own the last dot of each address is enough', () => {
  const value = '10.0.0.0-10.0.0.9 joe.doe@a.evil.com';
  expect(defang({ type: 'asset', value }, 'last-dot')).toBe(
    '10.0.0[.]0-10.0.0[.]9 joe.doe@a.evil[.]com',
  );
});
