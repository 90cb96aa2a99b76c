import { Button } from '@blueprintjs/core';
import { useSyncExternalStore } from 'react';
import { useHost } from './host.ts';
import './connection-banner.css';

/** Calm: what is on the screen stays readable, and nothing that was finished is lost. */
export function ConnectionBanner() {
  const host = useHost();
  const state = useSyncExternalStore(host.subscribe, host.state);
  return (
    <div role="status" className="connection-banner-place">
      {state.name === 'lost' && (
        <div className="connection-banner">
          <span>
            The connection to Flairbench was lost. Finished runs are kept. It is being tried again.
          </span>
          <Button size="small" variant="outlined" text="Try now" onClick={host.retryNow} />
        </div>
      )}
    </div>
  );
}
