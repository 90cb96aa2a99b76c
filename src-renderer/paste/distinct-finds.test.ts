import { expect, it } from 'vitest';
import { distinctFinds, findsByType, withEdit } from './distinct-finds.ts';

const finds = [
  {
    type: 'domain',
    value: 'evil.example',
    text: 'evil[.]example',
    start: 0,
    end: 14,
    why: 'defanged',
  },
  { type: 'md5', value: 'ab', text: 'AB', start: 20, end: 22, why: '', noise: 'empty file' },
  {
    type: 'domain',
    value: 'evil.example',
    text: 'evil.example',
    start: 30,
    end: 42,
    why: '',
    nestedIn: 1,
  },
];

it('lists a value once, with its corrections, under its corrected type', () => {
  const edits = [{ type: 'domain', value: 'evil.example', asType: 'filename', drop: true }];
  expect(findsByType(distinctFinds(finds, edits))).toEqual([
    [
      'filename',
      [
        {
          type: 'domain',
          value: 'evil.example',
          text: 'evil[.]example',
          asType: 'filename',
          dropped: true,
          noise: null,
          nested: false,
        },
      ],
    ],
    [
      'md5',
      [
        {
          type: 'md5',
          value: 'ab',
          text: 'AB',
          asType: 'md5',
          dropped: false,
          noise: 'empty file',
          nested: false,
        },
      ],
    ],
  ]);
});

it('forgets a correction that corrects nothing', () => {
  const edit = { type: 'domain', value: 'evil.example' };
  const dropped = withEdit([], { ...edit, drop: true });
  expect([dropped, withEdit(dropped, { ...edit, drop: false })]).toEqual([
    [{ ...edit, drop: true }],
    [],
  ]);
});
