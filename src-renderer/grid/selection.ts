import { type KeyboardEvent, type MouseEvent, useState } from 'react';
import { useHost } from '../app/host.ts';
import type { RowQuery } from '../shared/all-rows.ts';
import { rowsBetween } from '../shared/all-rows.ts';
import type { RowPages } from './use-row-pages.ts';

export type Selection = ReturnType<typeof useSelection>;

/**
 * The current row (shown in the flair pane) and the set of selected rows. Ranges reach over rows that are not
 * loaded: their ids are asked for.
 */
export function useSelection(
  pages: RowPages,
  query: RowQuery,
  currentId: number | null,
  onCurrent: (observableId: number) => void,
) {
  const { client } = useHost();
  const [ids, setIds] = useState<ReadonlySet<number>>(new Set());
  const [current, setCurrent] = useState<number | null>(null);
  const [anchor, setAnchor] = useState(0);

  const moveTo = (index: number) => {
    const bounded = Math.max(0, Math.min(pages.total - 1, index));
    setCurrent(bounded);
    const row = pages.at(bounded);
    if (row !== undefined) onCurrent(row.id);
    return bounded;
  };
  const selectRange = async (from: number, to: number) => {
    const [first, last] = from < to ? [from, to] : [to, from];
    const loaded = Array.from(
      { length: last - first + 1 },
      (_, step) => pages.at(first + step)?.id,
    );
    const known = loaded.filter((id) => id !== undefined);
    if (known.length === loaded.length) return setIds(new Set(known));
    const rows = await rowsBetween(client, query, first, last + 1);
    setIds(new Set(rows.map((row) => row.id)));
  };
  const toggle = (index: number) => {
    const id = pages.at(index)?.id;
    if (id === undefined) return;
    setIds((before) => {
      const next = new Set(before);
      if (!next.delete(id)) next.add(id);
      return next;
    });
    setAnchor(index);
  };
  const goTo = (index: number, extend: boolean) => {
    const bounded = moveTo(index);
    if (extend) return void selectRange(anchor, bounded);
    setAnchor(bounded);
    setIds(new Set());
  };

  // Sorting and filtering move rows: the current one is where its observable is now.
  const isAt = (index: number | null) => index !== null && pages.at(index)?.id === currentId;
  const shown = currentId === null || isAt(current) ? current : indexOf(pages, currentId, current);

  return {
    ids,
    current: shown,
    table: Object.fromEntries([...ids].map((id) => [String(id), true as const])),
    clear: () => setIds(new Set()),
    step: (by: number) => goTo((shown ?? -1) + by, false),
    goTo: (index: number) => goTo(index, false),
    click: (index: number, event: MouseEvent) => {
      if (event.shiftKey) return goTo(index, true);
      if (event.ctrlKey || event.metaKey) return toggle(index);
      return goTo(index, false);
    },
    /** Whether the key meant something here. `page` is how many rows fit. */
    press: (event: KeyboardEvent, page: number): boolean => {
      const at = shown ?? -1;
      const moves: { readonly [key: string]: number } = {
        ArrowDown: at + 1,
        ArrowUp: at - 1,
        Home: 0,
        End: pages.total - 1,
        PageDown: at + page,
        PageUp: at - page,
      };
      const target = Object.hasOwn(moves, event.key) ? moves[event.key] : undefined;
      if (target !== undefined && pages.total > 0) goTo(target, event.shiftKey);
      else if (event.key === ' ' && shown !== null) {
        if (event.shiftKey) void selectRange(anchor, shown);
        else toggle(shown);
      } else if (event.key === 'a' && (event.ctrlKey || event.metaKey)) {
        void selectRange(0, pages.total - 1);
      } else if (event.key === 'Escape' && ids.size > 0) setIds(new Set());
      else return false;
      return true;
    },
  };
}

function indexOf(pages: RowPages, id: number, fallback: number | null): number | null {
  for (let index = 0; index < pages.total; index += 1) if (pages.at(index)?.id === id) return index;
  return fallback;
}
