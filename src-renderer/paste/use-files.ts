import { type RefObject, useEffect, useEffectEvent, useRef, useState } from 'react';
import { tooLargeSentence } from '../../src-main/contract/plain-text.ts';
import { pasteLimitBytes } from '../../src-main/contract/vocabulary.ts';
import { useHost } from '../app/host.ts';
import { usePlaces } from '../app/places.ts';
import { sentenceOf } from '../transport.ts';
import type { PasteBoxHandle } from './paste-box.tsx';
import type { Draft } from './use-draft.ts';

/** What is being read, and how many files wait behind it. */
export type ReadingFile = { readonly name: string; readonly waiting: number };

type Taken = { readonly title: string; readonly text: string };

type Reading = {
  readonly queue: File[];
  readonly abort: AbortController;
  /** that they were dropped on; null for a draft */
  readonly pasteId: number | null;
};

/**
 * Reads files into the box, one after the other. The first one that finds it empty names the paste; what comes to
 * a text that stands there already is added under a line with its name. Nothing that stands there is lost.
 */
export function useFiles(draft: Draft, box: RefObject<PasteBoxHandle | null>) {
  const { client } = useHost();
  const { pasteId } = usePlaces();
  const [reading, setReading] = useState<ReadingFile | null>(null);
  const [notes, setNotes] = useState<readonly string[]>([]);
  const [refused, setRefused] = useState<readonly string[]>([]);
  /** Whose files come in. What was cancelled is not this any more: nothing of it reaches the box. */
  const current = useRef<Reading>(null);
  /** The title that files gave to the text in the box. */
  const named = useRef<{ first: string; more: number; title: string }>(null);
  // A file may take seconds to read: the draft that it comes to is the one of then.
  const latest = useRef(draft);
  useEffect(() => {
    latest.current = draft;
  });
  useEffect(() => () => current.current?.abort.abort(), []);

  const cancel = () => {
    current.current?.abort.abort();
    current.current = null;
    setReading(null);
  };

  // Files belong to the paste that they were dropped on: another one that is opened meanwhile gets none of them.
  const leave = useEffectEvent((now: number | null) => {
    const left = current.current;
    if (left === null || left.pasteId === now) return;
    const names = [reading?.name ?? '', ...left.queue.map(({ name }) => name)].join(', ');
    cancel();
    setRefused((before) => [...before, `${names}: not taken, as another paste was opened.`]);
  });
  useEffect(() => leave(pasteId), [pasteId]);

  const add = ({ title, text }: Taken, isOneOfMany: boolean) => {
    const { opened, fields, takeOver, set } = latest.current;
    const before = box.current?.text() ?? '';
    const isFirst = opened !== null || before.trim() === '';
    takeOver(isFirst && !isOneOfMany ? text : `${isFirst ? '' : '\n'}=== ${title} ===\n${text}`);
    const isTaken = box.current?.text() !== before;
    if (!isTaken) return;
    if (!isFirst) return addToTitle();
    named.current = null;
    if (opened !== null || fields.title === '') {
      named.current = { first: title, more: 0, title };
      set({ title });
    }
  };

  /** `report.pdf and 2 more`, unless somebody has written another title since. */
  const addToTitle = () => {
    const before = named.current;
    if (before === null || latest.current.fields.title !== before.title) return;
    const more = before.more + 1;
    const title = `${before.first.slice(0, longestName)} and ${more} more`;
    named.current = { ...before, more, title };
    latest.current.set({ title });
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
    current.current = { queue: [...files], abort: new AbortController(), pasteId };
    void readAll(current.current);
  };

  return {
    reading,
    /** sentences on what was read, and on what was not */
    notes,
    refused,
    take,
    cancel,
    forget,
  };
}

/** A title has 200 characters. */
const longestName = 180;
const unreadable = 'It cannot be read: it may be a folder, or not be there any more.';

/** With several files, each sentence says which one it is about. */
function labelled(sentence: string, file: File, isOneOfMany: boolean): string {
  return isOneOfMany ? `${file.name}: ${sentence}` : sentence;
}

export type Files = ReturnType<typeof useFiles>;
