import { Button } from '@blueprintjs/core';
import { Pin } from '@blueprintjs/icons';
import type { RunSummary } from '../../src-main/contract/run.ts';
import { useAnnounce } from '../app/announcements.tsx';
import { useHost } from '../app/host.ts';
import { useAct } from '../shared/use-act.ts';

/** What retention must not remove is pinned. The name stays; pressed or not is the state. */
export function PinButton({ run: { id, pinned } }: { readonly run: RunSummary }) {
  const { client } = useHost();
  const announce = useAnnounce();
  const { act } = useAct();
  const toggle = async () => {
    const done = await act(() => client.runs.pin({ id, pinned: !pinned }));
    if (done) announce(pinned ? 'Not pinned any more.' : 'Pinned: this result is kept.');
  };
  return (
    <Button
      size="small"
      variant="minimal"
      icon={<Pin />}
      active={pinned}
      aria-label="Pin this result"
      aria-pressed={pinned}
      title={pinned ? 'Pinned: retention keeps it' : 'Pin: retention then keeps it'}
      onClick={() => void toggle()}
    />
  );
}
