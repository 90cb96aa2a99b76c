import { CaretDown, CaretUp } from '@blueprintjs/icons';
import type { ReactTable } from '@tanstack/react-table';
import type { ObservableRow } from '../../src-main/contract/paste.ts';
import type { RowQuery } from '../shared/all-rows.ts';
import { type features, sortOf } from './columns.tsx';

export type GridTable = ReactTable<typeof features, ObservableRow>;

type Props = {
  readonly table: GridTable;
  readonly query: RowQuery;
  readonly onSort: (column: string) => void;
};

export function ColumnHead({ table, query, onSort }: Props) {
  return (
    <div role="rowgroup" className="grid-head">
      {table.getHeaderGroups().map((group) => (
        <div key={group.id} role="row" aria-rowindex={1} className="grid-line">
          {group.headers.map((header) => {
            const sort = sortOf[header.column.id];
            const isSorted = sort !== undefined && sort === query.sort;
            return (
              <div
                key={header.id}
                role="columnheader"
                data-head={header.column.id}
                aria-sort={isSorted ? (query.descending ? 'descending' : 'ascending') : undefined}
              >
                {sort === undefined ? (
                  <table.FlexRender header={header} />
                ) : (
                  <button type="button" onClick={() => onSort(header.column.id)}>
                    <table.FlexRender header={header} />
                    {isSorted && (query.descending ? <CaretDown /> : <CaretUp />)}
                  </button>
                )}
              </div>
            );
          })}
        </div>
      ))}
    </div>
  );
}
