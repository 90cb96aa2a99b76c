import { useTable } from '@tanstack/react-table';
import { useVirtualizer } from '@tanstack/react-virtual';
import {
  type CSSProperties,
  type KeyboardEvent,
  type MouseEvent,
  type PointerEvent,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import type { ObservableRow } from '../../src-main/contract/paste.ts';
import type { RowQuery } from '../shared/all-rows.ts';
import { useHost } from '../app/host.ts';
import { useContextMenu } from '../shared/context-menu.tsx';
import { CopyMenu } from '../shared/copy-menu.tsx';
import { useAct } from '../shared/use-act.ts';
import { CancelItems } from './cancel-items.tsx';
import { ColumnHead } from './column-head.tsx';
import { createColumns, features } from './columns.tsx';
import { GridRow } from './grid-row.tsx';
import type { Selection } from './selection.ts';
import type { CopyRows } from './use-copy-rows.ts';
import type { RowPages } from './use-row-pages.ts';
import './observables-grid.css';

const rowHeight = 29;

type Props = {
  readonly pages: RowPages;
  readonly query: RowQuery;
  readonly onSort: (column: string) => void;
  readonly onWindow: (first: number, last: number) => void;
  readonly selection: Selection;
  readonly copying: CopyRows;
  readonly titleOf: (enricherId: string) => string;
  readonly onHover: (row: ObservableRow) => void;
};

/** Role grid with one focusable row at a time; rows that are not on the screen are not in the document. */
export function ObservablesGrid(props: Props) {
  const { pages, query, onSort, onWindow, selection, copying, titleOf, onHover } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const columns = useMemo(() => createColumns(titleOf), [titleOf]);
  const table = useTable({
    features,
    columns,
    data: pages.loaded,
    getRowId: (row) => String(row.id),
    state: { rowSelection: selection.table },
  });
  const lacking = [
    pages.loaded.every(({ standing, noise }) => standing === null && noise === null) && 'verdict',
    pages.loaded.every(({ seenBefore }) => seenBefore === 0) && 'seen',
  ]
    .filter((column) => column !== false)
    .join(' ');
  const byId = table.getRowModel().rowsById;
  const virtualizer = useVirtualizer({
    count: pages.total,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 12,
  });
  const items = virtualizer.getVirtualItems();
  const first = items[0]?.index ?? 0;
  const last = items.at(-1)?.index ?? 0;
  useEffect(() => onWindow(first, last), [onWindow, first, last]);

  // The current row is brought to the screen, and keeps the focus where the grid has it.
  const { current } = selection;
  const [wantsFocus, setWantsFocus] = useState(false);
  useEffect(() => {
    if (current === null) return;
    virtualizer.scrollToIndex(current, { align: 'auto' });
    if (!wantsFocus) return;
    setWantsFocus(false);
    requestAnimationFrame(() =>
      scroller.current?.querySelector<HTMLElement>(`[data-index="${current}"]`)?.focus(),
    );
  }, [current, wantsFocus, virtualizer]);

  const meant = (row: ObservableRow) => (selection.ids.has(row.id) ? [...selection.ids] : [row.id]);
  const { client } = useHost();
  const { act } = useAct();
  const cancel = (observableIds: number[], enricherId: string | null) =>
    void act(async () => {
      const { pasteId } = query;
      await client.runs.cancel({ pasteId, observableIds, enricherId: enricherId ?? undefined });
    });
  const menu = useContextMenu((target) => {
    const index = indexAt(target) ?? current;
    const row = index === null ? undefined : pages.at(index);
    if (index === null || row === undefined) return null;
    const ids = meant(row);
    if (!selection.ids.has(row.id)) selection.goTo(index);
    return (
      <CopyMenu
        count={ids.length}
        hasKeys
        onCopy={(form) => copying.copy(form, ids)}
        onTicket={() => copying.ticket(ids)}
      >
        <CancelItems
          rows={pages.loaded.filter(({ id }) => ids.includes(id))}
          enricherId={enricherAt(target)}
          titleOf={titleOf}
          onCancel={(enricherId) => cancel(ids, enricherId)}
        />
      </CopyMenu>
    );
  });
  const press = (event: KeyboardEvent) => {
    menu.onKeyDown(event);
    if (event.defaultPrevented) return;
    const row = current === null ? undefined : pages.at(current);
    if (row !== undefined && event.key.toLowerCase() === 'c' && (event.ctrlKey || event.metaKey)) {
      // Marked text is copied as everywhere.
      if (window.getSelection()?.isCollapsed === false) return;
      event.preventDefault();
      return copying.copy('defanged', meant(row));
    }
    if (!selection.press(event, Math.floor((scroller.current?.clientHeight ?? 0) / rowHeight)))
      return;
    event.preventDefault();
    setWantsFocus(true);
  };
  const click = (event: MouseEvent) => {
    const index = indexAt(event.target);
    if (index !== null) selection.click(index, event);
  };
  const hover = (event: PointerEvent) => {
    const index = indexAt(event.target);
    const row = index === null ? undefined : pages.at(index);
    if (row !== undefined) onHover(row);
  };

  return (
    <div
      ref={scroller}
      role="grid"
      aria-label="Observables"
      aria-multiselectable="true"
      aria-rowcount={pages.total + 1}
      aria-colcount={5}
      data-lacks={lacking}
      style={{ '--type-letters': typeLetters(pages.loaded) } as CSSProperties}
      className="observables-grid"
      tabIndex={pages.total === 0 ? 0 : -1}
      onKeyDown={press}
      onContextMenu={menu.onContextMenu}
    >
      <ColumnHead table={table} query={query} onSort={onSort} />
      <div
        role="rowgroup"
        className="grid-body"
        style={{ height: virtualizer.getTotalSize() }}
        onClick={click}
        onPointerOver={hover}
      >
        {items.map(({ index, start }) => {
          const row = pages.at(index);
          return (
            <GridRow
              key={row?.id ?? `place ${index}`}
              table={table}
              row={row === undefined ? undefined : byId[String(row.id)]}
              index={index}
              top={start}
              isCurrent={current === index}
              isFocusable={(current ?? 0) === index}
              isSelected={row !== undefined && selection.ids.has(row.id)}
            />
          );
        })}
      </div>
    </div>
  );
}

/** The longest type of those loaded sets the width of its column; one's own are cut where they are very long. */
function typeLetters(rows: readonly ObservableRow[]): number {
  return rows.reduce((most, { type }) => Math.max(most, Math.min(type.length, 16)), 7);
}

/** The row that an event came from. */
function indexAt(target: EventTarget): number | null {
  const row = target instanceof Element ? target.closest('[data-index]') : null;
  const index = Number(row?.getAttribute('data-index') ?? Number.NaN);
  return Number.isInteger(index) ? index : null;
}

/** The enricher of the mark that was pointed at. */
function enricherAt(target: Element): string | null {
  return target.closest('[data-enricher]')?.getAttribute('data-enricher') ?? null;
}
