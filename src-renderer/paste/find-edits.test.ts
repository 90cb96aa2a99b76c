import { expect, it } from 'vitest';
import type { FindEdit } from '../../src-main/contract/paste.ts';
import { type DistinctFind, distinctFinds } from './distinct-finds.ts';
import { leftOut, retyped, takenBack, ticked, withEdits } from './find-edits.ts';

const plain = { type: 'domain', value: 'evil.example' };
const noise = { type: 'ipv4', value: '10.0.0.1' };
const finds = [
  { ...plain, text: 'evil[.]example', start: 0, end: 14, why: 'written defanged' },
  { ...noise, text: '10.0.0.1', start: 20, end: 28, why: 'four numbers', noise: 'private address' },
];

function after(
  key: string,
  ...steps: readonly ((find: DistinctFind) => FindEdit)[]
): readonly FindEdit[] {
  return steps.reduce<FindEdit[]>((edits, step) => {
    const find = distinctFinds(finds, edits).get(key);
    return find === undefined ? edits : withEdits(edits, [step(find)]);
  }, []);
}

const tick =
  (include: boolean, includeNoise = false) =>
  (find: DistinctFind) =>
    ticked(find, include, includeNoise);
const asFile = (find: DistinctFind) => retyped(find, 'filename');

it.each<[string, readonly FindEdit[], FindEdit[]]>([
  [
    'leaving out',
    after('domain evil.example', leftOut),
    [{ ...plain, drop: true, asType: 'domain' }],
  ],
  ['leaving out and taking back', after('domain evil.example', leftOut, takenBack), []],
  [
    'another type, kept while it is left out',
    after('domain evil.example', asFile, leftOut),
    [{ ...plain, drop: true, asType: 'filename' }],
  ],
  [
    'the type that it was found as',
    after('domain evil.example', asFile, (find) => retyped(find, 'domain')),
    [],
  ],
  [
    'a tick for one noise value',
    after('ipv4 10.0.0.1', tick(true)),
    [{ ...noise, drop: false, asType: 'ipv4', include: true }],
  ],
  ['a tick that is taken away again', after('ipv4 10.0.0.1', tick(true), tick(false)), []],
  ['a tick that all noise has anyhow', after('ipv4 10.0.0.1', tick(true, true)), []],
  [
    'no tick for what would run',
    after('domain evil.example', tick(false)),
    [{ ...plain, drop: false, asType: 'domain', include: false }],
  ],
  [
    'a tick for what was left out, which takes it back',
    after('domain evil.example', leftOut, tick(true)),
    [],
  ],
])('%s', (_name, edits, expected) => {
  expect(edits).toEqual(expected);
});

it('corrects many at once, and leaves the others as they are', () => {
  const before = [{ ...plain, drop: true }];
  const changes = [1, 2].map((index) => ({ type: 'md5', value: `${index}`, drop: true }));
  expect(withEdits(before, [...changes, { ...plain, drop: false }])).toEqual(changes);
});
