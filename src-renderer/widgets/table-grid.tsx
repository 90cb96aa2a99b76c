import { useVirtualizer } from '@tanstack/react-virtual';
import { useDeferredValue, useEffect, useMemo, useRef } from 'react';
import type { TableWidget } from '../../src-main/contract/report.ts';
import { useDefangStyle } from '../shared/defang-style.ts';
import type { LoadTable } from './report-context.ts';
import { columnWidths } from './table-columns.ts';
import { useListing } from './table-listing.ts';
import { TableHead, TableRowView } from './table-rows.tsx';

const guessedRowHeight = 30;

type TableGridProps = {
  readonly widget: TableWidget;
  readonly index: number;
  readonly load: LoadTable | undefined;
  readonly filter: string;
  readonly name: string;
  /** how many rows pass the filter */
  readonly onTotal: (total: number) => void;
};

/** Draws the rows in sight, between two spacers that stand for the others. */
export function TableGrid({ widget, index, load, filter: typed, name, onTotal }: TableGridProps) {
  const filter = useDeferredValue(typed.trim());
  const { headers, total, sort, cellsAt, stale, failed, show } = useListing({
    widget,
    index,
    load,
    filter,
  });
  const style = useDefangStyle();
  const widths = useMemo(() => columnWidths(widget.columns, widget.rows, style), [widget, style]);
  const scroll = useRef<HTMLDivElement>(null);
  // oxlint-disable-next-line react/incompatible-library -- the compiler is not used; rows are memoised by hand
  const virtualizer = useVirtualizer({
    count: total,
    getScrollElement: () => scroll.current,
    estimateSize: () => guessedRowHeight,
    overscan: 10,
    useFlushSync: false,
  });
  const items = virtualizer.getVirtualItems();
  const [top = 0, bottom = 0] = [items[0]?.index, items.at(-1)?.index];
  useEffect(() => show(top, bottom), [show, top, bottom]);
  useEffect(() => {
    // The top of a new order is what was asked for.
    if (scroll.current !== null) scroll.current.scrollTop = 0;
  }, [sort, filter]);
  const shownTotal = load === undefined && filter === '' ? widget.rowCount : total;
  useEffect(() => onTotal(shownTotal), [onTotal, shownTotal]);

  const least = widths.reduce((sum, width) => sum + width.least, 0);
  return (
    <>
      <div
        ref={scroll}
        className={stale ? 'fb-table-scroll fb-stale' : 'fb-table-scroll'}
        role="region"
        aria-label={`${name}, rows`}
        tabIndex={0}
      >
        <table
          className="fb-table"
          aria-label={name}
          aria-rowcount={total + 1}
          style={{ minWidth: least }}
        >
          <colgroup>
            {widths.map(({ width }, column) => (
              <col key={column} style={{ width }} />
            ))}
          </colgroup>
          <TableHead headers={headers} columns={widget.columns} />
          <tbody>
            <Spacer height={items[0]?.start ?? 0} />
            {items.map((item) => (
              <TableRowView
                key={item.key}
                index={item.index}
                cells={cellsAt(item.index)}
                columns={widget.columns}
                measure={virtualizer.measureElement}
              />
            ))}
            <Spacer height={virtualizer.getTotalSize() - (items.at(-1)?.end ?? 0)} />
          </tbody>
        </table>
        {total === 0 ? <p className="fb-muted fb-empty">{emptySentence(filter)}</p> : null}
      </div>
      {failed ? <LoadFailure onRetry={() => show(top, bottom)} /> : null}
    </>
  );
}

function emptySentence(filter: string): string {
  return filter === ''
    ? 'This table has no rows.'
    : 'No row matches the filter. Clear it to see all rows.';
}

/** Stands for the rows above or below those drawn. */
function Spacer({ height }: { readonly height: number }) {
  if (height <= 0) return null;
  return (
    <tr aria-hidden="true" className="fb-spacer">
      <td style={{ height }} />
    </tr>
  );
}

function LoadFailure({ onRetry }: { readonly onRetry: () => void }) {
  return (
    <p className="fb-note" role="alert">
      Some rows could not be loaded.{' '}
      <button type="button" className="fb-button" onClick={onRetry}>
        Try again
      </button>
    </p>
  );
}
