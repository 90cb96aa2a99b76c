import { expect, it } from 'vitest';
import { outlinePath } from './geo-outline.ts';

const topology = {
  transform: { scale: [1, 1], translate: [-10, 0] },
  arcs: [
    [
      [0, 0],
      [10, 0],
    ],
    [
      [0, 0],
      [0, 5],
      [10, -5],
    ],
    [
      [180, 0],
      [-340, 5],
    ],
  ],
};

it.each([
  [
    'a ring of two arcs, the second one backwards',
    [0, -2],
    'M-10.0,0.0L0.0,0.0L-10.0,-5.0L-10.0,0.0Z',
  ],
  ['polygons one after the other', [[[0]], [[0]]], 'M-10.0,0.0L0.0,0.0ZM-10.0,0.0L0.0,0.0Z'],
  [
    'both ends of what crosses the date line',
    [2],
    'M170.0,0.0L190.0,-5.0ZM-190.0,0.0L-170.0,-5.0Z',
  ],
  ['nothing for arcs that are not there', [7], ''],
])('draws %s', (_name, arcs, path) => {
  expect(outlinePath(topology, arcs).replaceAll('-0.0', '0.0')).toBe(path);
});
