import { expect, test } from 'vitest';
import { createTurn } from './in-turn.ts';

test('one after the other, and what was given up meanwhile is never begun', async () => {
  const turn = createTurn();
  const told: string[] = [];
  const gate = Promise.withResolvers<void>();
  const given = new AbortController();
  const all = Promise.allSettled([
    turn(async () => {
      told.push('first begins');
      await gate.promise;
      told.push('first ends');
      throw new Error('It failed.');
    }, undefined),
    turn(async () => told.push('given up'), given.signal),
    turn(async () => told.push('last'), new AbortController().signal),
  ]);
  await Promise.resolve();
  given.abort();
  gate.resolve();
  const ends = (await all).map(({ status }) => status);
  expect({ told, ends }).toEqual({
    told: ['first begins', 'first ends', 'last'],
    ends: ['rejected', 'rejected', 'fulfilled'],
  });
});
