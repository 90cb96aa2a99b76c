import { Button, InputGroup } from '@blueprintjs/core';
import { useId, useState } from 'react';
import { useAnnounce } from '../app/announcements.tsx';
import { useHost } from '../app/host.ts';
import { useAct } from '../shared/use-act.ts';

const nothing = { user: '', password: '' };

/** They go in and never come out. */
export function ProxyPassword({ kept }: { readonly kept: boolean }) {
  const { client } = useHost();
  const announce = useAnnounce();
  const id = useId();
  const { act } = useAct();
  const [given, setGiven] = useState(nothing);
  const set = (value: typeof given | null) =>
    act(async () => {
      await client.network.setCredentials(value);
      setGiven(nothing);
      announce(value === null ? 'Forgotten.' : 'Kept with the credentials.');
    });
  return (
    <form
      className="field settings-save"
      onSubmit={(event) => {
        event.preventDefault();
        void set(given);
      }}
    >
      <span id={id}>
        {kept
          ? 'A user name and a password for the proxy are kept with the credentials.'
          : 'User name and password, if the proxy asks for them'}
      </span>
      <div className="field-row" role="group" aria-labelledby={id}>
        <InputGroup
          aria-label="User name for the proxy"
          placeholder="user name"
          autoComplete="off"
          value={given.user}
          onValueChange={(user) => setGiven({ ...given, user })}
        />
        <InputGroup
          aria-label="Password for the proxy"
          placeholder="password"
          type="password"
          autoComplete="off"
          value={given.password}
          onValueChange={(password) => setGiven({ ...given, password })}
        />
        <Button
          type="submit"
          text={kept ? 'Replace' : 'Keep'}
          disabled={given.user === '' || given.password === ''}
        />
        {kept && <Button text="Forget" onClick={() => void set(null)} />}
      </div>
    </form>
  );
}
