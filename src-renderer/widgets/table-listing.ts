import { type SortingState, useTable } from '@tanstack/react-table';
import { useMemo, useState } from 'react';
import type { Cell, TableWidget } from '../../src-main/contract/report.ts';
import type { LoadTable } from './report-context.ts';
import { columnsOf, sortingFeatures, type TableRow } from './table-model.ts';
import { matchesRow, wordsOfFilter } from './table-order.ts';
import { usePagedRows } from './table-pages.ts';

type Listed = {
  readonly widget: TableWidget;
  /** index in `report.widgets` */
  readonly index: number;
  /** undefined: all rows that can be shown are in the widget */
  readonly load: LoadTable | undefined;
  readonly filter: string;
};

/**
 * The rows in the order and by the filter asked for: worked out here while the widget holds them all, by the
 * reader of the store where they are loaded a page at a time.
 */
export function useListing({ widget, index, load, filter }: Listed) {
  const [sorting, setSorting] = useState<SortingState>([]);
  const columns = useMemo(() => columnsOf(widget.columns), [widget]);
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
  const sort = useMemo(() => {
    const [first] = sorting;
    return first === undefined ? null : { column: Number(first.id), descending: first.desc };
  }, [sorting]);
  const { rows: first, rowCount } = widget;
  const words = useMemo(() => wordsOfFilter(filter).join(' '), [filter]);
  const pages = usePagedRows({ load, widget: index, sort, filter: words, first, rowCount });
  const rows = table.getRowModel().rows;
  const here = load === undefined;
  return {
    headers: table.getHeaderGroups()[0]?.headers ?? [],
    total: here ? rows.length : pages.total,
    sort,
    /** undefined: on its way */
    cellsAt: (row: number): readonly Cell[] | undefined =>
      here ? rows[row]?.original.cells : pages.rowAt(row),
    stale: !here && pages.stale,
    failed: pages.failed,
    show: pages.show,
  };
}
