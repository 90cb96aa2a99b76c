import { describe, expect, test } from 'vitest';
import { findObservables } from './find.ts';
import { refang } from './refang.ts';

/** What is found at the top, in a sentence. */
function found(written: string): string[] {
  const text = `see ${written} now`;
  return findObservables(text)
    .finds.filter(({ nestedIn }) => nestedIn === undefined)
    .map((find) => {
      expect(text.slice(find.start, find.end)).toBe(find.text);
      return `${find.type} ${find.value}`;
    });
}

const address = 'http://evil.com/a';
const secure = 'https://evil.com/a';

describe('schemes', () => {
  test.each(
    Object.entries({
      [address]: String.raw`hxxp://evil.com/a hXXp://evil.com/a h**p://evil.com/a h__p://evil.com/a htxp://evil.com/a
        hxtp://evil.com/a meow://evil.com/a hxxp[:]//evil.com/a hxxp[://]evil.com/a hxxp[:/]/evil.com/a
        hxxp[:][/][/]evil.com/a hxxp:[//]evil.com/a hxxp:/evil.com/a hxxp//evil.com/a http:\\evil.com\a
        http&#58;//evil.com/a hxxp&#x3a;&#x2f;&#x2f;evil&#x2e;com/a http&colon;&sol;&sol;evil.com&sol;a
        http:\/\/evil.com\/a http%3A%2F%2Fevil.com%2Fa http%253A%252F%252Fevil.com%252Fa`,
      [secure]: `hxxps://evil.com/a h**ps://evil.com/a meows://evil.com/a http[s]://evil.com/a http(s)://evil.com/a
        hxxp[s]://evil.com/a hxxps[:]//evil[.]com[/]a`,
      'ftp://evil.com/a': 'fxp://evil.com/a FXP://evil[.]com/a',
    }).flatMap(([url, forms]) => forms.split(/\s+/u).map((form) => ({ form, url }))),
  )('$form', ({ form, url }) => {
    expect(found(form)).toEqual([`url ${url}`]);
  });

  test.each(
    String.raw`[http]://evil.com/a (hxxp)://evil.com/a http//evil.com/a http:///evil.com/a http://evil\(.)com/a http://evil\(.\)com/a`.split(
      ' ',
    ),
  )('%s', (form) => {
    expect(found(form)).toEqual([`url ${address}`]);
  });

  test('with an escaped dot in the path', () => {
    expect(found(String.raw`http://evil\.com/a\.html`)).toEqual([`url ${address}.html`]);
  });

  test('with a space after the slashes, or in the host', () => {
    expect(found('hxxp:// evil.com/a')).toEqual([`url ${address}`]);
    expect(found('http://evil .com/a')).toEqual([`url ${address}`]);
  });
});

describe('dots', () => {
  const forms = [
    ...String.raw`[.] (.) {.} [dot] (dot) {dot} [DOT] [Dot] (.] [[.]] \. [. .] &#46; &#046; &#x2e; &#X2E; &period;`.split(
      ' ',
    ),
    '[ . ]',
    '[punto]',
    '(punkt)',
    ' dot ',
    ' DOT ',
    ' [.] ',
    ' [dot] ',
    ' [dot]',
    '[dot] ',
    '\u3002',
    '\uff0e',
    '\uff61',
    '\u2024',
    '\u00ad.',
    '.\u200b',
    '\u200d[.]',
    '[\u200b.]',
    '\u202e.\u202c',
    '\ufeff.',
  ];
  test.each(forms)('%j', (form) => {
    expect(found(`evil${form}com`)).toEqual(['domain evil.com']);
    expect(found(`1${form}2${form}3${form}4`)).toEqual(['ipv4 1.2.3.4']);
  });

  test('several forms in one name', () => {
    expect(found('sub[.]evil(dot)co{.}uk')).toEqual(['domain sub.evil.co.uk']);
    expect(found('sub{ . ])] evil [.com')).toEqual(['domain sub.evil.com']);
    expect(found('ｅｖｉｌ．ｃｏｍ')).toEqual(['domain evil.com']);
  });
});

describe('at signs', () => {
  const forms = '[@] [at] (at) {at} (@) [AT] &#64; &commat; (arroba) %40 \uff20'.split(' ');
  test.each([...forms, '[ at ]', '{ at )', ' @ ', ' [at] ', ' AT '])('%j', (form) => {
    expect(found(`joe${form}evil.com`)).toEqual(['email joe@evil.com']);
  });

  test.each([
    ['joe at evil dot com', 'email joe@evil.com'],
    ['john.doe at evil.com', 'email john.doe@evil.com'],
    ['support at evil.com', 'email support@evil.com'],
    ['\njoe at evil.com\n', 'email joe@evil.com'],
    ['beacons at evil.com', 'domain evil.com'],
    ['\nhosted at evil.com\n', 'domain evil.com'],
    ['\nserver at 1[.]2[.]3[.]4\n', 'ipv4 1.2.3.4'],
    ['hosted AT 1.2.3.4', 'ipv4 1.2.3.4'],
    ['joe AT 163.com', 'email joe@163.com'],
  ])('%j: prose is full of the word', (text, find) => {
    expect(found(text)).toEqual([find]);
  });
});

describe('colons and slashes', () => {
  test.each([
    ['1[.]2[.]3[.]4[:]443', 'ipv4 1.2.3.4'],
    ['1[.]2[.]3[.]0[/]24', 'cidr 1.2.3.0/24'],
    ['2a00[:]1450[:]4001[:]81b[:][:]200e', 'ipv6 2a00:1450:4001:81b::200e'],
    ['evil[.]com[:]8080', 'domain evil.com'],
    ['hxxp://1.2.3[.]4[:]8080/a', 'url http://1.2.3.4:8080/a'],
  ])('%s', (text, find) => {
    expect(found(text)).toEqual([find]);
  });
});

test.each([
  'list[0].name and array[i].value',
  'a[b.]c and foo(bar.)baz',
  'the dot com bubble',
  'C:\\Users\\.config',
  'Windows .NET and a .exe file',
  '[www] and (http) and file:///etc/passwd and http//x',
  'HTTP (see RFC 9110): the protocol',
  'xxxx: a placeholder',
])('%s: nothing to undo', (text) => {
  expect(refang(text)).toBe(text);
});
