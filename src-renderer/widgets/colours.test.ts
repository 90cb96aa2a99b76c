import { describe, expect, it } from 'vitest';
import { contrast, readableColours } from './colours.ts';

describe('readableColours', () => {
  it.each([
    ['nothing where nothing is said', {}, {}],
    ['a hue where only the text has a colour', { colour: '#ff0000' }, { hue: '#ff0000' }],
    [
      'both where they contrast',
      { colour: '#ffffff', background: '#000080' },
      { background: '#000080', text: '#ffffff' },
    ],
    [
      'black on yellow in place of white on yellow',
      { colour: '#ffffff', background: '#ffff00' },
      { background: '#ffff00', text: '#000000' },
    ],
    ['white on navy', { background: '#000080' }, { background: '#000080', text: '#ffffff' }],
  ])('gives %s', (_name, item, expected) => {
    expect(readableColours(item)).toEqual(expected);
  });
});

describe('contrast', () => {
  it('is 21 between black and white, in either order', () => {
    expect([contrast('#000000', '#ffffff'), contrast('#ffffff', '#000000')]).toEqual([21, 21]);
  });
});
