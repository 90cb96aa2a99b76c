import { describe, expect, test } from 'vitest';
import { decodeHtml, decodeText } from './decode-text.ts';

describe('bytes become text', () => {
  test.each<[what: string, bytes: Uint8Array, expected: string]>([
    ['as UTF-8', Buffer.from('évil.example'), 'évil.example'],
    ['from nothing', Buffer.from(''), ''],
    ['without the mark of UTF-8', Buffer.from('\ufeffa'), 'a'],
    ['as UTF-16 with a mark', Uint8Array.of(0xff, 0xfe, 0x61, 0, 0x62, 0), 'ab'],
    ['as UTF-16 with the other mark', Uint8Array.of(0xfe, 0xff, 0, 0x61), 'a'],
    ['else as Windows-1252', Uint8Array.of(0x63, 0xe9), 'cé'],
  ])('%s', (_what, bytes, expected) => {
    expect(decodeText(bytes)).toBe(expected);
  });

  test.each<[what: string, html: Buffer, expected: string]>([
    [
      'in the character set that it names',
      Buffer.concat([Buffer.from('<meta charset="windows-1251">'), Buffer.of(0xdf)]),
      '<meta charset="windows-1251">Я',
    ],
    ['in none that is known', Buffer.from('<meta charset=nope>é'), '<meta charset=nope>é'],
    [
      'in UTF-8 whatever else it says',
      Buffer.from('<meta charset=utf-8>é'),
      '<meta charset=utf-8>é',
    ],
  ])('a page is read %s', (_what, html, expected) => {
    expect(decodeHtml(html)).toBe(expected);
  });
});
