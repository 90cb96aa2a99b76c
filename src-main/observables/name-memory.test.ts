import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { findObservables } from './find.ts';
import { nameMemory } from './name-memory.ts';

test('what is remembered of a name keeps nothing of the text it stood in', () => {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const memory = nameMemory();
  const filler = 'lorem ipsum dolor sit amet '.repeat(30_000);
  const read = (round: number) =>
    findObservables(`${filler} first-name-${round}.com https://second-name-${round}.com/a ä`, {
      memory,
    });
  for (const round of [1, 2]) read(round);
  collect();
  const before = process.memoryUsage().heapUsed;
  for (let round = 3; round <= 14; round++) read(round);
  collect();
  // Twelve texts of 810,000 units are more than 9 MB, whatever they are kept as.
  expect(process.memoryUsage().heapUsed - before).toBeLessThan(3 * 1024 * 1024);
  expect(memory.looks.size).toBe(14);
});
