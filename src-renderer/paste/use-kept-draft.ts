import { useEffect, useRef } from 'react';
import { useHost } from '../app/host.ts';
import type { Draft } from './use-draft.ts';

const keepAfterMs = 1000;
/** A larger text is a file that the analyst still has. */
const largestKept = 5_000_000;

/** Keeps with the host what was not submitted yet, and puts it back when the window is opened again. */
export function useKeptDraft(draft: Draft): void {
  const { client } = useHost();
  const { isChanged, revision, restore } = draft;
  const { title, caseReference, tlp } = draft.fields;
  const isKept = useRef(false);
  const restoring = useRef(restore);
  useEffect(() => {
    restoring.current = restore;
  });

  useEffect(() => {
    let isOpen = true;
    client.draft
      .get()
      .then((kept) => {
        if (!isOpen || kept === null) return;
        isKept.current = true;
        restoring.current(kept);
      })
      // What cannot be read back is no reason to disturb; the text box is there.
      .catch(() => {});
    return () => {
      isOpen = false;
    };
  }, [client]);

  useEffect(() => {
    const isWorthIt = isChanged && !revision.isEmpty && revision.doc.length <= largestKept;
    if (!isWorthIt && !isKept.current) return undefined;
    const keep = () =>
      isWorthIt
        ? revision.ask((text) => client.draft.keep({ text, title, caseReference, tlp }))
        : client.draft.keep(null);
    const timer = setTimeout(() => {
      isKept.current = isWorthIt;
      keep().catch(() => {});
    }, keepAfterMs);
    return () => clearTimeout(timer);
  }, [caseReference, client, isChanged, revision, title, tlp]);
}
