import { type RefObject, useEffect, useRef } from 'react';
import { useHost } from '../app/host.ts';
import type { PasteBoxHandle } from './paste-box.tsx';
import type { Draft } from './use-draft.ts';

/** At most this often: a text may be large. */
const keepEveryMs = 1000;
/** A larger text is a file that the analyst still has. */
const largestKept = 5_000_000;

/**
 * Keeps with the host what was not submitted yet, and puts it back when the window is opened again. Gives what
 * forgets it at once.
 */
export function useKeptDraft(draft: Draft, box: RefObject<PasteBoxHandle | null>): () => void {
  const { client } = useHost();
  const { isChanged, revision, restore } = draft;
  const { title, caseReference, tlp, edits } = draft.fields;
  const isKept = useRef(false);
  const isWanted = useRef(true);
  const keptAt = useRef(Number.NEGATIVE_INFINITY);
  /** Counts what was said to the host: what still waits for its text must not come after something newer. */
  const turn = useRef(0);
  const isPending = useRef(false);
  const restoring = useRef(restore);
  useEffect(() => {
    restoring.current = restore;
  });

  useEffect(() => {
    let isOpen = true;
    client.draft
      .get()
      .then((kept) => {
        if (!isOpen || !isWanted.current || kept === null) return;
        isKept.current = true;
        restoring.current(kept);
      })
      // What cannot be read back is no reason to disturb; the text box is there.
      .catch(() => {});
    return () => {
      isOpen = false;
    };
  }, [client]);

  const forget = () => {
    turn.current += 1;
    isWanted.current = false;
    isKept.current = false;
    isPending.current = false;
    client.draft.keep(null).catch(() => {});
  };
  const forgetting = useRef(forget);

  useEffect(() => {
    turn.current += 1;
    const isWorthIt = isChanged && !revision.isEmpty && revision.doc.length <= largestKept;
    isPending.current = isWorthIt;
    if (!isWorthIt) {
      if (isKept.current) forgetting.current();
      return undefined;
    }
    const mine = turn.current;
    const keep = () => {
      isKept.current = true;
      isPending.current = false;
      keptAt.current = performance.now();
      revision
        .ask(async (text) => {
          if (turn.current === mine)
            await client.draft.keep({ text, title, caseReference, tlp, edits });
        })
        .catch(() => {});
    };
    const timer = setTimeout(keep, keptAt.current + keepEveryMs - performance.now());
    return () => clearTimeout(timer);
  }, [caseReference, client, edits, isChanged, revision, title, tlp]);

  useEffect(() => {
    // The text itself: who leaves cannot wait until it is shared.
    const flush = () => {
      const doc = box.current?.doc();
      if (!isChanged || doc === undefined || doc.length === 0 || doc.length > largestKept) return;
      if (!isPending.current && doc.eq(revision.doc)) return;
      turn.current += 1;
      isKept.current = true;
      isPending.current = false;
      const text = doc.toString();
      client.draft.keep({ text, title, caseReference, tlp, edits }).catch(() => {});
    };
    const flushHidden = () => {
      if (document.visibilityState === 'hidden') flush();
    };
    window.addEventListener('pagehide', flush);
    document.addEventListener('visibilitychange', flushHidden);
    return () => {
      window.removeEventListener('pagehide', flush);
      document.removeEventListener('visibilitychange', flushHidden);
    };
  }, [box, caseReference, client, edits, isChanged, revision, title, tlp]);

  return forget;
}
