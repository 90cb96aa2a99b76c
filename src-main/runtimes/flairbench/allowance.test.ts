import { expect, test } from 'vitest';
import { createAllowance } from './allowance.ts';

/** Time that stands still until it is told to pass; `due` is what the timer waits for, null when there is none. */
function allowance(milliseconds: number) {
  let now = 0;
  let due: number | null = null;
  let spent = 0;
  const clock = {
    now: () => now,
    after(wait: number) {
      due = now + wait;
      return () => {
        due = null;
      };
    },
  };
  const own = createAllowance(clock, milliseconds, () => {
    spent += 1;
  });
  return { ...own, pass: (wait: number) => (now += wait), due: () => due, spent: () => spent };
}

test('it runs from the start', () => {
  expect(allowance(100).due()).toBe(100);
});

test('it stands still while somebody else is waited for', () => {
  const { pass, pause, resume, due } = allowance(100);
  pass(40);
  pause();
  expect(due()).toBe(null);
  pass(1000);
  resume();
  expect(due()).toBe(1100);
});

test('it goes on only when nobody is waited for any more', () => {
  const { pass, pause, resume, due } = allowance(100);
  pause();
  pause();
  pass(10);
  resume();
  expect(due()).toBe(null);
  pass(10);
  resume();
  expect(due()).toBe(120);
});

test('once stopped it stays so, whoever still answers', () => {
  const { pause, resume, stop, due, spent } = allowance(100);
  pause();
  stop();
  resume();
  expect([due(), spent()]).toEqual([null, 0]);
});
