import { useState } from 'react';
import type { FindEdit } from '../../src-main/contract/paste.ts';
import { rankOfTlp } from '../../src-main/contract/tlp.ts';
import type { Tlp } from '../../src-main/contract/vocabulary.ts';
import { useHost } from '../app/host.ts';
import { everyRow } from '../shared/all-rows.ts';
import { sentenceOf } from '../transport.ts';
import { withEdit } from './distinct-finds.ts';
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

  const edit = (change: FindEdit) => {
    if (opened === null) return set({ edits: withEdit(fields.edits, change) });
    const { id } = opened;
    void tell(async () => {
      const query = { pasteId: id, ...everyRow, filter: change.value, offset: 0, limit: 100 };
      const { rows } = await client.observables.list(query);
      const row = rows.find(({ type, value }) => type === change.type && value === change.value);
      if (row === undefined) return say('This observable is no longer part of the paste.');
      const { drop, asType } = change;
      await client.observables.edit({
        pasteId: id,
        observableId: row.id,
        ...(drop === undefined ? {} : { drop }),
        ...(asType === undefined || asType === change.type ? {} : { asType }),
      });
    });
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
