import { expect, test } from 'vitest';
import { chosenSet, setOfTicks } from './chosen-set.ts';

const quick = { name: 'Quick', key: 1, enrichers: { ipv4: ['a:geo'] } };

test.each([
  ['the one chosen for this paste', { set: 'Quick' }, null, 'Quick'],
  ['the last one where nothing is chosen', null, { set: 'Quick' }, 'Quick'],
  ['none over ticks', ['a:geo'], { set: 'Quick' }, undefined],
  ['none where it was removed', { set: 'Gone' }, null, undefined],
  ['none where nothing was ever chosen', null, null, undefined],
])('the chosen set is %s', (_name, chosen, last, name) => {
  expect(chosenSet(chosen, last, [quick])?.name).toBe(name);
});

test('ticks are saved by type, with the next free key and without what acts', () => {
  const enrichers = [
    { id: 'a:geo', types: ['ipv4', 'ipv6'], effect: 'read' },
    { id: 'a:dns', types: ['ipv4'], effect: 'read' },
    { id: 'a:block', types: ['ipv4'], effect: 'act' },
    { id: 'a:other', types: ['md5'], effect: 'read' },
  ];
  expect(setOfTicks(' Mine ', ['a:geo', 'a:dns', 'a:block'], enrichers, [quick])).toEqual({
    name: 'Mine',
    key: 2,
    enrichers: { ipv4: ['a:geo', 'a:dns'], ipv6: ['a:geo'] },
  });
});
