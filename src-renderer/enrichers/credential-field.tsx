import { Button, InputGroup } from '@blueprintjs/core';
import { useId, useState } from 'react';
import type { Enricher } from '../../src-main/contract/enricher.ts';
import { useHost } from '../app/host.ts';
import { useAct } from '../shared/use-act.ts';

type Props = {
  readonly appName: string;
  readonly field: Enricher['credentials'][number];
};

/** Goes in and never comes out: what the vault holds is not shown, only that it holds something. */
export function CredentialField({ appName, field }: Props) {
  const { client } = useHost();
  const { act } = useAct();
  const id = useId();
  const [value, setValue] = useState('');
  const { name } = field;
  return (
    <form
      className="field"
      onSubmit={(event) => {
        event.preventDefault();
        void act(async () => {
          await client.enrichers.setCredential({ appName, name, value });
          setValue('');
        });
      }}
    >
      <label htmlFor={id}>
        {field.label}{' '}
        <span className="small muted">
          {field.present ? 'kept in the vault' : field.required ? 'required' : 'optional'}
        </span>
      </label>
      <div className="field-row">
        <InputGroup
          id={id}
          type={field.sensitive ? 'password' : 'text'}
          autoComplete="off"
          value={value}
          placeholder={field.present ? 'A new value replaces the one that is kept' : undefined}
          onValueChange={setValue}
        />
        <Button type="submit" text={field.present ? 'Replace' : 'Keep'} disabled={value === ''} />
        {field.present && (
          <Button
            variant="minimal"
            text="Forget"
            onClick={() =>
              void act(() => client.enrichers.setCredential({ appName, name, value: null }))
            }
          />
        )}
      </div>
      {field.description !== undefined && <span className="small muted">{field.description}</span>}
    </form>
  );
}
