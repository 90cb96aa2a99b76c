import { Button } from '@blueprintjs/core';
import { useState } from 'react';
import type { CredentialTest } from '../../src-main/contract/enricher.ts';
import { useHost } from '../app/host.ts';
import { useAct } from '../shared/use-act.ts';

const words: { readonly [outcome in CredentialTest['outcome']]: string } = {
  works: 'Works',
  failed: 'Does not work',
  not_asked: 'Not asked',
};

/** Asks the source with what the vault holds. */
export function TestCredential({ appName }: { readonly appName: string }) {
  const { client } = useHost();
  const [said, setSaid] = useState('');
  const { act } = useAct(setSaid);
  return (
    <div className="credential-test">
      <Button
        text="Test credential"
        onClick={() => {
          setSaid('Asking the source about its sample value …');
          void act(async () => {
            const { outcome, sentence } = await client.enrichers.testCredential({ appName });
            setSaid(`${words[outcome]}: ${sentence}`);
          });
        }}
      />
      <output className="small">{said}</output>
    </div>
  );
}
