import { expect, test } from 'vitest';
import { packFinds, pageLength, pageText } from '../../src-main/contract/pages.ts';
import { distinctFinds } from './distinct-finds.ts';
import { nothingFound, openFound } from './open-found.ts';

const finds = Array.from({ length: 20 * pageLength }, (_, index) => ({
  type: 'domain',
  value: `${index % 700}.example`,
  text: `${index % 700}.example`,
  start: 20 * index,
  end: 20 * index + 11,
  why: '',
  ...(index % 3 === 0 ? {} : { nestedIn: index - 1 }),
}));
const pages = packFinds(finds).map(pageText);
const pageAt = async (index: number) => pages[index] ?? '';
const never = new AbortController().signal;

test('pages become the finds in order, and each value once', async () => {
  expect(await openFound(pages.length, pageAt, never)).toEqual({
    finds,
    distinct: distinctFinds(finds, []),
  });
});

test('no page is nothing', async () => {
  expect(await openFound(0, pageAt, never)).toEqual(nothingFound);
});

test('the window has its turn in between, and what is given up ends there', async () => {
  const abort = new AbortController();
  const asked: number[] = [];
  const slow = async (index: number) => {
    asked.push(index);
    // As long as a page of ten times the length would take.
    for (const end = performance.now() + 10; performance.now() < end; );
    return pageAt(index);
  };
  setTimeout(() => abort.abort(new Error('another text')));
  await expect(openFound(pages.length, slow, abort.signal)).rejects.toThrow('another text');
  expect(asked.length).toBeLessThan(pages.length);
});
