import { expect, test } from 'vitest';
import { isBinary } from './plain-text.ts';

test.each<[what: string, text: string, expected: boolean]>([
  ['a text', 'évil.example\t\r\n', false],
  ['nothing', '', false],
  ['a log with colours', '\u001b[31mred\u001b[0m', false],
  ['an ELF header', '\u007fELF\u0002\u0001\0\0', true],
  ['control characters without NUL', '\u0001\u0002\u0003a\u0004\u0005', true],
])('%s', (_what, text, expected) => {
  expect(isBinary(text)).toBe(expected);
});
