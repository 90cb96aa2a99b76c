import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useDeferredValue, useState } from 'react';
import { useHost } from '../app/host.ts';
import { usePlaces } from '../app/places.ts';
import { useRememberedFlag } from '../app/remembered.ts';
import { useShortcuts } from '../app/use-shortcuts.ts';
import type { RowQuery } from '../shared/all-rows.ts';
import { useEnricherTitles } from '../shared/use-enricher-titles.ts';
import { sortOf } from './columns.tsx';
import { GridState } from './grid-state.tsx';
import { GridToolbar } from './grid-toolbar.tsx';
import { ObservablesGrid } from './observables-grid.tsx';
import { useSelection } from './selection.ts';
import { useCopyRows } from './use-copy-rows.ts';
import { useRowPages } from './use-row-pages.ts';

type Props = {
  readonly isActive: boolean;
  /** whether text stands in the paste box */
  readonly hasText: boolean;
  readonly observableId: number | null;
  readonly onSelect: (observableId: number) => void;
};

export function ObservablesPane(props: Props) {
  const { pasteId } = usePlaces();
  if (pasteId === null) return <GridState kind={props.hasText ? 'draft' : 'none'} />;
  return <PasteObservables {...props} pasteId={pasteId} />;
}

function PasteObservables({
  pasteId,
  isActive,
  observableId,
  onSelect,
}: Omit<Props, 'hasText'> & { readonly pasteId: number }) {
  const { queries } = useHost();
  const queryClient = useQueryClient();
  const titleOf = useEnricherTitles();
  const [filter, setFilter] = useState('');
  const [order, setOrder] = useState<Pick<RowQuery, 'sort' | 'descending'>>({
    sort: 'position',
    descending: false,
  });
  const [shown, setShown] = useState({ first: 0, last: 0 });
  const [hideNoise, setHideNoise] = useRememberedFlag('hide-noise');
  const query: RowQuery = {
    pasteId,
    filter: useDeferredValue(filter.trim()),
    hideNoise,
    ...order,
  };
  const pages = useRowPages(query, shown.first, shown.last);
  const selection = useSelection(pages, query, observableId, onSelect);
  const paste = useQuery(queries.pastes.get.queryOptions({ input: { id: pasteId } }));
  const tlp = paste.data?.tlp ?? null;
  const copying = useCopyRows(query, pages.loaded, tlp);

  /** What is selected and not seen would be run or copied unawares. */
  const toggleNoise = () => {
    if (pages.noise === 0) return;
    selection.clear();
    setHideNoise(!hideNoise);
  };
  useShortcuts(
    isActive ? { j: () => selection.step(1), k: () => selection.step(-1), n: toggleNoise } : {},
  );
  const onWindow = useCallback((first: number, last: number) => setShown({ first, last }), []);
  /** Ascending, descending, as it stands in the text. */
  const sortBy = (column: string) => {
    const sort = sortOf[column];
    if (sort === undefined) return;
    if (order.sort !== sort) setOrder({ sort, descending: false });
    else if (!order.descending) setOrder({ sort, descending: true });
    else setOrder({ sort: 'position', descending: false });
  };

  return (
    <section aria-label="Observables of the paste" className="pane">
      <GridToolbar
        query={query}
        total={pages.total}
        noise={pages.noise}
        onToggleNoise={toggleNoise}
        filter={filter}
        onFilter={setFilter}
        selection={selection}
        currentId={observableId}
        copying={copying}
        tlp={tlp}
        isActive={isActive}
      />
      {pages.error !== null && (
        <GridState kind="failed" error={pages.error} onRetry={pages.retry} />
      )}
      {pages.error === null && !pages.isLoading && pages.total === 0 && (
        <EmptyGrid query={query} noise={pages.noise} onShow={toggleNoise} />
      )}
      {pages.isLoading && pages.error === null && <GridState kind="loading" />}
      {(pages.total > 0 || pages.isLoading) && (
        <ObservablesGrid
          pages={pages}
          query={query}
          onSort={sortBy}
          onWindow={onWindow}
          selection={selection}
          copying={copying}
          titleOf={titleOf}
          onHover={(row) =>
            void queryClient.prefetchQuery(
              queries.observables.flair.queryOptions({ input: { observableId: row.id, pasteId } }),
            )
          }
        />
      )}
    </section>
  );
}

function EmptyGrid(props: {
  readonly query: RowQuery;
  readonly noise: number;
  readonly onShow: () => void;
}) {
  const { query, noise, onShow } = props;
  if (query.hideNoise && noise > 0) return <GridState kind="noise" count={noise} onShow={onShow} />;
  return <GridState kind={query.filter === '' ? 'nothing' : 'no-match'} />;
}
