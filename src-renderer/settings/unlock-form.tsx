import { Button, InputGroup } from '@blueprintjs/core';
import { useId, useState } from 'react';
import { useHost } from '../app/host.ts';
import { useAct } from '../shared/use-act.ts';

/** A passphrase goes in and never comes out. */
export function UnlockForm() {
  const { client } = useHost();
  const id = useId();
  const [passphrase, setPassphrase] = useState('');
  const [failure, setFailure] = useState('');
  const { act } = useAct(setFailure);
  return (
    <form
      className="field unlock-form"
      onSubmit={(event) => {
        event.preventDefault();
        setFailure('');
        void act(async () => {
          await client.vault.unlock({ passphrase });
          setPassphrase('');
        });
      }}
    >
      <label htmlFor={id}>Passphrase of the credentials</label>
      <div className="field-row">
        <InputGroup
          id={id}
          type="password"
          autoComplete="off"
          value={passphrase}
          onValueChange={setPassphrase}
        />
        <Button type="submit" text="Unlock" disabled={passphrase === ''} />
      </div>
      <span role="alert" className="small">
        {failure}
      </span>
    </form>
  );
}
