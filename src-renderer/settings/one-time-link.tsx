import { Button } from '@blueprintjs/core';
import { useState } from 'react';
import { useHost } from '../app/host.ts';
import { useAct } from '../shared/use-act.ts';
import { useCopyText } from '../shared/use-copy-text.ts';

/** Another tab or browser on this machine signs in with a link of its own. */
export function OneTimeLink() {
  const { client } = useHost();
  const { act } = useAct();
  const copyText = useCopyText();
  const [link, setLink] = useState<string | null>(null);
  return (
    <section>
      <h3>Another window</h3>
      <p className="muted">A link opens Flairbench once, on this machine only.</p>
      <div className="link-line">
        <Button
          text={link === null ? 'Make a link' : 'Make another link'}
          onClick={() => void act(async () => setLink(await client.oneTimeLink()))}
        />
        {link !== null && (
          <>
            <output className="mono">{link}</output>
            <Button
              variant="minimal"
              text="Copy"
              onClick={() => void copyText(link, 'the link; it works once')}
            />
          </>
        )}
      </div>
    </section>
  );
}
