import type { ChangeSet, Text } from '@codemirror/state';
import { useQuery } from '@tanstack/react-query';
import { type RefObject, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { Find } from '../../src-main/contract/observable.ts';
import type { FindEdit, Paste } from '../../src-main/contract/paste.ts';
import type { ChosenEnrichers, KeptDraft } from '../../src-main/contract/settings.ts';
import type { Tlp } from '../../src-main/contract/vocabulary.ts';
import { useHost } from '../app/host.ts';
import { usePlaces } from '../app/places.ts';
import { isAnswer } from '../transport.ts';
import { distinctFinds } from './distinct-finds.ts';
import type { FindState } from './find-chips.tsx';
import { lookIn } from './find-look.ts';
import { nothingFound } from './open-found.ts';
import type { PasteBoxHandle } from './paste-box.tsx';
import { useExtraction, useFindsOf } from './use-extraction.ts';
import { type Revision, useRevision } from './use-revision.ts';

/** What stands beside the text. */
export type DraftFields = {
  readonly title: string;
  readonly caseReference: string;
  readonly tlp: Tlp | null;
  readonly edits: FindEdit[];
  readonly includeNoise: boolean;
  readonly enrichers: ChosenEnrichers;
};

/** The fields that become part of a paste. */
const submittedFields = ['title', 'caseReference', 'tlp', 'edits'] as const;

const emptyFields: DraftFields = {
  title: '',
  caseReference: '',
  tlp: null,
  edits: [],
  includeNoise: false,
  enrichers: null,
};

/**
 * The text box and what goes with it: either a paste as it was submitted (`opened`), or a draft. Changing the
 * text of an opened paste makes a draft of it; the paste itself never changes.
 */
export function useDraft(box: RefObject<PasteBoxHandle | null>) {
  const { queries } = useHost();
  const { pasteId, openPaste } = usePlaces();
  const [fields, setFields] = useState<DraftFields | null>(null);
  const { revision, read, readFree, readSoon, hold } = useRevision(box);
  const [changedByHand, setChangedByHand] = useState(false);
  const [isFresh, setFresh] = useState(pasteId === null);
  const [shownId, setShownId] = useState<number | null>(null);
  const [lastId, setLastId] = useState(pasteId);

  const settings = useQuery(queries.settings.get.queryOptions());
  const stored = useQuery({
    ...queries.pastes.get.queryOptions({ input: { id: pasteId ?? 0 } }),
    enabled: pasteId !== null,
  });
  const opened: Paste | null =
    pasteId !== null && stored.data?.id === pasteId && !changedByHand ? stored.data : null;

  // A letter that is typed after the paste was shown and before the box is filled with it must not be lost.
  const wasTypedSince = useRef(false);
  useLayoutEffect(() => {
    wasTypedSince.current = false;
  });
  const change = (byHand: boolean, changes: ChangeSet | null = null) => {
    if (byHand) {
      setChangedByHand(true);
      wasTypedSince.current = true;
    }
    readSoon(changes);
  };
  const set = (part: Partial<DraftFields>) =>
    setFields((before) => ({
      ...(before ?? { ...emptyFields, tlp: settings.data?.defaultTlp ?? null }),
      ...part,
    }));

  // Opening another paste puts the draft away.
  if (pasteId !== lastId) {
    setLastId(pasteId);
    setFresh(false);
    if (pasteId !== null && pasteId !== shownId) setChangedByHand(false);
  }
  // A paste that was opened fills the fields once, and the box.
  if (opened !== null && shownId !== opened.id) {
    setShownId(opened.id);
    setFields({
      ...emptyFields,
      title: opened.title,
      caseReference: opened.caseReference,
      tlp: opened.tlp,
      edits: opened.edits,
    });
  }
  // Over loopback another port is another origin, which remembers nothing: the newest paste is the last one.
  const newest = useQuery({
    ...queries.pastes.list.queryOptions({ input: { offset: 0, limit: 1 } }),
    enabled: isFresh,
  });
  const newestId = newest.data?.rows[0]?.id;
  const isUntouched = isFresh && !changedByHand && pasteId === null;
  useEffect(() => {
    if (!isUntouched || newestId === undefined) return;
    if (box.current?.doc().length === 0) openPaste(newestId);
  }, [box, isUntouched, newestId, openPaste]);

  const openedText = opened?.text;
  useEffect(() => {
    if (openedText !== undefined && !wasTypedSince.current) box.current?.replace(openedText);
  }, [box, openedText]);

  // It was removed, or the data folder is another one than last time: its text must not stay behind as a draft.
  const isGone = pasteId !== null && stored.error !== null && isAnswer(stored.error);
  useEffect(() => {
    if (!isGone) return;
    if (!changedByHand) box.current?.replace('');
    openPaste(null);
  }, [box, changedByHand, isGone, openPaste]);

  const extraction = useExtraction(revision, opened === null);
  const ofPaste = useFindsOf(opened);
  const found = (opened === null ? extraction.data : ofPaste.data) ?? nothingFound;
  const { finds } = found;
  // While one types on, what was found before stays on the screen, but not as marks of another text.
  const isCurrent = opened !== null || !extraction.isPlaceholderData;
  const current = fields ?? { ...emptyFields, tlp: settings.data?.defaultTlp ?? null };
  const { edits, includeNoise } = current;
  const distinct = useMemo(
    () => (edits.length === 0 ? found.distinct : distinctFinds(found.finds, edits)),
    [found, edits],
  );
  useEffect(() => {
    if (!isCurrent || box.current?.doc().eq(revision.doc) !== true) return;
    const lookOf = (find: Find) => lookIn(distinct, find, includeNoise);
    box.current.mark({ finds, lookOf });
  }, [box, distinct, finds, includeNoise, isCurrent, revision]);

  return {
    revision,
    /** the text as it is at this moment, for what cannot wait */
    read,
    readFree,
    hold,
    opened,
    openFailure: pasteId === null || isGone ? null : stored.error,
    isChanged: changedByHand,
    extraction,
    finds,
    /** by value, as corrected */
    distinct,
    findState: findState(opened !== null, revision, extraction),
    cut: extraction.data?.cut === true,
    settings: settings.data,
    fields: current,
    set,
    change,
    /** after a submission: what was submitted is the paste of this id; what was changed meanwhile stays a draft */
    settle: (id: number, submitted: { readonly doc: Text; readonly fields: DraftFields }) => {
      const isAsSubmitted =
        box.current?.doc().eq(submitted.doc) === true &&
        submittedFields.every((name) => current[name] === submitted.fields[name]);
      if (isAsSubmitted) setChangedByHand(false);
      if (isAsSubmitted || changedByHand) setShownId(id);
    },
    /** empties all for a new paste */
    clear: () => {
      setFresh(false);
      box.current?.replace('');
      setFields(null);
      setShownId(null);
      setChangedByHand(false);
      box.current?.focus();
    },
    /** puts back what was not submitted, unless something else was begun meanwhile */
    restore: ({ text, ...kept }: KeptDraft) => {
      if (changedByHand) return;
      setFields({ ...emptyFields, ...kept });
      box.current?.replace(text);
      change(true);
    },
    /** adds a value to the draft, or begins one with it */
    takeOver: (value: string) => {
      const before = opened === null ? (box.current?.text() ?? '') : '';
      if (opened !== null) setFields({ ...emptyFields, tlp: opened.tlp });
      box.current?.replace(before === '' ? value : `${before}\n${value}`);
      change(true);
      box.current?.focus();
    },
  };
}

export type Draft = ReturnType<typeof useDraft>;

function findState(
  isOpened: boolean,
  { isEmpty }: Revision,
  { error, isFetching, data }: ReturnType<typeof useExtraction>,
): FindState {
  if (isOpened) return 'found';
  if (isEmpty) return 'none';
  if (isFetching) return 'looking';
  if (error !== null) return 'failed';
  return data === undefined ? 'none' : 'found';
}
