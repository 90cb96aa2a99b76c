import { zstdCompressSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { pack, unpack } from './packed-json.ts';

const body = { report: { title: 'Lone \ud800', widgets: [] }, messages: [] };

test('what was packed comes back as it was', () => {
  expect(unpack(pack(body))).toEqual(body);
});

test('what was packed before there was a dictionary is still read', () => {
  expect(unpack(zstdCompressSync(JSON.stringify(body)))).toEqual(body);
});

test('what was packed with the dictionary when it was made is still read', () => {
  expect(unpack(Buffer.from('KLUv/SA93QAAYExvbmUgXHVkODAwIgQAQMzgfPGkIDYs2QQQ', 'base64'))).toEqual(
    body,
  );
});
