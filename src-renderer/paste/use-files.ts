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

type Reading = { readonly queue: File[]; readonly abort: AbortController };

/**
 * Reads files into the box, one after the other. The first one that finds it empty names the paste; what comes to
 * a text that stands there already is added under a line with its name. Nothing that stands there is lost.
 */
export function useFiles(draft: Draft, box: RefObject<PasteBoxHandle | null>) {
  const { client } = useHost();
  const [reading, setReading] = useState<ReadingFile | null>(null);
  const [notes, setNotes] = useState<readonly string[]>([]);
  const [refused, setRefused] = useState<readonly string[]>([]);
  /** Whose files come in. What was cancelled is not this any more: nothing of it reaches the box. */
  const current = useRef<Reading>(null);
  // A file may take seconds to read: the draft that it comes to is the one of then.
  const latest = useRef(draft);
  useEffect(() => {
    latest.current = draft;
  });
  useEffect(() => () => current.current?.abort.abort(), []);

  const add = ({ title, text }: Taken, isOneOfMany: boolean) => {
    const { opened, fields, takeOver, set } = latest.current;
    const before = box.current?.text() ?? '';
    const isFirst = opened !== null || before.trim() === '';
    takeOver(isFirst && !isOneOfMany ? text : `${isFirst ? '' : '\n'}=== ${title} ===\n${text}`);
    const isTaken = box.current?.text() !== before;
    if (isTaken && isFirst && (opened !== null || fields.title === '')) set({ title });
  };

  const readOne = async (file: File, { signal }: AbortController, isOneOfMany: boolean) => {
    const refuse = (sentence: string) =>
      setRefused((before) => [...before, labelled(sentence, file, isOneOfMany)]);
    if (file.size > pasteLimitBytes) return refuse(tooLargeSentence);
    try {
      const document = await client.documents.read(file, { signal });
      // Who cancels in the last moment does not want it either.
      if (signal.aborted) return;
      if (document.text === '') return refuse('This file is empty.');
      add(document, isOneOfMany);
      const told = document.notes.map((note) => labelled(note, file, isOneOfMany));
      setNotes((before) => [...before, ...told]);
    } catch (error) {
      if (signal.aborted) return;
      refuse(error instanceof DOMException ? unreadable : sentenceOf(error));
    }
  };

  const readAll = async ({ queue, abort }: Reading) => {
    const isOneOfMany = queue.length > 1;
    for (let file = queue.shift(); file !== undefined; file = queue.shift()) {
      setReading({ name: file.name, waiting: queue.length });
      await readOne(file, abort, isOneOfMany);
      if (abort.signal.aborted) return;
    }
    current.current = null;
    setReading(null);
  };

  const forget = () => {
    setNotes([]);
    setRefused([]);
  };
  const take = (files: readonly File[]) => {
    if (files.length === 0) return;
    if (current.current !== null) return void current.current.queue.push(...files);
    forget();
    current.current = { queue: [...files], abort: new AbortController() };
    void readAll(current.current);
  };

  return {
    reading,
    /** sentences on what was read, and on what was not */
    notes,
    refused,
    take,
    cancel: () => {
      current.current?.abort.abort();
      current.current = null;
      setReading(null);
    },
    forget,
  };
}

const unreadable = 'It cannot be read: it may be a folder, or not be there any more.';

/** With several files, each sentence says which one it is about. */
function labelled(sentence: string, file: File, isOneOfMany: boolean): string {
  return isOneOfMany ? `${file.name}: ${sentence}` : sentence;
}

export type Files = ReturnType<typeof useFiles>;
