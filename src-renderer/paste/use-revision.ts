import { type ChangeSet, Text } from '@codemirror/state';
import { type RefObject, useEffect, useRef, useState } from 'react';
import { isBinary } from '../../src-main/contract/plain-text.ts';
import type { SharedText } from '../../src-main/contract/text.ts';
import { useHost } from '../app/host.ts';
import { isNotFound } from '../transport.ts';
import type { PasteBoxHandle } from './paste-box.tsx';
import { createTextSharer } from './text-sharer.ts';

/** A text under a number: query keys must stay small, whatever was pasted. */
export type Revision = {
  readonly number: number;
  readonly doc: Text;
  readonly isEmpty: boolean;
  readonly isBinary: boolean;
  /** asks the host something about this text, by the name under which it has it */
  readonly ask: <Answer>(question: (text: SharedText) => Promise<Answer>) => Promise<Answer>;
};

const shortestQuietMs = 120;
const longestQuietMs = 2000;
/** Reading takes longer, too: a text of 1 MB is asked about a tenth of a second later. */
const unitsPerQuietMs = 10_000;
/** What is longer was pasted, and nothing more comes soon. */
const typedAtMost = 1000;
/** Binary data shows itself at once. */
const sampleLength = 65_536;

/** The text of the box, a while after it has changed. */
export function useRevision(box: RefObject<PasteBoxHandle | null>) {
  const { client } = useHost();
  const [sharer] = useState(() =>
    createTextSharer((change) => client.changeText(change), isNotFound),
  );
  const [revision, setRevision] = useState<Revision>(emptyRevision);
  const latest = useRef(revision);
  const isHeld = useRef(false);
  const held = useRef<Promise<void>>(Promise.resolve());
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);

  const revisionOf = (doc: Text): Revision => {
    sharer.share(doc);
    return {
      number: latest.current.number + 1,
      doc,
      isEmpty: doc.length === 0,
      isBinary: isBinary(doc.sliceString(0, sampleLength)),
      ask: (question) => sharer.ask(doc, question),
    };
  };

  /** The text as it is at this moment. */
  const read = (): Revision => {
    clearTimeout(timer.current);
    const doc = box.current?.doc() ?? Text.empty;
    if (!doc.eq(latest.current.doc)) {
      latest.current = revisionOf(doc);
      setRevision(latest.current);
    }
    return latest.current;
  };

  /** Takes note of a change, and reads once the box has been quiet. */
  const readSoon = (changes: ChangeSet | null) => {
    if (changes !== null) sharer.note(changes);
    if (isHeld.current) return;
    const length = box.current?.doc().length ?? 0;
    const isTyped = changes !== null && changes.newLength - changes.length < typedAtMost;
    const patienceMs = isTyped ? length / unitsPerQuietMs : 0;
    clearTimeout(timer.current);
    timer.current = setTimeout(read, Math.min(longestQuietMs, shortestQuietMs + patienceMs));
  };

  return {
    revision,
    read,
    /** once nothing holds the text any more: sharing another one would take it from under that */
    readFree: async (): Promise<Revision> => {
      await held.current;
      return read();
    },
    readSoon,
    /** The host keeps the text as `work` reads it until that is done; what is typed meanwhile is read after it. */
    hold: async (work: () => Promise<void>) => {
      const { promise, resolve } = Promise.withResolvers<void>();
      isHeld.current = true;
      held.current = promise;
      try {
        await work();
      } finally {
        isHeld.current = false;
        resolve();
        readSoon(null);
      }
    },
  };
}

const emptyRevision: Revision = {
  number: 0,
  doc: Text.empty,
  isEmpty: true,
  isBinary: false,
  ask: () => Promise.reject(new Error('There is nothing to ask about.')),
};
