import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { withProgressLine } from './progress-line.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const progress = (done: number) => async () => ({
  total: 3,
  done,
  open: 3 - done,
  others: 0,
  endsAt: null,
  waitsFor: null,
  resumable: 0,
  interrupted: 0,
});

async function shown(isTTY: boolean | undefined, done: number): Promise<string> {
  let text = '';
  const screen = { isTTY, write: (part: string) => (text += part) };
  const work = () => new Promise<void>((resolve) => setTimeout(resolve, 2500));
  const working = withProgressLine(screen, progress(done), work);
  await vi.advanceTimersByTimeAsync(3000);
  await working;
  return text.replaceAll('\u001b[K', '|');
}

test('on a terminal one line says how far it is, and is gone at the end', async () => {
  expect(await shown(true, 1)).toBe('\r|1 of 3 done\r|1 of 3 done\r|');
});

test('where nobody sits, or nothing is left to do, nothing is said', async () => {
  expect([await shown(undefined, 1), await shown(true, 3)]).toEqual(['', '\r|']);
});
