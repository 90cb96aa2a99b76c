import { expect, test } from 'vitest';
import { hostWords } from './host-words.ts';

const hosts = 'abcdefghijk'.split('').map((letter) => `${letter}.example`);

test.each([
  [0, ''],
  [2, 'a.example, b.example'],
  [8, 'a.example, b.example, c.example, d.example, e.example, f.example, g.example, h.example'],
  [11, 'some of 11 hosts'],
])('%i hosts in words', (count, words) => {
  expect(hostWords(hosts.slice(0, count))).toBe(words);
});
