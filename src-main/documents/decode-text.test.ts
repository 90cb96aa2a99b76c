import { describe, expect, test } from 'vitest';
import { decodeHtml, decodeText, decodeTextInPieces, encodeWindows1252 } from './decode-text.ts';

describe('bytes become text', () => {
  test.each<[what: string, bytes: Uint8Array, expected: string]>([
    ['as UTF-8', Buffer.from('évil.example'), 'évil.example'],
    ['from nothing', Buffer.from(''), ''],
    ['without the mark of UTF-8', Buffer.from('\ufeffa'), 'a'],
    ['as UTF-16 with a mark', Uint8Array.of(0xff, 0xfe, 0x61, 0, 0x62, 0), 'ab'],
    ['as UTF-16 with the other mark', Uint8Array.of(0xfe, 0xff, 0, 0x61), 'a'],
    ['else as Windows-1252', Uint8Array.of(0x63, 0xe9), 'cé'],
  ])('%s', async (_what, bytes, expected) => {
    const pieces = await decodeTextInPieces(bytes, new AbortController().signal);
    expect([decodeText(bytes), pieces]).toEqual([expected, expected]);
  });

  test.each<[what: string, bytes: Buffer]>([
    ['UTF-8', Buffer.from(`a${'é'.repeat(2_000_000)}`)],
    ['Windows-1252', Buffer.concat([Buffer.from('é'.repeat(2_000_000)), Buffer.of(0xe9)])],
  ])('a large one of %s in turns of the loop', async (_what, bytes) => {
    let turns = 0;
    const turn = () => {
      turns += 1;
      next = setImmediate(turn);
    };
    let next = setImmediate(turn);
    const text = await decodeTextInPieces(bytes, new AbortController().signal);
    clearImmediate(next);
    expect(text === decodeText(bytes)).toBe(true);
    expect(turns).toBeGreaterThanOrEqual(7);
  });

  test('no longer than somebody waits for it', async () => {
    const reading = decodeTextInPieces(Buffer.from('a'), AbortSignal.abort());
    await expect(reading).rejects.toThrow('aborted');
  });

  test('and back, where they were Windows-1252', () => {
    const bytes = Buffer.from(Array.from({ length: 256 }, (_, code) => code));
    expect(encodeWindows1252(decodeText(bytes))).toEqual(bytes);
    expect(() => encodeWindows1252('я')).toThrow(RangeError);
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
