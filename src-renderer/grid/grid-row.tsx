import type { Row } from '@tanstack/react-table';
import type { MouseEvent } from 'react';
import type { ObservableRow } from '../../src-main/contract/paste.ts';
import type { GridTable } from './column-head.tsx';
import type { features } from './columns.tsx';

type Props = {
  readonly table: GridTable;
  /** undefined: its page is still on its way */
  readonly row: Row<typeof features, ObservableRow> | undefined;
  readonly index: number;
  readonly top: number;
  readonly isCurrent: boolean;
  readonly isFocusable: boolean;
  readonly onClick: (event: MouseEvent) => void;
  readonly onHover: (row: ObservableRow) => void;
};

export function GridRow({
  table,
  row,
  index,
  top,
  isCurrent,
  isFocusable,
  onClick,
  onHover,
}: Props) {
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      aria-selected={row?.getIsSelected() === true || isCurrent}
      aria-current={isCurrent ? 'true' : undefined}
      data-index={index}
      data-selected={row?.getIsSelected() === true ? 'true' : undefined}
      tabIndex={isFocusable ? 0 : -1}
      className="grid-line grid-row"
      style={{ transform: `translateY(${top}px)` }}
      onClick={onClick}
      onPointerEnter={row === undefined ? undefined : () => onHover(row.original)}
    >
      {row === undefined ? (
        <div role="gridcell" className="muted">
          …
        </div>
      ) : (
        row.getAllCells().map((cell) => (
          <div key={cell.id} role="gridcell" data-column={cell.column.id}>
            <table.FlexRender cell={cell} />
          </div>
        ))
      )}
    </div>
  );
}
