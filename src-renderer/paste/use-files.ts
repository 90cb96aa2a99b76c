import { type RefObject, useEffect, useRef, useState } from 'react';
import { tooLargeSentence } from '../../src-main/contract/plain-text.ts';
import { pasteLimitBytes } from '../../src-main/contract/vocabulary.ts';
import { useHost } from '../app/host.ts';
import { sentenceOf } from '../transport.ts';
import type { PasteBoxHandle } from './paste-box.tsx';
import type { Draft } from './use-draft.ts';

/** What is being read, and how many files wait behind it. */
export type ReadingFile = { readonly name: string; readonly waiting: number };

type Taken = { readonly title: string; readonly text: string };

/**
 * Reads files into the box, one after the other. The first one that finds it empty names the paste; what comes to
 * a text that stands there already is added under a line with its name. Nothing that stands there is lost.
 */
export function useFiles(
  draft: Draft,
  box: RefObject<PasteBoxHandle | null>,
  say: (sentence: string | null) => void,
) {
  const { client } = useHost();
  const [reading, setReading] = useState<ReadingFile | null>(null);
  const [notes, setNotes] = useState<readonly string[]>([]);
  const queue = useRef<File[]>([]);
  const abort = useRef<AbortController>(null);
  // A file may take seconds to read: the draft that it comes to is the one of then.
  const latest = useRef(draft);
  useEffect(() => {
    latest.current = draft;
  });
  useEffect(() => () => abort.current?.abort(), []);

  const add = ({ title, text }: Taken, isOneOfMany: boolean) => {
    const { opened, fields, takeOver, set } = latest.current;
    const before = box.current?.text() ?? '';
    const isFirst = opened !== null || before.trim() === '';
    takeOver(isFirst && !isOneOfMany ? text : `${isFirst ? '' : '\n'}=== ${title} ===\n${text}`);
    const isTaken = box.current?.text() !== before;
    if (isTaken && isFirst && (opened !== null || fields.title === '')) set({ title });
  };

  const readOne = async (file: File, signal: AbortSignal, isOneOfMany: boolean) => {
    if (file.size > pasteLimitBytes) return [tooLargeSentence];
    try {
      const document = await client.documents.read(file, { signal });
      // Who cancels in the last moment does not want it either.
      if (signal.aborted) return [];
      if (document.text === '') return ['This file is empty.'];
      add(document, isOneOfMany);
      setNotes((before) => [...before, ...labelled(document.notes, file, isOneOfMany)]);
      return [];
    } catch (error) {
      if (signal.aborted) return [];
      return [error instanceof DOMException ? unreadable : sentenceOf(error)];
    }
  };

  const readAll = async (signal: AbortSignal) => {
    const problems: string[] = [];
    const isOneOfMany = queue.current.length > 1;
    for (let file = queue.current.shift(); file !== undefined; file = queue.current.shift()) {
      setReading({ name: file.name, waiting: queue.current.length });
      const found = await readOne(file, signal, isOneOfMany);
      problems.push(...labelled(found, file, isOneOfMany));
    }
    if (problems.length > 0) say(problems.join(' '));
  };

  const take = async (files: readonly File[]) => {
    queue.current.push(...files);
    if (abort.current !== null || queue.current.length === 0) return;
    abort.current = new AbortController();
    say(null);
    setNotes([]);
    try {
      await readAll(abort.current.signal);
    } finally {
      abort.current = null;
      setReading(null);
    }
  };

  return {
    reading,
    notes,
    take: (files: readonly File[]) => void take(files),
    cancel: () => {
      queue.current = [];
      abort.current?.abort();
    },
    forgetNotes: () => setNotes([]),
  };
}

const unreadable = 'It cannot be read: it may be a folder, or not be there any more.';

/** With several files, each sentence says which one it is about. */
function labelled(sentences: readonly string[], file: File, isOneOfMany: boolean): string[] {
  return sentences.map((sentence) => (isOneOfMany ? `${file.name}: ${sentence}` : sentence));
}

export type Files = ReturnType<typeof useFiles>;
