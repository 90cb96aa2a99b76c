import type { Header } from '@tanstack/react-table';
import { memo } from 'react';
import type { Cell, Column } from '../../src-main/contract/report.ts';
import { isNumeric, itemOfCell } from './item-values.ts';
import { ItemView } from './item-view.tsx';
import type { sortingFeatures, TableRow } from './table-model.ts';

type TableHeadProps = {
  readonly headers: readonly Header<typeof sortingFeatures, TableRow>[];
  readonly columns: readonly Column[];
};

export function TableHead({ headers, columns }: TableHeadProps) {
  return (
    <thead>
      <tr aria-rowindex={1}>
        {headers.map(({ id, column }, index) => {
          const { name = '', kind = 'String' } = columns[index] ?? {};
          const sorted = column.getIsSorted();
          return (
            <th
              key={id}
              scope="col"
              className={isNumeric(kind) ? 'fb-number' : undefined}
              aria-sort={sorted === false ? 'none' : sorted === 'asc' ? 'ascending' : 'descending'}
            >
              <button type="button" onClick={() => column.toggleSorting()}>
                {name === '' ? `Column ${index + 1}` : name}
                <span aria-hidden="true" className="fb-sort">
                  {sorted === false ? '' : sorted === 'asc' ? '▲' : '▼'}
                </span>
              </button>
            </th>
          );
        })}
      </tr>
    </thead>
  );
}

type TableRowProps = {
  readonly index: number;
  /** undefined: on its way */
  readonly cells: readonly Cell[] | undefined;
  readonly columns: readonly Column[];
  readonly measure: (element: Element | null) => void;
};

export const TableRowView = memo(function TableRowView(props: TableRowProps) {
  const { index, cells, columns, measure } = props;
  return (
    <tr
      ref={measure}
      data-index={index}
      aria-rowindex={index + 2}
      className={index % 2 === 0 ? 'fb-striped' : undefined}
    >
      {cells === undefined ? (
        <td colSpan={columns.length} className="fb-muted">
          Loading…
        </td>
      ) : (
        columns.map(({ kind }, column) => {
          const item = itemOfCell(cells[column] ?? null, kind);
          return (
            <td key={column} className={isNumeric(kind) ? 'fb-number' : undefined}>
              <ItemView item={item} />
            </td>
          );
        })
      )}
    </tr>
  );
});
