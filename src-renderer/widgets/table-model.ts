import type { ColumnDef } from '@tanstack/react-table';
import { createSortedRowModel, rowSortingFeature, tableFeatures } from '@tanstack/react-table';
import type { Cell, Column } from '../../src-main/contract/report.ts';
import { compareKeys, type OrderKey, orderKey } from './table-order.ts';

export type TableRow = { readonly cells: readonly Cell[] };

export const sortingFeatures = tableFeatures({
  rowSortingFeature,
  sortedRowModel: createSortedRowModel(),
});

type TableColumn = ColumnDef<typeof sortingFeatures, TableRow>;

/** A column's id is its position: names may be empty or stand twice. */
export function columnsOf(columns: readonly Column[]): TableColumn[] {
  return columns.map(({ name, kind }, index) => ({
    id: String(index),
    header: name,
    accessorFn: ({ cells }: TableRow) => orderKey(cells[index] ?? null, kind),
    sortFn: (one, other, id) =>
      compareKeys(one.getValue<OrderKey>(id), other.getValue<OrderKey>(id)),
    sortUndefined: 'last',
    sortDescFirst: false,
  }));
}
