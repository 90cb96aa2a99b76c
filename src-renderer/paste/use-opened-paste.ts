import { useState } from 'react';
import type { FindEdit } from '../../src-main/contract/paste.ts';
import { rankOfTlp } from '../../src-main/contract/tlp.ts';
import type { Tlp } from '../../src-main/contract/vocabulary.ts';
import { useHost } from '../app/host.ts';
import { everyRow, rowsBetween } from '../shared/all-rows.ts';
import { sentenceOf } from '../transport.ts';
import { keyOf } from './distinct-finds.ts';
import { ticksThrough, withEdits } from './find-edits.ts';
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
    set({
      edits: withEdits(fields.edits, opened === null ? changes : changes.flatMap(ticksThrough)),
    });
    const corrections = opened === null ? [] : changes.filter(isCorrection);
    if (corrections.length > 0) void tell(() => correct(corrections));
  };

  /** In a paste that is kept, leaving out and another type are the host's. */
  const correct = async (corrections: readonly FindEdit[]) => {
    if (opened === null) return;
    const { id: pasteId } = opened;
    const filter = corrections.length === 1 ? (corrections[0]?.value ?? '') : '';
    const rows = await rowsBetween(client, { pasteId, ...everyRow, filter });
    const ids = new Map(rows.map((row) => [keyOf(row), row.id]));
    for (const { type, value, drop, asType } of corrections) {
      const observableId = ids.get(keyOf({ type, value }));
      if (observableId === undefined) {
        return say('This observable is no longer part of the paste.');
      }
      const change = drop === true ? { drop } : { asType };
      await client.observables.edit({ pasteId, observableId, ...change });
    }
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

function isCorrection({ type, drop, asType }: FindEdit): boolean {
  return drop === true || (asType !== undefined && asType !== type);
}
