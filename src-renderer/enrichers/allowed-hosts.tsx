import { Button, InputGroup } from '@blueprintjs/core';
import { useId, useState } from 'react';

type Props = {
  readonly hosts: readonly string[];
  /** gives false where a host cannot be taken */
  readonly onChange: (hosts: string[]) => Promise<boolean>;
};

/** Hosts that an admin lets an enricher ask beside those that it declares. */
export function AllowedHosts({ hosts, onChange }: Props) {
  const id = useId();
  const [host, setHost] = useState('');
  return (
    <form
      className="field"
      onSubmit={(event) => {
        event.preventDefault();
        void onChange([...hosts, host]).then((done) => {
          if (done) setHost('');
        });
      }}
    >
      <label htmlFor={id}>Hosts it may ask besides those it declares</label>
      {hosts.length > 0 && (
        <div className="allowed-hosts">
          {hosts.map((allowed) => (
            <span key={allowed} className="allowed-host">
              {allowed}
              <Button
                size="small"
                variant="minimal"
                icon="cross"
                aria-label={`No longer allow ${allowed}`}
                onClick={() => void onChange(hosts.filter((other) => other !== allowed))}
              />
            </span>
          ))}
        </div>
      )}
      <div className="field-row">
        <InputGroup
          id={id}
          placeholder="api.example.com, *.example.com, host:8443"
          value={host}
          onValueChange={setHost}
        />
        <Button type="submit" text="Allow" disabled={host.trim() === ''} />
      </div>
    </form>
  );
}
