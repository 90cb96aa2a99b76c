import { InputGroup } from '@blueprintjs/core';
import { Search } from '@blueprintjs/icons';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useDeferredValue, useState } from 'react';
import type { RunSummary } from '../../src-main/contract/run.ts';
import { useHost } from '../app/host.ts';
import { useDefang } from '../shared/defang-style.ts';
import { ListState } from '../shared/list-state.tsx';
import { MarkIcon, markKind } from '../shared/mark-icon.tsx';
import { clockTime } from '../shared/times.ts';
import { Pager } from './pager.tsx';

const limit = 100;

type Props = {
  readonly startWords: string;
  readonly chosenId: number | null;
  readonly onChoose: (run: RunSummary) => void;
};

/** Search over all reports. What is typed are words, never search syntax. */
export function RunSearch({ startWords, chosenId, onChoose }: Props) {
  const { queries } = useHost();
  const [words, setWords] = useState(startWords);
  const [offset, setOffset] = useState(0);
  const wanted = useDeferredValue(words.trim());
  const runs = useQuery({
    ...queries.runs.list.queryOptions({
      input: { offset, limit, ...(wanted === '' ? {} : { words: wanted }) },
    }),
    placeholderData: keepPreviousData,
  });
  const rows = runs.data?.rows ?? [];
  return (
    <>
      <search className="history-search">
        <InputGroup
          fill
          leftIcon={<Search />}
          aria-label="Words in results"
          placeholder="Words in results"
          maxLength={1000}
          value={words}
          onValueChange={(text) => {
            setWords(text);
            setOffset(0);
          }}
        />
      </search>
      <div className="history-scroll">
        <ListState
          query={runs}
          isEmpty={rows.length === 0}
          empty={
            wanted === ''
              ? 'No runs yet. Enrich something on the bench.'
              : 'No result holds these words. Try fewer or shorter ones.'
          }
        />
        {rows.length > 0 && (
          <table className="plain-table">
            <thead>
              <tr>
                <th scope="col">Time (UTC)</th>
                <th scope="col">Observable</th>
                <th scope="col">Enricher</th>
                <th scope="col">Result</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((run) => (
                <RunLine
                  key={run.id}
                  run={run}
                  isChosen={run.id === chosenId}
                  onChoose={onChoose}
                />
              ))}
            </tbody>
          </table>
        )}
      </div>
      <Pager offset={offset} limit={limit} total={runs.data?.total ?? 0} onGo={setOffset} />
    </>
  );
}

function RunLine({
  run,
  isChosen,
  onChoose,
}: {
  readonly run: RunSummary;
  readonly isChosen: boolean;
  readonly onChoose: (run: RunSummary) => void;
}) {
  const { type, value } = run.observable;
  const defang = useDefang();
  return (
    <tr aria-current={isChosen ? 'true' : undefined}>
      <td className="muted">{clockTime(run.endedAt)}</td>
      <td className="wide">
        <div className="small muted">{type}</div>
        <button type="button" className="word-button mono" onClick={() => onChoose(run)}>
          {defang(type, value)}
        </button>
      </td>
      <td className="words">{run.enricherTitle}</td>
      <td>
        <span className="overview-source">
          <MarkIcon kind={markKind('done', run.outcome)} />
          {run.verdict === undefined || run.verdict.level === 'unknown' ? (
            <span className="muted">{run.verdict?.sentence ?? run.outcome.replace('_', ' ')}</span>
          ) : (
            <span className={`flair-tag level-${run.verdict.level}`}>{run.verdict.sentence}</span>
          )}
        </span>
      </td>
    </tr>
  );
}
