import { Button, HTMLSelect } from '@blueprintjs/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Retention } from '../../src-main/contract/data.ts';
import { useAnnounce } from '../app/announcements.tsx';
import { useHost } from '../app/host.ts';
import { sizeWords } from '../shared/sizes.ts';
import { useAct } from '../shared/use-act.ts';

const dayChoices = [30, 90, 180, 365, 730];
const megabyteChoices = [500, 1000, 5000, 20_000];

/** What is kept, and what a change would remove, before it removes it. */
export function RetentionSection({ retention: kept }: { readonly retention: Retention }) {
  const { client, queries } = useHost();
  const announce = useAnnounce();
  const { act } = useAct();
  const [retention, setRetention] = useState(kept);
  const size = useQuery(queries.data.size.queryOptions()).data;
  const going = useQuery({
    ...queries.data.wouldGo.queryOptions({ input: retention }),
    placeholderData: keepPreviousData,
  }).data;
  const isChanged = JSON.stringify(retention) !== JSON.stringify(kept);
  const keep = async () => {
    if (await act(() => client.settings.change({ retention }))) announce('Kept.');
  };
  return (
    <section>
      <h3>How long results are kept</h3>
      <p className="muted">
        {size !== undefined &&
          `${size.runs.toLocaleString('en')} ${size.runs === 1 ? 'run is' : 'runs are'} stored, ${size.pinned} pinned, in ${sizeWords(size.usedBytes)}. `}
        Pinned results stay, and the newest good one of each enricher for each value.
      </p>
      <div className="settings-choices">
        <label className="field">
          Remove results
          <HTMLSelect
            value={retention.days ?? ''}
            options={[
              { value: '', label: 'never' },
              ...choicesWith(dayChoices, kept.days).map((days) => ({
                value: days,
                label: `after ${days} days`,
              })),
            ]}
            onChange={(event) => setRetention({ ...retention, days: numberIn(event.target.value) })}
          />
        </label>
        <label className="field">
          Remove the oldest
          <HTMLSelect
            value={retention.megabytes ?? ''}
            options={[
              { value: '', label: 'at no size' },
              ...choicesWith(megabyteChoices, kept.megabytes).map((megabytes) => ({
                value: megabytes,
                label: `past ${sizeWords(megabytes * 1_000_000)}`,
              })),
            ]}
            onChange={(event) =>
              setRetention({ ...retention, megabytes: numberIn(event.target.value) })
            }
          />
        </label>
      </div>
      {going !== undefined && (isChanged || going.runs > 0) && (
        <p className="settings-going" role="status">
          {going.runs === 0
            ? 'Nothing would be removed now.'
            : `About ${going.runs.toLocaleString('en')} runs (${sizeWords(going.bytes)}) would be removed now. They cannot be brought back.`}
        </p>
      )}
      {isChanged && (
        <Button
          className="settings-save"
          intent={going !== undefined && going.runs > 0 ? 'danger' : 'none'}
          text={going !== undefined && going.runs > 0 ? 'Set this and remove them' : 'Set this'}
          onClick={() => void keep()}
        />
      )}
    </section>
  );
}

function choicesWith(choices: readonly number[], kept: number | null): number[] {
  return [...new Set([...choices, ...(kept === null ? [] : [kept])])].sort((a, b) => a - b);
}

function numberIn(text: string): number | null {
  return text === '' ? null : Number(text);
}
