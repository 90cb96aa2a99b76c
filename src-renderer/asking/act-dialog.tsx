import { Button, Dialog, DialogBody, DialogFooter } from '@blueprintjs/core';
import type { Observable } from '../../src-main/contract/observable.ts';
import { useDefang } from '../shared/defang-style.ts';
import { useReturnFocus } from '../shared/use-return-focus.ts';

type Props = {
  readonly title: string;
  /** what will be changed, and where */
  readonly change: string;
  readonly observable: Observable;
  readonly onPutOff: () => void;
  readonly onConfirm: () => void;
};

/** Before something is changed elsewhere: asked each time, and never by itself. */
export function ActDialog({ title, change, observable, onPutOff, onConfirm }: Props) {
  const defang = useDefang();
  useReturnFocus();
  const { type, value } = observable;
  return (
    <Dialog isOpen title={`Let ${title} change something?`} onClose={onPutOff}>
      <DialogBody>
        <p>{change}</p>
        <p>
          <span className="muted">{type}</span> <span className="mono">{defang(type, value)}</span>
        </p>
      </DialogBody>
      <DialogFooter
        actions={
          <>
            <Button text="Leave it" onClick={onPutOff} />
            <Button intent="warning" text="Change it" onClick={onConfirm} />
          </>
        }
      />
    </Dialog>
  );
}
