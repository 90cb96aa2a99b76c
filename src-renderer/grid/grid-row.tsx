import type { Row } from '@tanstack/react-table';
import { memo } from 'react';
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
  readonly isSelected: boolean;
};

/** Drawn again only when something about it has changed: scrolling moves forty of them sixty times a second. */
export const GridRow = memo(
  DrawnRow,
  (before, after) =>
    before.row === after.row &&
    before.index === after.index &&
    before.top === after.top &&
    before.isCurrent === after.isCurrent &&
    before.isFocusable === after.isFocusable &&
    before.isSelected === after.isSelected,
);

function DrawnRow({ table, row, index, top, isCurrent, isFocusable, isSelected }: Props) {
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      aria-selected={isSelected || isCurrent}
      aria-current={isCurrent ? 'true' : undefined}
      data-index={index}
      data-selected={isSelected ? 'true' : undefined}
      tabIndex={isFocusable ? 0 : -1}
      className="grid-line grid-row"
      style={{ transform: `translateY(${top}px)` }}
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
