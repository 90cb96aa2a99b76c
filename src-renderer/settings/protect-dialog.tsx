import { Button, Dialog, DialogBody, DialogFooter, InputGroup } from '@blueprintjs/core';
import { useId, useState } from 'react';
import type { VaultStatus } from '../../src-main/contract/vault.ts';
import { useAnnounce } from '../app/announcements.tsx';
import { useHost } from '../app/host.ts';
import { useAct } from '../shared/use-act.ts';
import { useReturnFocus } from '../shared/use-return-focus.ts';

type Props = {
  readonly way: VaultStatus['ways'][number];
  readonly name: string;
  readonly onClose: () => void;
};

/** Takes a new passphrase, and asks before the credentials are protected less well than they are. */
export function ProtectDialog({ way, name, onClose }: Props) {
  const { client } = useHost();
  const announce = useAnnounce();
  const [first, second] = [useId(), useId()];
  const [passphrase, setPassphrase] = useState('');
  const [again, setAgain] = useState('');
  const [failure, setFailure] = useState('');
  const { act } = useAct(setFailure);
  useReturnFocus();
  const isPassphrase = way.with === 'passphrase';
  const protect = async () => {
    if (isPassphrase && passphrase !== again) return setFailure('These are two different ones.');
    setFailure('');
    const done = await act(() =>
      client.vault.protect({
        with: way.with,
        weaker: way.weaker,
        ...(isPassphrase ? { passphrase } : {}),
      }),
    );
    if (!done) return;
    announce('Done. The credentials are encrypted anew.');
    onClose();
  };
  return (
    <Dialog
      className="protect-dialog"
      isOpen
      title={`Protect the credentials: ${name.toLowerCase()}`}
      onClose={onClose}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void protect();
        }}
      >
        <DialogBody>
          {way.weaker && (
            <p>
              <strong>This is weaker than what protects them now.</strong>
            </p>
          )}
          <p>{way.sentence}</p>
          {isPassphrase && (
            <>
              <div className="field">
                <label htmlFor={first}>New passphrase</label>
                <InputGroup
                  id={first}
                  type="password"
                  autoComplete="off"
                  autoFocus
                  value={passphrase}
                  onValueChange={setPassphrase}
                />
              </div>
              <div className="field">
                <label htmlFor={second}>The same again</label>
                <InputGroup
                  id={second}
                  type="password"
                  autoComplete="off"
                  value={again}
                  onValueChange={setAgain}
                />
              </div>
              <p className="muted">
                Nobody can recover it. Without it, enter the credentials again.
              </p>
            </>
          )}
          <p role="alert">{failure}</p>
        </DialogBody>
        <DialogFooter
          actions={
            <>
              <Button text="Keep it as it is" onClick={onClose} />
              <Button
                type="submit"
                intent="primary"
                text={way.weaker ? 'Choose the weaker one' : 'Protect'}
                disabled={isPassphrase && passphrase === ''}
              />
            </>
          }
        />
      </form>
    </Dialog>
  );
}
