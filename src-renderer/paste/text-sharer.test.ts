import { ChangeSet, Text } from '@codemirror/state';
import { describe, expect, test } from 'vitest';
import { type TextChange, textChangeSchema, textPartLength } from '../../src-main/contract/text.ts';
import { createTextSharer } from './text-sharer.ts';

/** A box, and a host that puts together what it is sent. */
function openBox(text: string) {
  let doc = Text.of(text.split('\n'));
  const sent: TextChange[] = [];
  let held = { revision: 0, text: '' };
  let isAway = false;
  const sharer = createTextSharer(async (change) => {
    sent.push(textChangeSchema.parse(change));
    if (isAway) throw new Error('away');
    expect(change.base ?? 0).toBe(change.base === null ? 0 : held.revision);
    let text = change.base === null ? '' : held.text;
    for (const { from, to, insert } of change.changes.toReversed()) {
      text = text.slice(0, from) + insert + text.slice(to);
    }
    held = { revision: change.revision, text };
  });
  return {
    sharer,
    sent,
    held: () => held.text,
    doc: () => doc,
    goAway: (away: boolean) => {
      isAway = away;
    },
    type(...changes: { from: number; to?: number; insert?: string }[]) {
      const set = ChangeSet.of(changes, doc.length);
      doc = set.apply(doc);
      sharer.note(set);
    },
  };
}

const long = 'a report\n'.repeat(70_000);

test.each<[string, string, { from: number; to?: number; insert?: string }[][]]>([
  ['nothing', 'one\ntwo', []],
  ['a letter', 'one\ntwo', [[{ from: 3, insert: '!' }]]],
  [
    'several letters, one after the other',
    'one',
    [[{ from: 3, insert: 'a' }], [{ from: 4, insert: '\nb' }]],
  ],
  [
    'places at once',
    'one two',
    [
      [
        { from: 0, to: 3 },
        { from: 7, insert: '!' },
      ],
    ],
  ],
  ['a long text in the middle', 'one two', [[{ from: 3, to: 4, insert: long }]]],
  [
    'long texts at two places',
    'one two',
    [
      [
        { from: 0, insert: long },
        { from: 7, insert: long },
      ],
    ],
  ],
  [
    'more places than are counted',
    'ab'.repeat(3000),
    [
      Array.from({ length: 3000 }, (_, index) => ({
        from: 2 * index,
        to: 2 * index + 1,
        insert: 'c',
      })),
    ],
  ],
  ['the whole text', long, [[{ from: 0, to: long.length, insert: 'short' }]]],
])('the host has the text after %s has changed', async (_what, text, edits) => {
  const box = openBox(text);
  await box.sharer.share(box.doc());
  for (const changes of edits) box.type(...changes);
  await box.sharer.share(box.doc());
  expect(box.held()).toBe(box.doc().toString());
});

test('a key is sent as a key, and nothing as nothing', async () => {
  const box = openBox(long);
  await box.sharer.share(box.doc());
  const before = box.sent.length;
  box.type({ from: 4, insert: 'x' });
  const shared = await box.sharer.share(box.doc());
  expect([
    box.sent.slice(before).map(({ changes }) => changes),
    await box.sharer.share(box.doc()),
  ]).toEqual([[[{ from: 4, to: 4, insert: 'x' }]], shared]);
});

test('no message is longer than one may be', async () => {
  const box = openBox(long);
  await box.sharer.share(box.doc());
  const lengths = box.sent.map(({ changes }) => changes[0]?.insert.length ?? 0);
  expect([box.held() === long, lengths.length > 2, Math.max(...lengths)]).toEqual([
    true,
    true,
    textPartLength,
  ]);
});

describe('what went wrong is made good', () => {
  test('by the next text, as a whole', async () => {
    const box = openBox('one');
    await box.sharer.share(box.doc());
    box.goAway(true);
    box.type({ from: 3, insert: ' two' });
    await expect(box.sharer.share(box.doc())).rejects.toThrow('away');
    box.goAway(false);
    box.type({ from: 7, insert: ' three' });
    await box.sharer.share(box.doc());
    expect(box.held()).toBe('one two three');
  });

  test('by sharing the newest text again', async () => {
    const box = openBox('one');
    const first = box.doc();
    await box.sharer.share(first);
    box.type({ from: 3, insert: ' two' });
    await box.sharer.share(box.doc());
    expect(box.sharer.shareAgain(first)).toBeNull();
    await box.sharer.shareAgain(box.doc());
    expect([box.sent.at(-1)?.base, box.held()]).toEqual([null, 'one two']);
  });
});
