import { expect, test } from 'vitest';
import type { SavedSet } from '../contract/settings.ts';
import { enricherCalled } from '../runs/fixtures/enricher.ts';
import { checkSets, chosenBy } from './choices.ts';

const lookup = enricherCalled('Lookup', { types: ['ipv4', 'domain'] });
const blocks = enricherCalled('Blocks', { types: ['ipv4'], effect: 'act' });
const enrichers = [lookup, blocks];
const quick: SavedSet = {
  name: 'Quick',
  key: 1,
  enrichers: { ipv4: [lookup.id, blocks.id], sha256: [lookup.id], cidr: ['gone:gone'] },
};

test.each([
  ['ticked ones take all their types', [lookup.id], [[lookup.id, ['ipv4', 'domain']]]],
  [
    'what a set names runs on the types it names, by any case',
    { set: 'quick' },
    [[lookup.id, ['ipv4']]],
  ],
  ['nothing is nothing', [], []],
] as const)('%s; what acts is in no set', (_name, choice, chosen) => {
  expect([...chosenBy(choice, { sets: [quick] }, enrichers)]).toEqual(chosen);
});

test('a set that is not there is named, with those that are', () => {
  expect(() => chosenBy({ set: 'Slow' }, { sets: [quick] }, enrichers)).toThrow(
    'There is no set "Slow". Saved are: Quick.',
  );
});

const withoutActs = { ...quick, enrichers: { ipv4: [lookup.id] } };
test.each([
  ['an enricher that acts', [quick], 'Blocks changes something elsewhere'],
  [
    'a name twice',
    [withoutActs, { ...withoutActs, name: 'QUICK', key: 2 }],
    'There is a set "QUICK" already',
  ],
  ['a key twice', [withoutActs, { ...withoutActs, name: 'Other' }], 'Key 1 belongs to another set'],
] as const)('sets are refused with %s', (_name, sets, sentence) => {
  expect(() => checkSets(sets, enrichers)).toThrow(sentence);
  expect(() => checkSets([withoutActs], enrichers)).not.toThrow();
});
