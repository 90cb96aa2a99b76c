import { Button } from '@blueprintjs/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Protection, VaultStatus } from '../../src-main/contract/vault.ts';
import { useAnnounce } from '../app/announcements.tsx';
import { useHost } from '../app/host.ts';
import { ListState } from '../shared/list-state.tsx';
import { useAct } from '../shared/use-act.ts';
import { ProtectDialog } from './protect-dialog.tsx';
import { UnlockForm } from './unlock-form.tsx';

type Way = VaultStatus['ways'][number];

const names: { readonly [protection in Protection]: string } = {
  keyring: 'Keyring of the system',
  passphrase: 'Passphrase',
  file: 'File permissions only',
};

/** What protects the credentials, and what could. */
export function CredentialsSection() {
  const { client, queries } = useHost();
  const announce = useAnnounce();
  const { act } = useAct();
  const [asked, setAsked] = useState<Way | null>(null);
  const status = useQuery(queries.vault.status.queryOptions());
  if (status.data === undefined) {
    return (
      <section>
        <h3>Credentials</h3>
        <ListState query={status} isEmpty={false} empty="" />
      </section>
    );
  }
  const { state, sentence, wantsPassphrase, ways } = status.data;
  const choose = (way: Way) => {
    if (way.weaker || way.with === 'passphrase') return setAsked(way);
    void act(async () => {
      await client.vault.protect({ with: way.with, weaker: false });
      announce('Done. The credentials are encrypted anew.');
    });
  };
  return (
    <section>
      <h3>Credentials</h3>
      <p className="muted">{sentence}</p>
      {wantsPassphrase && <UnlockForm />}
      <table className="plain-table">
        <thead>
          <tr>
            <th scope="col">Protection</th>
            <th scope="col">State</th>
            <th scope="col">What it is worth</th>
          </tr>
        </thead>
        <tbody>
          {ways.map((way) => (
            <tr key={way.with}>
              <th scope="row">{names[way.with]}</th>
              <td className="vault-way">
                <WayState way={way} isLocked={state === 'locked'} onChoose={() => choose(way)} />
              </td>
              <td className="muted">{way.problem ?? way.sentence}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {asked !== null && (
        <ProtectDialog way={asked} name={names[asked.with]} onClose={() => setAsked(null)} />
      )}
    </section>
  );
}

type StateProps = {
  readonly way: Way;
  readonly isLocked: boolean;
  readonly onChoose: () => void;
};

/** A passphrase in use can be changed for another one. */
function WayState({ way, isLocked, onChoose }: StateProps) {
  const canChoose = !isLocked && way.problem === null;
  if (way.inUse && (way.with !== 'passphrase' || isLocked)) {
    return <span className="flair-tag">in use</span>;
  }
  if (!canChoose)
    return <span className="muted">{way.problem === null ? 'once unlocked' : 'not here'}</span>;
  return (
    <Button
      size="small"
      text={way.inUse ? 'Change' : 'Choose'}
      aria-label={`${way.inUse ? 'Change' : 'Choose'}: ${names[way.with]}`}
      onClick={onChoose}
    />
  );
}
