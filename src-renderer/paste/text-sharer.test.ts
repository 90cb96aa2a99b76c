import { ChangeSet, Text } from '@codemirror/state';
import { describe, expect, test } from 'vitest';
import { type TextChange, textChangeSchema, textPartLength } from '../../src-main/contract/text.ts';
import { createTextSharer, type TextSharer } from './text-sharer.ts';

const lost = new Error('lost');

/** A box, and a host that puts together what it is sent. */
function openBox(text: string) {
  let doc = Text.of(text.split('\n'));
  const sent: TextChange[] = [];
  let held = { revision: 0, text: '' };
  let isAway = false;
  const take = async (change: TextChange) => {
    sent.push(textChangeSchema.parse(change));
    if (isAway) throw new Error('away');
    if (change.base !== null && change.base !== held.revision) throw lost;
    let text = change.base === null ? '' : held.text;
    for (const { from, to, insert } of change.changes.toReversed()) {
      text = text.slice(0, from) + insert + text.slice(to);
    }
    held = { revision: change.revision, text };
  };
  const sharer: TextSharer = createTextSharer(take, (error) => error === lost);
  /** The text as the host has it under that name. */
  const ask = (asked: Text) =>
    sharer.ask(asked, async ({ revision }) => {
      if (isAway) throw new Error('away');
      if (revision !== held.revision) throw lost;
      return held.text;
    });
  return {
    sent,
    ask,
    share: () => sharer.share(doc),
    shareAndAsk: () => {
      sharer.share(doc);
      return ask(doc);
    },
    held: () => held.text,
    doc: () => doc,
    goAway: (away: boolean) => {
      isAway = away;
    },
    restart: () => {
      held = { revision: 0, text: '' };
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
  await box.shareAndAsk();
  for (const changes of edits) box.type(...changes);
  expect(await box.shareAndAsk()).toBe(box.doc().toString());
});

test('a key is sent as a key, and nothing as nothing', async () => {
  const box = openBox(long);
  await box.shareAndAsk();
  const before = box.sent.length;
  box.type({ from: 4, insert: 'x' });
  await box.shareAndAsk();
  await box.shareAndAsk();
  expect(box.sent.slice(before).map(({ changes }) => changes)).toEqual([
    [{ from: 4, to: 4, insert: 'x' }],
  ]);
});

test('no message is longer than one may be', async () => {
  const box = openBox(long);
  await box.shareAndAsk();
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
    await box.shareAndAsk();
    box.goAway(true);
    box.type({ from: 3, insert: ' two' });
    await expect(box.shareAndAsk()).rejects.toThrow('away');
    box.goAway(false);
    box.type({ from: 7, insert: ' three' });
    expect(await box.shareAndAsk()).toBe('one two three');
  });

  test('by the next question about the same text, once the host is back', async () => {
    const box = openBox('one');
    box.goAway(true);
    await expect(box.shareAndAsk()).rejects.toThrow('away');
    box.goAway(false);
    expect([await box.ask(box.doc()), await box.ask(box.doc()), box.sent.length]).toEqual([
      'one',
      'one',
      2,
    ]);
  });

  test('while one types on, which is sent as a change then', async () => {
    const box = openBox('one');
    box.goAway(true);
    await expect(box.shareAndAsk()).rejects.toThrow('away');
    const before = box.doc();
    box.type({ from: 3, insert: ' two' });
    box.goAway(false);
    expect([await box.ask(before), await box.shareAndAsk(), box.sent.at(-1)?.changes]).toEqual([
      'one',
      'one two',
      [{ from: 3, to: 3, insert: ' two' }],
    ]);
  });

  test('for a host that starts anew by one message, whoever asks and however often', async () => {
    const box = openBox('one');
    await box.shareAndAsk();
    box.restart();
    const asked = await Promise.all([1, 2, 3].map(() => box.ask(box.doc())));
    expect([asked, await box.ask(box.doc()), box.sent.map(({ base }) => base)]).toEqual([
      ['one', 'one', 'one'],
      'one',
      [null, null],
    ]);
  });

  test('for a host that starts anew before a change arrives', async () => {
    const box = openBox('one');
    await box.shareAndAsk();
    box.restart();
    box.type({ from: 3, insert: ' two' });
    expect([await box.shareAndAsk(), box.sent.map(({ base }) => base)]).toEqual([
      'one two',
      [null, 1, null],
    ]);
  });
});

test('an older text is not sent again: another one stands in its place', async () => {
  const box = openBox('one');
  const before = box.doc();
  await box.shareAndAsk();
  box.type({ from: 3, insert: ' two' });
  box.share();
  await expect(box.ask(before)).rejects.toMatchObject({ code: 'OUTDATED' });
  expect(box.sent.length).toBe(2);
});

test('what the host does not get in order is asked for a few times only', async () => {
  const asked: number[] = [];
  const sharer = createTextSharer(
    async () => {},
    (error) => error === lost,
  );
  const doc = Text.of(['one']);
  sharer.share(doc);
  const question = async ({ revision }: { readonly revision: number }) => {
    asked.push(revision);
    throw lost;
  };
  await expect(sharer.ask(doc, question)).rejects.toBe(lost);
  expect(asked).toEqual([1, 2, 3]);
});
