import { type SortingState, useTable } from '@tanstack/react-table';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useDeferredValue, useEffect, useMemo, useRef, useState } from 'react';
import type { TableWidget } from '../../src-main/contract/report.ts';
import { type LoadTable, useReport } from './report-context.ts';
import { counted, WidgetTitle } from './report-parts.tsx';
import { columnWidths } from './table-columns.ts';
import { CopyTable } from './table-copy.tsx';
import { columnsOf, sortingFeatures, type TableRow } from './table-model.ts';
import { matchesRow, wordsOfFilter } from './table-order.ts';
import { usePagedRows } from './table-pages.ts';
import { TableHead, TableRowView } from './table-rows.tsx';

type TableViewProps = {
  readonly widget: TableWidget;
  /** index in `report.widgets`; null for a table that is no widget of its own and holds all its rows */
  readonly index: number | null;
};

/** Fewer rows than this are read faster than filtered. */
const filterFrom = 9;
const guessedRowHeight = 30;

export function TableView({ widget, index }: TableViewProps) {
  const { loadTable } = useReport();
  const paged = index !== null && loadTable !== undefined && widget.rowCount > widget.rows.length;
  const load = paged ? loadTable : undefined;
  const [filter, setFilter] = useState('');
  const [total, setTotal] = useState(widget.rowCount);
  const name = widget.title ?? 'Table';
  const cut = !paged && widget.rowCount > widget.rows.length;
  const note = total === widget.rowCount ? '' : `${total.toLocaleString('en')} of `;
  return (
    <section className="fb-widget" aria-label={name}>
      <WidgetTitle title={widget.title} note={note + counted(widget.rowCount, 'row')}>
        {widget.rowCount < filterFrom ? null : (
          <input
            type="search"
            className="fb-input"
            placeholder="Filter"
            aria-label={`Filter ${name}`}
            value={filter}
            onChange={(event) => setFilter(event.target.value)}
          />
        )}
        <CopyTable widget={widget} index={index} load={load} />
      </WidgetTitle>
      <TableGrid {...{ widget, load, filter }} index={index ?? 0} name={name} onTotal={setTotal} />
      {cut ? (
        <p className="fb-muted">
          The first {counted(widget.rows.length, 'row')} are shown; the others are not at hand here.
        </p>
      ) : null}
    </section>
  );
}

type TableGridProps = {
  readonly widget: TableWidget;
  readonly index: number;
  readonly load: LoadTable | undefined;
  readonly filter: string;
  readonly name: string;
  readonly onTotal: (total: number) => void;
};

function TableGrid({ widget, index, load, filter: typed, name, onTotal }: TableGridProps) {
  const filter = useDeferredValue(typed.trim());
  const [sorting, setSorting] = useState<SortingState>([]);
  const columns = useMemo(() => columnsOf(widget.columns), [widget]);
  const widths = useMemo(() => columnWidths(widget.columns, widget.rows), [widget]);
  const data = useMemo((): TableRow[] => {
    if (load !== undefined) return [];
    const words = wordsOfFilter(filter);
    return widget.rows.filter((row) => matchesRow(row, words)).map((cells) => ({ cells }));
  }, [widget, filter, load]);
  const table = useTable({
    features: sortingFeatures,
    columns,
    data,
    state: { sorting },
    onSortingChange: setSorting,
    manualSorting: load !== undefined,
    enableMultiSort: false,
  });
  const rows = table.getRowModel().rows;
  const sort = useMemo(() => {
    const [first] = sorting;
    return first === undefined ? null : { column: Number(first.id), descending: first.desc };
  }, [sorting]);
  const { rows: first, rowCount } = widget;
  const pages = usePagedRows({ load, widget: index, sort, filter, first, rowCount });
  const total = load === undefined ? rows.length : pages.total;
  const unfiltered = load === undefined && filter === '';
  useEffect(() => onTotal(unfiltered ? rowCount : total), [onTotal, unfiltered, rowCount, total]);

  const scroll = useRef<HTMLDivElement>(null);
  // oxlint-disable-next-line react/incompatible-library -- the compiler is not used; rows are memoised by hand
  const virtualizer = useVirtualizer({
    count: total,
    getScrollElement: () => scroll.current,
    estimateSize: () => guessedRowHeight,
    overscan: 12,
    useFlushSync: false,
  });
  useEffect(() => {
    // The top of a new order is what was asked for.
    if (scroll.current !== null) scroll.current.scrollTop = 0;
  }, [sort, filter]);
  const items = virtualizer.getVirtualItems();
  const [top = 0, bottom = 0] = [items[0]?.index, items.at(-1)?.index];
  const { show } = pages;
  useEffect(() => {
    if (load !== undefined) show(top, bottom);
  }, [load, show, top, bottom]);

  const before = items[0]?.start ?? 0;
  const after = virtualizer.getTotalSize() - (items.at(-1)?.end ?? 0);
  const least = widths.reduce((sum, width) => sum + width.least, 0);
  return (
    <>
      <div
        ref={scroll}
        className={
          pages.stale && load !== undefined ? 'fb-table-scroll fb-stale' : 'fb-table-scroll'
        }
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
          <TableHead headers={table.getHeaderGroups()[0]?.headers ?? []} columns={widget.columns} />
          <tbody>
            <Spacer height={before} />
            {items.map((item) => (
              <TableRowView
                key={item.key}
                index={item.index}
                cells={
                  load === undefined ? rows[item.index]?.original.cells : pages.rowAt(item.index)
                }
                columns={widget.columns}
                measure={virtualizer.measureElement}
              />
            ))}
            <Spacer height={after} />
          </tbody>
        </table>
        {total === 0 ? <p className="fb-muted fb-empty">{emptySentence(filter)}</p> : null}
      </div>
      {pages.failed ? (
        <p className="fb-note" role="alert">
          Some rows could not be loaded.{' '}
          <button type="button" className="fb-button" onClick={pages.retry}>
            Try again
          </button>
        </p>
      ) : null}
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
