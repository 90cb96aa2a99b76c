import { type MouseEvent, useState } from 'react';
import type { Cell, TableWidget } from '../../src-main/contract/report.ts';
import { useDefangStyle } from '../shared/defang-style.ts';
import { useCopy } from './copying.ts';
import { type LoadTable, useReport } from './report-context.ts';
import { counted } from './report-parts.tsx';
import { csvOf } from './table-csv.ts';

const rowsAtOnce = 1000;

async function allRows(widget: TableWidget, index: number | null, load: LoadTable | undefined) {
  if (load === undefined || index === null) return widget.rows;
  const rows: (readonly Cell[])[] = [];
  while (rows.length < widget.rowCount) {
    const query = { offset: rows.length, limit: rowsAtOnce, sort: null, filter: '' };
    const page = await load(index, query);
    if (page.rows.length === 0) break;
    rows.push(...page.rows);
  }
  return rows;
}

type CopyTableProps = {
  readonly widget: TableWidget;
  readonly index: number | null;
  readonly load: LoadTable | undefined;
};

/** Copies every row, in the report's own order: as shown, or with Shift refanged. */
export function CopyTable({ widget, index, load }: CopyTableProps) {
  const [busy, setBusy] = useState(false);
  const { announce } = useReport();
  const copy = useCopy();
  const style = useDefangStyle();
  const copyAll = async ({ shiftKey }: MouseEvent): Promise<void> => {
    setBusy(true);
    try {
      const rows = await allRows(widget, index, load);
      const text = csvOf(widget.columns, rows, shiftKey ? null : style);
      const form = shiftKey ? 'refanged' : 'defanged';
      await copy(text, `${counted(rows.length, 'row')} as CSV, ${form}`);
    } catch {
      announce('The rows could not be loaded, so nothing was copied. Try again.');
    } finally {
      setBusy(false);
    }
  };
  const name = `Copy as CSV: ${widget.title ?? 'table'}`;
  return (
    <button
      type="button"
      className="fb-button"
      aria-label={name}
      title="Values defanged; with Shift refanged"
      disabled={busy}
      onClick={copyAll}
    >
      {busy ? 'Copying…' : 'Copy as CSV'}
    </button>
  );
}
