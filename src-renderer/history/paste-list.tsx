import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useHost } from '../app/host.ts';
import { usePlaces } from '../app/places.ts';
import { ListState } from '../shared/list-state.tsx';
import { clockTime } from '../shared/times.ts';
import { TlpTag } from '../shared/tlp-tag.tsx';
import { Pager } from './pager.tsx';

const limit = 100;

export function PasteList() {
  const { queries } = useHost();
  const { openPaste, pasteId } = usePlaces();
  const [offset, setOffset] = useState(0);
  const pastes = useQuery({
    ...queries.pastes.list.queryOptions({ input: { offset, limit } }),
    placeholderData: keepPreviousData,
  });
  const rows = pastes.data?.rows ?? [];
  return (
    <>
      <div className="history-scroll">
        <ListState
          query={pastes}
          isEmpty={rows.length === 0}
          empty="No pastes yet. What you enrich on the bench is kept here."
        />
        {rows.length > 0 && (
          <table className="plain-table">
            <thead>
              <tr>
                <th scope="col">Time (UTC)</th>
                <th scope="col">Title</th>
                <th scope="col">Case</th>
                <th scope="col">TLP</th>
                <th scope="col">Worst</th>
                <th scope="col" className="number">
                  Observables
                </th>
              </tr>
            </thead>
            <tbody>
              {rows.map((paste) => (
                <tr key={paste.id} aria-current={paste.id === pasteId ? 'true' : undefined}>
                  <td className="muted">{clockTime(paste.createdAt)}</td>
                  <td className="wide">
                    <button
                      type="button"
                      className="word-button"
                      onClick={() => openPaste(paste.id)}
                    >
                      {paste.title === '' ? `Paste ${paste.id}` : paste.title}
                    </button>
                  </td>
                  <td>{paste.caseReference}</td>
                  <td>
                    <TlpTag tlp={paste.tlp} />
                  </td>
                  <td>
                    {paste.verdict !== null && paste.verdict !== 'unknown' && (
                      <span className={`flair-tag level-${paste.verdict}`}>{paste.verdict}</span>
                    )}
                  </td>
                  <td className="number">{paste.observables}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </div>
      <Pager offset={offset} limit={limit} total={pastes.data?.total ?? 0} onGo={setOffset} />
    </>
  );
}
