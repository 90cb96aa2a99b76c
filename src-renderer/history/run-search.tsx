import { InputGroup } from '@blueprintjs/core';
import { Search } from '@blueprintjs/icons';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useDeferredValue, useState } from 'react';
import type { RunSummary } from '../../src-main/contract/run.ts';
import type { RunFilter, RunOrder } from '../../src-main/contract/search.ts';
import { useHost } from '../app/host.ts';
import { ListState } from '../shared/list-state.tsx';
import { FacetList } from './facet-list.tsx';
import { OrderChoice } from './order-choice.tsx';
import { Pager } from './pager.tsx';
import { RunTable } from './run-table.tsx';

const limit = 100;

type Props = {
  readonly startWords: string;
  readonly chosenId: number | null;
  readonly onChoose: (run: RunSummary) => void;
};

/** Search over all reports, with counts by kind beside it that filter. What is typed are words, never search syntax. */
export function RunSearch({ startWords, chosenId, onChoose }: Props) {
  const { queries } = useHost();
  const [words, setWords] = useState(startWords);
  const [filter, setFilter] = useState<RunFilter>({});
  const [order, setOrder] = useState<RunOrder>('newest');
  const [offset, setOffset] = useState(0);
  const wanted = useDeferredValue(words.trim());
  const isFiltered = Object.keys(filter).length > 0;
  const search = { ...filter, ...(wanted === '' ? {} : { words: wanted }) };
  const runs = useQuery({
    ...queries.runs.list.queryOptions({ input: { ...search, order, offset, limit } }),
    placeholderData: keepPreviousData,
  });
  const facets = useQuery({
    ...queries.runs.facets.queryOptions({ input: search }),
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
        <OrderChoice
          order={order}
          hasWords={wanted !== ''}
          onChange={(next) => {
            setOrder(next);
            setOffset(0);
          }}
        />
      </search>
      <div className="history-found">
        <FacetList
          facets={facets.data}
          filter={filter}
          onChange={(next) => {
            setFilter(next);
            setOffset(0);
          }}
        />
        <div className="history-scroll">
          <ListState
            query={runs}
            isEmpty={rows.length === 0}
            empty={
              isFiltered
                ? 'No result passes these filters. Take one back.'
                : wanted === ''
                  ? 'No runs yet. Enrich something on the bench.'
                  : 'No result holds these words. Try fewer or shorter ones.'
            }
          />
          {rows.length > 0 && <RunTable rows={rows} chosenId={chosenId} onChoose={onChoose} />}
        </div>
      </div>
      <Pager
        offset={offset}
        limit={limit}
        total={runs.data?.total ?? 0}
        isLimited={isFiltered || wanted !== ''}
        onGo={setOffset}
      />
    </>
  );
}
