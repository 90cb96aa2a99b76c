import { PassThrough } from 'node:stream';
import { finished } from 'node:stream/promises';
import { expect, test } from 'vitest';
import { captureOutput } from './captured-output.ts';

async function capture(chunks: readonly (string | Buffer)[]) {
  const stream = new PassThrough();
  let floods = 0;
  const output = captureOutput(stream, {
    keepBytes: 8,
    floodBytes: 16,
    onFlood: () => {
      floods += 1;
    },
  });
  for (const chunk of chunks) stream.write(chunk);
  stream.end();
  await finished(stream);
  return { ...output.take(), floods, again: output.take() };
}

const nothing = { text: '', cut: false };

test.each<[string, (string | Buffer)[], { text: string; cut: boolean; floods: number }]>([
  ['nothing', [], { ...nothing, floods: 0 }],
  ['all of it when it is short', ['ab', 'cd'], { text: 'abcd', cut: false, floods: 0 }],
  ['just what fits', ['12345678'], { text: '12345678', cut: false, floods: 0 }],
  ['the first bytes of more', ['1234', '56789'], { text: '12345678', cut: true, floods: 0 }],
  ['no half character at the cut', ['1234567é'], { text: '1234567', cut: true, floods: 0 }],
  [
    'a damaged character at the end as damaged',
    [Buffer.from([0x61, 0xc3])],
    { text: 'a\ufffd', cut: false, floods: 0 },
  ],
  [
    'one flood, however long it lasts',
    ['1234567890', '1234567890', '1234567890'],
    { text: '12345678', cut: true, floods: 1 },
  ],
])('keeps %s', async (_what, chunks, expected) => {
  expect(await capture(chunks)).toEqual({ ...expected, again: nothing });
});
