import { expect, test } from 'vitest';
import { takeInTurn } from './take-in-turn.ts';

/** Queues as `enricher: priority of each`; the ids count up from a hundred times the enricher. */
const heads = (queues: Readonly<Record<number, readonly number[]>>) =>
  Object.entries(queues).flatMap(([enricher, priorities]) =>
    priorities.map((priority, index) => ({
      id: Number(enricher) * 100 + index,
      enricher: Number(enricher),
      priority,
    })),
  );

test.each([
  {
    name: 'one enricher alone takes every slot',
    queues: { 1: [0, 0, 0] },
    taken: [],
    served: [],
    limit: 3,
    expected: [100, 101, 102],
  },
  {
    name: 'two enrichers share the slots',
    queues: { 1: [0, 0, 0, 0], 2: [0, 0] },
    taken: [],
    served: [],
    limit: 4,
    expected: [100, 200, 101, 201],
  },
  {
    name: 'who has slots already comes after who has none',
    queues: { 1: [0, 0], 2: [0, 0] },
    taken: [[1, 2]],
    served: [1],
    limit: 2,
    expected: [200, 201],
  },
  {
    name: 'of those with as many slots, who was served longest ago comes first',
    queues: { 1: [0], 2: [0], 3: [0] },
    taken: [],
    served: [3, 1],
    limit: 2,
    expected: [200, 300],
  },
  {
    name: 'a higher priority comes before fewer slots',
    queues: { 1: [1, 0], 2: [0] },
    taken: [[1, 1]],
    served: [],
    limit: 2,
    expected: [100, 200],
  },
  {
    name: 'the last slot is not for the one that has all others, whatever its priority',
    queues: { 1: [1, 1], 2: [0] },
    taken: [[1, 2]],
    served: [],
    limit: 1,
    expected: [200],
  },
] as const)('$name', ({ queues, taken, served, limit, expected }) => {
  expect(takeInTurn(heads(queues), { limit, taken: new Map(taken), served })).toEqual(expected);
});
