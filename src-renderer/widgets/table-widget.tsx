import { useState } from 'react';
import type { TableWidget } from '../../src-main/contract/report.ts';
import { useReport } from './report-context.ts';
import { counted, WidgetTitle } from './report-parts.tsx';
import { CopyTable } from './table-copy.tsx';
import { TableGrid } from './table-grid.tsx';

type TableViewProps = {
  readonly widget: TableWidget;
  /** index in `report.widgets`; null for a table inside another widget, which has its heading and all its rows */
  readonly index: number | null;
};

/** Fewer rows than this are read faster than filtered. */
const filterFrom = 9;

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
      <WidgetTitle
        title={index === null ? undefined : widget.title}
        note={note + counted(widget.rowCount, 'row')}
      >
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
