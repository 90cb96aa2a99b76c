import { useState } from 'react';
import type { FindEdit } from '../../src-main/contract/paste.ts';
import { rankOfTlp } from '../../src-main/contract/tlp.ts';
import type { Tlp } from '../../src-main/contract/vocabulary.ts';
import { useHost } from '../app/host.ts';
import { sentenceOf } from '../transport.ts';
import { withEdits } from './find-edits.ts';
import type { Draft } from './use-draft.ts';

/** Corrections: to a draft they are notes for the submission, to an opened paste they are changes on the host. */
export function useOpenedPaste(draft: Draft, say: (sentence: string | null) => void) {
  const { client } = useHost();
  const [lowering, setLowering] = useState<Tlp | null>(null);
  const { opened, fields, set } = draft;

  const tell = async (work: () => Promise<unknown>) => {
    try {
      await work();
      say(null);
    } catch (error) {
      say(sentenceOf(error));
    }
  };

  const edit = (changes: readonly FindEdit[]) => {
    set({ edits: withEdits(fields.edits, changes) });
    if (opened === null) return;
    // Ticks alone are the window's: they are asked for with Enrich.
    const corrections = changes.filter((change) => !isTick(fields.edits, change));
    if (corrections.length > 0)
      void tell(() => client.pastes.correct({ id: opened.id, edits: corrections }));
  };

  /** Title and case of an opened paste go to the host when the field is left. */
  const label = () => {
    if (opened === null) return;
    const { title, caseReference } = fields;
    if (title === opened.title && caseReference === opened.caseReference) return;
    void tell(() => client.pastes.update({ id: opened.id, title, caseReference }));
  };

  const mark = (tlp: Tlp | null) => {
    if (opened === null) return set({ tlp });
    if (tlp === null) {
      if (opened.tlp !== null) say('A marked paste stays marked. Choose another marking.');
      return;
    }
    if (rankOfTlp(tlp) < rankOfTlp(opened.tlp)) return setLowering(tlp);
    set({ tlp });
    void tell(() => client.pastes.update({ id: opened.id, tlp }));
  };

  return {
    edit,
    label,
    mark,
    /** the marking that waits for the explicit click */
    lowering,
    putOff: () => setLowering(null),
    lower: () => {
      if (lowering === null || opened === null) return;
      set({ tlp: lowering });
      setLowering(null);
      void tell(() => client.pastes.update({ id: opened.id, tlp: lowering, lower: true }));
    },
  };
}

/** Whether it leaves out, takes back and retypes nothing. */
function isTick(before: readonly FindEdit[], { type, value, drop, asType }: FindEdit): boolean {
  const known = before.find((edit) => edit.type === type && edit.value === value);
  return (drop ?? false) === (known?.drop ?? false) && (asType ?? type) === (known?.asType ?? type);
}
