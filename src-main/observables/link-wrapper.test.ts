import { describe, expect, test } from 'vitest';
import { findObservables } from './find.ts';

/** What the wrappers in a text lead to. */
function wrapped(text: string): string[] {
  return findObservables(text)
    .finds.filter(({ why }) => why === 'inside the link wrapper')
    .map(({ type, value }) => `${type} ${value}`);
}

const safe = 'https://nam02.safelinks.protection.outlook.com/';

describe('what a link wrapper leads to', () => {
  test.each([
    [
      `${safe}?url=https%3A%2F%2Fevil.com%2Fa%3Fb%3Dc&data=05%7C01&reserved=0`,
      'https://evil.com/a?b=c',
    ],
    [`${safe}GetUrlReputation?x=1&amp;url=http%3A%2F%2Fevil.com&amp;data=05`, 'http://evil.com'],
    [
      'hxxps://nam02[.]safelinks[.]protection[.]outlook[.]com/?url=hxxps%3A%2F%2Fevil[.]com%2Fa&data=05',
      'https://evil.com/a',
    ],
    [
      'https://urldefense.proofpoint.com/v1/url?u=http://evil.com/a%3Fb%3D1&k=abc%3D%0A&r=x',
      'http://evil.com/a?b=1',
    ],
    [
      'https://urldefense.proofpoint.com/v2/url?u=https-3A__evil-2Dkit.com_a-5Fb-3Fc-3Dd&d=DwMFaQ&c=x',
      'https://evil-kit.com/a_b?c=d',
    ],
    ['https://urldefense.com/v3/__https://evil.com/x__;!!abc$ .', 'https://evil.com/x'],
    [
      'https://urldefense.com/v3/__https://evil.com/a*20b/*c=*d__;JSM_!!abc$',
      'https://evil.com/a%20b/#c=?d',
    ],
    ['https://urldefense.us/v3/__https:/evil.com/a**Ab__;Ly8v!!abc$', 'https://evil.com/a//b'],
    ['https://www.google.com/url?q=https://evil.com/x%3Fa%3D1&sa=D', 'https://evil.com/x?a=1'],
    ['https://www.google.co.uk/url?sa=t&url=https%3A%2F%2Fevil.com%2F&usg=A', 'https://evil.com/'],
    ['https://l.facebook.com/l.php?u=http%3A%2F%2Fevil.com%2F&h=AT0', 'http://evil.com/'],
    [
      'https://linkprotect.cudasvc.com/url?a=https%3a%2f%2fevil.com%2fa&c=E,1',
      'https://evil.com/a',
    ],
    ['https://secure-web.cisco.com/1abc-_x/https%3A%2F%2Fevil.com%2Fa', 'https://evil.com/a'],
    ['https://protect.checkpoint.com/v2/___https://evil.com/a___.YXAz', 'https://evil.com/a'],
    [
      'https://eu.protection.sophos.com/?d=evil.com&u=aHR0cHM6Ly9ldmlsLmNvbS9h&i=5',
      'https://evil.com/a',
    ],
    ['https://www.bing.com/ck/a?!&&p=1&u=a1aHR0cHM6Ly9ldmlsLmNvbS9h&ntb=1', 'https://evil.com/a'],
    ['https://www.youtube.com/redirect?event=x&q=https%3A%2F%2Fevil.com', 'https://evil.com'],
  ])('%s', (text, url) => {
    expect(wrapped(text)).toEqual([`url ${url}`]);
  });

  test.each([
    'https://evil.org/?url=https%3A%2F%2Fevil.com%2Fa',
    'https://nam02.safelinks.protection.outlook.com/?url=evil&data=05',
    'https://nam02.safelinks.protection.outlook.com.evil.org/?url=https%3A%2F%2Fevil.com',
    'https://urldefense.com/v3/__mailto:joe@evil.com__;!!abc$',
    'https://www.google.com/search?q=https%3A%2F%2Fevil.com',
  ])('is nothing in %s', (text) => {
    expect(wrapped(text)).toEqual([]);
  });
});

test('wrappers in wrappers are opened down to the link', () => {
  const inner = 'https://urldefense.com/v3/__https://evil.com/x__;!!a$';
  const text = `${safe}?url=${encodeURIComponent(inner)}&data=05`;
  expect(
    findObservables(text).finds.map(({ type, value, noise = null }) => [type, value, noise]),
  ).toEqual([
    ['url', text, 'link wrapper'],
    ['domain', 'nam02.safelinks.protection.outlook.com', 'link wrapper'],
    ['url', inner, 'link wrapper'],
    ['domain', 'urldefense.com', 'link wrapper'],
    ['url', 'https://evil.com/x', null],
    ['domain', 'evil.com', null],
  ]);
});

test('a wrapper of a thousand wrappers is opened a few times', () => {
  const text = `${'https://l.facebook.com/?u='.repeat(1000)}https://evil.com/`;
  expect(wrapped(text)).toHaveLength(4);
});
