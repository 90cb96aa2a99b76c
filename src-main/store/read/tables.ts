import type { Cell, Report, TableRest, TableWidget } from '../../contract/report.ts';
import { reportLimits } from '../../contract/vocabulary.ts';
import type { Connection } from '../connection.ts';
import { unpack } from '../packed-json.ts';
import type { Page, Paged } from '../store.ts';
import { pageOfRows, type TableQuery } from '../table-rows.ts';

/** The rows of tables, whether they stand in the report or in chunks beside it. */
export function createTableReader(db: Connection) {
  const report = db.prepare<[number], Uint8Array>('SELECT body FROM reports WHERE run = ?').pluck();
  const chunks = db
    .prepare<[number, number, number, number], Uint8Array>(
      'SELECT body FROM table_chunks WHERE run = ? AND widget = ? AND chunk >= ? ORDER BY chunk LIMIT ?',
    )
    .pluck();

  function widgetsOf(runId: number): Report['widgets'] {
    const body = report.get(runId);
    return body === undefined
      ? []
      : (unpack<{ report: Report | null }>(body).report?.widgets ?? []);
  }

  function restOf(runId: number, widget: number): Cell[][] {
    return chunks.all(runId, widget, 0, -1).flatMap((body) => unpack<Cell[][]>(body));
  }

  /** In the order of the report only the chunks of the page are read. */
  function plainPage(runId: number, widget: number, table: TableWidget, page: Page): Cell[][] {
    const { chunkRows } = reportLimits;
    const end = page.offset + page.limit;
    const first = Math.max(0, Math.floor((page.offset - table.rows.length) / chunkRows));
    const count = Math.max(0, Math.ceil((end - table.rows.length) / chunkRows) - first);
    const rest = chunks.all(runId, widget, first, count).flatMap((body) => unpack<Cell[][]>(body));
    const begin = table.rows.length + first * chunkRows;
    return [
      ...table.rows.slice(page.offset, end),
      ...rest.slice(Math.max(0, page.offset - begin), Math.max(0, end - begin)),
    ];
  }

  return {
    table({
      runId,
      widget,
      ...query
    }: TableQuery & { runId: number; widget: number }): Paged<Cell[]> {
      const table = widgetsOf(runId)[widget];
      if (table?.type !== 'table') return { rows: [], total: 0 };
      if (query.sort === null && query.filter.trim() === '') {
        return { rows: plainPage(runId, widget, table, query), total: table.rowCount };
      }
      return pageOfRows([...table.rows, ...restOf(runId, widget)], query);
    },

    tableRests: (runId: number): TableRest[] =>
      widgetsOf(runId).flatMap((widget, index) =>
        widget.type === 'table' && widget.rowCount > widget.rows.length
          ? [{ widget: index, rows: restOf(runId, index) }]
          : [],
      ),
  };
}
