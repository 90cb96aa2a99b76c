import { Button, Dialog, DialogBody, DialogFooter } from '@blueprintjs/core';
import { tlpLabel } from '../../src-main/contract/tlp.ts';
import type { Tlp } from '../../src-main/contract/vocabulary.ts';
import { useReturnFocus } from '../shared/use-return-focus.ts';

type Props = {
  readonly to: Tlp;
  readonly onPutOff: () => void;
  readonly onConfirm: () => void;
};

export function LowerTlpDialog({ to, onPutOff, onConfirm }: Props) {
  const marking = tlpLabel(to);
  useReturnFocus();
  return (
    <Dialog isOpen title={`Lower the marking to ${marking}?`} onClose={onPutOff}>
      <DialogBody>
        <p>
          Its values may then travel further. This is logged. Values that also stand in a paste with
          a higher marking keep that one.
        </p>
      </DialogBody>
      <DialogFooter
        actions={
          <>
            <Button text="Keep it" onClick={onPutOff} />
            <Button intent="primary" text={`Lower to ${marking}`} onClick={onConfirm} />
          </>
        }
      />
    </Dialog>
  );
}
