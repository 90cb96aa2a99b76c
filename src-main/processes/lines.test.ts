import { PassThrough } from 'node:stream';
import { finished } from 'node:stream/promises';
import { expect, test } from 'vitest';
import { readLines } from './lines.ts';

async function read(chunks: readonly string[], maximumBytes = 10) {
  const stream = new PassThrough();
  const events: (string | number)[] = [];
  readLines(stream, {
    maximumBytes,
    onLine: (line) => events.push(line.toString()),
    onTooLong: () => events.push('too long'),
    onEnd: (rest) => events.push(rest),
  });
  for (const chunk of chunks) stream.write(chunk);
  stream.end();
  await finished(stream);
  return events;
}

test.each<[string, readonly string[], (string | number)[]]>([
  ['several lines in one piece', ['one\ntwo\n'], ['one', 'two', 0]],
  ['one line in several pieces', ['o', 'n', 'e\nt', 'wo\n'], ['one', 'two', 0]],
  ['empty lines', ['\n\n'], ['', '', 0]],
  ['a character in two pieces', ['\u00e9\n'], ['é', 0]],
  ['a rest without an end', ['one\ntw', 'o'], ['one', 3]],
  ['a line of just the length', ['0123456789\n'], ['0123456789', 0]],
  [
    'nothing after a line that is too long',
    ['one\n0123456789', 'a', '\ntwo\n'],
    ['one', 'too long', 0],
  ],
  ['nothing', [], [0]],
])('gives %s', async (_what, chunks, events) => {
  expect(await read(chunks)).toEqual(events);
});
