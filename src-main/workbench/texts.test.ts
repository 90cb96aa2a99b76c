import { describe, expect, test, vi } from 'vitest';
import type { TextPart } from '../contract/text.ts';
import { pasteLimitBytes } from '../contract/vocabulary.ts';
import { createTextShelf } from './texts.ts';

const id = 'b4b4a0f3-92f1-4f53-8d39-6f6a3e1d8c11';
const whole = (insert: string): TextPart => ({ from: 0, to: 0, insert });

test.each<[string, TextPart[], string]>([
  ['typing', [{ from: 5, to: 5, insert: '!' }], 'hello!'],
  ['deleting', [{ from: 1, to: 4, insert: '' }], 'ho'],
  ['replacing all', [{ from: 0, to: 5, insert: 'bye' }], 'bye'],
  [
    'several at once, counted in the text before them',
    [
      { from: 0, to: 1, insert: 'J' },
      { from: 4, to: 5, insert: 'y!' },
    ],
    'Jelly!',
  ],
  ['nothing', [], 'hello'],
])('%s is sent as a change', (_what, changes, expected) => {
  const shelf = createTextShelf();
  shelf.change({ id, base: null, revision: 1, changes: [whole('hello')] });
  shelf.change({ id, base: 1, revision: 2, changes });
  expect(shelf.read({ id, revision: 2 })).toBe(expected);
});

test('a text that is sent itself is that text', () => {
  expect(createTextShelf().read('as it is')).toBe('as it is');
});

describe('a text that is too large in UTF-8', () => {
  const tooLarge = 'ä'.repeat(pasteLimitBytes / 2 + 1);
  const refused = expect.objectContaining({ code: 'TOO_LARGE' });

  test('is refused, shared or sent itself', () => {
    const shelf = createTextShelf();
    shelf.change({ id, base: null, revision: 1, changes: [whole(tooLarge)] });
    expect(() => shelf.read({ id, revision: 1 })).toThrow(refused);
    expect(() => shelf.read(tooLarge)).toThrow(refused);
  });

  test('is counted once, however often it is asked about', () => {
    const count = vi.spyOn(Buffer, 'byteLength');
    const shelf = createTextShelf();
    shelf.change({ id, base: null, revision: 1, changes: [whole(tooLarge.slice(2))] });
    shelf.read({ id, revision: 1 });
    shelf.read({ id, revision: 1 });
    expect(count).toHaveBeenCalledOnce();
    count.mockRestore();
  });
});

describe('what the shelf does not have has to be sent again', () => {
  const shelf = createTextShelf();
  shelf.change({ id, base: null, revision: 1, changes: [whole('one')] });
  shelf.change({ id, base: 1, revision: 2, changes: [{ from: 3, to: 3, insert: ' two' }] });
  const notFound = { code: 'NOT_FOUND' };

  test.each([1, 3])('revision %s, when 2 is the newest', (revision) => {
    expect(() => shelf.read({ id, revision })).toThrow(expect.objectContaining(notFound));
  });

  test('a change of what is not the newest', () => {
    const late = { id, base: 1, revision: 3, changes: [] };
    expect(() => shelf.change(late)).toThrow(expect.objectContaining(notFound));
  });

  test('the text of a window that has been still while four others wrote', () => {
    for (const last of ['2', '3', '4', '5']) {
      const other = id.replace(/1$/u, last);
      shelf.change({ id: other, base: null, revision: 1, changes: [whole('theirs')] });
    }
    expect(() => shelf.read({ id, revision: 2 })).toThrow(expect.objectContaining(notFound));
  });
});

test.each<[string, TextPart[]]>([
  ['past the end', [{ from: 4, to: 4, insert: '' }]],
  ['backwards', [{ from: 2, to: 1, insert: '' }]],
  [
    'out of order',
    [
      { from: 2, to: 3, insert: '' },
      { from: 1, to: 2, insert: '' },
    ],
  ],
])('changes that reach %s are refused, and the text stays', (_what, changes) => {
  const shelf = createTextShelf();
  shelf.change({ id, base: null, revision: 1, changes: [whole('abc')] });
  expect(() => shelf.change({ id, base: 1, revision: 2, changes })).toThrow(
    expect.objectContaining({ code: 'BAD_INPUT' }),
  );
  expect(shelf.read({ id, revision: 1 })).toBe('abc');
});
