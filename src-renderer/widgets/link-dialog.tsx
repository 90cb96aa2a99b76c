import { useEffect, useRef, useState } from 'react';
import type { LinkAnswer } from '../../src-main/contract/link.ts';
import { useDefangAddress } from '../shared/defang-style.ts';
import { sentenceOf } from '../transport.ts';
import { useCopy } from './copying.ts';
import { externalAddress } from './external-address.ts';

export type OpenLink = (address: string, anyway: boolean) => Promise<LinkAnswer>;

type LinkDialogProps = {
  readonly address: string;
  /** asks the gate, and opens the address where it says yes */
  readonly onOpen: OpenLink;
  readonly onClose: () => void;
};

/** Asks before anything leaves the bench. Only https addresses can be opened; any can be copied. */
export function LinkDialog({ address, onOpen, onClose }: LinkDialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [refusal, setRefusal] = useState<LinkAnswer | null>(null);
  const copy = useCopy();
  const defangAddress = useDefangAddress();
  const external = externalAddress(address);
  useEffect(() => {
    dialog.current?.showModal();
  }, []);
  const open = async (anyway: boolean) => {
    if (external === null) return;
    try {
      const answer = await onOpen(external, anyway);
      if (answer.opens) dialog.current?.close();
      else setRefusal(answer);
    } catch (error) {
      setRefusal({ opens: false, sentence: sentenceOf(error), mayAnyway: false });
    }
  };
  return (
    <dialog ref={dialog} className="fb-dialog" aria-labelledby="fb-link-title" onClose={onClose}>
      <h2 id="fb-link-title">Open this address outside the bench?</h2>
      <p className="fb-dialog-address">{defangAddress(address)}</p>
      <p className="fb-muted">
        {external === null
          ? 'Only https addresses can be opened from here. Copy it if you need it elsewhere.'
          : 'Its owner sees that you came, and the ledger notes it. The bench sends nothing by itself.'}
      </p>
      {refusal !== null && <p role="alert">{refusal.sentence}</p>}
      <div className="fb-dialog-actions">
        <button type="button" className="fb-button" onClick={() => dialog.current?.close()}>
          Cancel
        </button>
        <button
          type="button"
          className="fb-button"
          onClick={() => void copy(address, 'the address')}
        >
          Copy address
        </button>
        {external !== null && refusal === null && (
          <button
            type="button"
            className="fb-button fb-button-primary"
            onClick={() => void open(false)}
          >
            Open in browser
          </button>
        )}
        {refusal?.mayAnyway === true && (
          <button type="button" className="fb-button" onClick={() => void open(true)}>
            Open anyway
          </button>
        )}
      </div>
    </dialog>
  );
}
