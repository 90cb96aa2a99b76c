import { Button, HTMLSelect, InputGroup } from '@blueprintjs/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { type Network, proxyChoices } from '../../src-main/contract/network.ts';
import { useAnnounce } from '../app/announcements.tsx';
import { useHost } from '../app/host.ts';
import { useAct } from '../shared/use-act.ts';
import { ProxyPassword } from './proxy-password.tsx';

/** What is kept is shown as it is kept: give it another key when that changes. */
export function NetworkSection({ network: kept }: { readonly network: Network }) {
  const { client, queries } = useHost();
  const announce = useAnnounce();
  const [failure, setFailure] = useState('');
  const { act } = useAct(setFailure);
  const [network, setNetwork] = useState(kept);
  const status = useQuery(queries.network.status.queryOptions()).data;
  const change = (part: Partial<Network>) => setNetwork({ ...network, ...part });
  const isChanged = JSON.stringify(network) !== JSON.stringify(kept);
  const keep = async () => {
    setFailure('');
    if (await act(() => client.settings.change({ network }))) announce('Kept.');
  };
  const labels = {
    none: 'none',
    system: `the system's${status === undefined ? '' : ` (${status.system ?? 'it names none'})`}`,
    named: 'this one:',
  };
  return (
    <section>
      <h3>Network</h3>
      <p className="muted">
        What leaves goes through this proxy; a server on this machine is always asked directly. The
        proxy looks names up by itself: a name is refused for a private address only where this
        machine can look it up, too.
      </p>
      <div className="settings-choices">
        <label className="field">
          Proxy
          <HTMLSelect
            value={network.proxy}
            options={proxyChoices.map((value) => ({ value, label: labels[value] }))}
            onChange={(event) => {
              const proxy = proxyChoices.find((value) => value === event.target.value);
              if (proxy !== undefined) change({ proxy });
            }}
          />
        </label>
        {network.proxy === 'named' && (
          <>
            <label className="field">
              Address of the proxy
              <InputGroup
                placeholder="proxy.example:8080"
                value={network.proxyAddress}
                onValueChange={(proxyAddress) => change({ proxyAddress })}
              />
            </label>
            <label className="field">
              Asked without it
              <InputGroup
                placeholder="corp.example, 10.0.0.0/8"
                value={network.proxyExcept}
                onValueChange={(proxyExcept) => change({ proxyExcept })}
              />
            </label>
          </>
        )}
        <label className="field">
          File of more authorities to believe (PEM)
          <InputGroup
            placeholder="beside the system's: none"
            value={network.caBundle}
            onValueChange={(caBundle) => change({ caBundle })}
          />
        </label>
      </div>
      <span role="alert" className="small">
        {failure}
      </span>
      {isChanged && (
        <Button className="settings-save" text="Use this network" onClick={() => void keep()} />
      )}
      {kept.proxy !== 'none' && status !== undefined && (
        <ProxyPassword kept={status.passwordKept} />
      )}
    </section>
  );
}
