import { useEffect, useRef } from 'react';
import { useDefangAddress } from '../shared/defang-style.ts';
import { useCopy } from './copying.ts';
import { externalAddress } from './external-address.ts';

type LinkDialogProps = {
  readonly address: string;
  readonly onOpen: (address: string) => void;
  readonly onClose: () => void;
};

/** Asks before anything leaves the bench. Only https addresses can be opened; any can be copied. */
export function LinkDialog({ address, onOpen, onClose }: LinkDialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const copy = useCopy();
  const defangAddress = useDefangAddress();
  const external = externalAddress(address);
  useEffect(() => {
    dialog.current?.showModal();
  }, []);
  return (
    <dialog ref={dialog} className="fb-dialog" aria-labelledby="fb-link-title" onClose={onClose}>
      <h2 id="fb-link-title">Open this address outside the bench?</h2>
      <p className="fb-dialog-address">{defangAddress(address)}</p>
      <p className="fb-muted">
        {external === null
          ? 'Only https addresses can be opened from here. Copy it if you need it elsewhere.'
          : 'Its owner sees that you came. The bench sends nothing by itself.'}
      </p>
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
        {external === null ? null : (
          <button
            type="button"
            className="fb-button fb-button-primary"
            onClick={() => {
              onOpen(external);
              dialog.current?.close();
            }}
          >
            Open in browser
          </button>
        )}
      </div>
    </dialog>
  );
}
