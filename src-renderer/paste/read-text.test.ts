import { describe, expect, it } from 'vitest';
import { binarySentence, textOf, tooLargeSentence } from './read-text.ts';

const utf8 = (text: string) => new TextEncoder().encode(text);

describe('textOf', () => {
  const cases = [
    { name: 'plain UTF-8', bytes: utf8('évil.example'), expected: { text: 'évil.example' } },
    { name: 'nothing', bytes: utf8(''), expected: { text: '' } },
    {
      name: 'UTF-16 with a mark',
      bytes: Uint8Array.of(0xff, 0xfe, 0x61, 0, 0x62, 0),
      expected: { text: 'ab' },
    },
    { name: 'Windows-1252', bytes: Uint8Array.of(0x63, 0xe9), expected: { text: 'cé' } },
    {
      name: 'an ELF header',
      bytes: Uint8Array.of(0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0, 0),
      expected: { sentence: binarySentence },
    },
    {
      name: 'control characters without NUL',
      bytes: Uint8Array.of(1, 2, 3, 0x61, 4, 5),
      expected: { sentence: binarySentence },
    },
    {
      name: 'more than 50 MB',
      bytes: new Uint8Array(50 * 1024 * 1024 + 1),
      expected: { sentence: tooLargeSentence },
    },
  ];
  it.each(cases)('reads $name', ({ bytes, expected }) => {
    expect(textOf(bytes)).toEqual(expected);
  });
});
