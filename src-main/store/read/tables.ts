import type { Cell, Report, TableRest } from '../../contract/report.ts';
import type { Connection } from '../connection.ts';
import { unpack } from '../packed-json.ts';
import type { Paged } from '../store.ts';
import { pageOfRows, type TableQuery } from '../table-rows.ts';

/** The rows of tables, whether they stand in the report or in chunks beside it. */
export function createTableReader(db: Connection) {
  const report = db.prepare<[number], Uint8Array>('SELECT body FROM reports WHERE run = ?').pluck();
  const chunks = db
    .prepare<[number, number], Uint8Array>(
      'SELECT body FROM table_chunks WHERE run = ? AND widget = ? ORDER BY chunk',
    )
    .pluck();

  function widgetsOf(runId: number): Report['widgets'] {
    const body = report.get(runId);
    return body === undefined
      ? []
      : (unpack<{ report: Report | null }>(body).report?.widgets ?? []);
  }

  function allRows(runId: number, widget: number, inline: readonly Cell[][]): Cell[][] {
    const rest = chunks.all(runId, widget).map((body) => unpack<Cell[][]>(body));
    return [inline, ...rest].flat();
  }

  return {
    table({
      runId,
      widget,
      ...query
    }: TableQuery & { runId: number; widget: number }): Paged<Cell[]> {
      const table = widgetsOf(runId)[widget];
      if (table?.type !== 'table') return { rows: [], total: 0 };
      return pageOfRows(allRows(runId, widget, table.rows), query);
    },

    tables: (runId: number): TableRest[] =>
      widgetsOf(runId).flatMap((widget, index) =>
        widget.type === 'table'
          ? [{ widget: index, rows: allRows(runId, index, widget.rows) }]
          : [],
      ),
  };
}
