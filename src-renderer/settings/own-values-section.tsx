import { Button } from '@blueprintjs/core';
import { useState } from 'react';
import type { OwnValues } from '../../src-main/contract/settings.ts';
import { useAnnounce } from '../app/announcements.tsx';
import { useHost } from '../app/host.ts';
import { useAct } from '../shared/use-act.ts';
import { OwnValuesFields } from './own-values-fields.tsx';

/** What is kept is shown as the host spells it: give it another key when that changes. */
export function OwnValuesSection({ own: kept }: { readonly own: OwnValues }) {
  const { client } = useHost();
  const announce = useAnnounce();
  const [failure, setFailure] = useState<string | null>(null);
  const { act } = useAct(setFailure);
  const [own, setOwn] = useState(kept);
  const keep = async () => {
    setFailure(null);
    const done = await act(() => client.settings.change({ own, ownConfirmed: true }));
    if (done) announce('Kept. These values stay inside.');
  };
  return (
    <section>
      <h3>Own values</h3>
      <p className="muted">
        What belongs to your organisation is marked as noise and never sent to third parties by
        itself; nor are private addresses.
      </p>
      <OwnValuesFields own={own} failure={failure} onChange={setOwn} />
      <Button className="settings-save" text="Keep these inside" onClick={() => void keep()} />
    </section>
  );
}
