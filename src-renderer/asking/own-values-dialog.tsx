import { Button, Dialog, DialogBody, DialogFooter } from '@blueprintjs/core';
import { useState } from 'react';
import type { OwnValues } from '../../src-main/contract/settings.ts';
import { OwnValuesFields } from '../settings/own-values-fields.tsx';
import { useAct } from '../shared/use-act.ts';
import { useReturnFocus } from '../shared/use-return-focus.ts';

type Props = {
  readonly own: OwnValues;
  readonly onPutOff: () => void;
  readonly onConfirm: (own: OwnValues) => Promise<void>;
};

/** Asked once, before the first run that tells somebody outside. */
export function OwnValuesDialog({ own, onPutOff, onConfirm }: Props) {
  const [values, setValues] = useState(own);
  useReturnFocus();
  const [failure, setFailure] = useState<string | null>(null);
  const { act } = useAct(setFailure);
  return (
    <Dialog isOpen title="What belongs to your organisation?" onClose={onPutOff}>
      <DialogBody>
        <p>
          This is the first run that tells somebody outside. What you list here is never sent to
          third parties by itself; private addresses never are. Leave empty what does not apply.
        </p>
        <OwnValuesFields own={values} failure={failure} onChange={setValues} />
      </DialogBody>
      <DialogFooter
        actions={
          <>
            <Button text="Not now" onClick={onPutOff} />
            <Button
              intent="primary"
              text="Keep these inside and go on"
              onClick={() => void act(() => onConfirm(values))}
            />
          </>
        }
      />
    </Dialog>
  );
}
