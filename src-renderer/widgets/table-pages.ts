import { useCallback, useRef, useState } from 'react';
import type { Cell } from '../../src-main/contract/report.ts';
import type { LoadTable, TableQuery } from './report-context.ts';

const pageRows = 200;

type Row = readonly Cell[];

/** The rows that are here, of one order and filter. */
type Pages = {
  readonly key: string;
  readonly total: number;
  readonly rows: ReadonlyMap<number, Row>;
};

type PagedRows = {
  readonly total: number;
  /** undefined: not here yet */
  readonly rowAt: (index: number) => Row | undefined;
  /** the rows shown are those of an older order or filter */
  readonly stale: boolean;
  readonly failed: boolean;
  /** asks for the pages that hold these rows; those that are here or on their way are not asked again */
  readonly show: (first: number, last: number) => void;
};

type Wanted = {
  readonly load: LoadTable | undefined;
  readonly widget: number;
  readonly sort: TableQuery['sort'];
  readonly filter: string;
  /** what the report itself holds */
  readonly first: readonly Row[];
  readonly rowCount: number;
};

function keyOf(sort: TableQuery['sort'], filter: string): string {
  return JSON.stringify([sort, filter]);
}

/** Rows that stay in the store, a page at a time, in the order and by the filter that the reader applies. */
export function usePagedRows({ load, widget, sort, filter, first, rowCount }: Wanted): PagedRows {
  const key = keyOf(sort, filter);
  const [pages, setPages] = useState<Pages>(() => ({
    key: keyOf(null, ''),
    total: rowCount,
    rows: new Map(first.entries()),
  }));
  const [failed, setFailed] = useState(false);
  const asked = useRef({ key, pages: new Set<number>() });

  const ask = useCallback(
    async (page: number): Promise<void> => {
      if (load === undefined) return;
      const query = { offset: page * pageRows, limit: pageRows, sort, filter };
      try {
        const { rows, total } = await load(widget, query);
        setPages((before) => {
          // An answer to an older order or filter would mix two lists.
          if (asked.current.key !== key) return before;
          const merged = new Map(before.key === key ? before.rows : []);
          for (const [index, row] of rows.entries()) merged.set(query.offset + index, row);
          return { key, total, rows: merged };
        });
        setFailed(false);
      } catch {
        asked.current.pages.delete(page);
        setFailed(true);
      }
    },
    [load, widget, sort, filter, key],
  );

  const show = useCallback(
    (from: number, to: number): void => {
      if (load === undefined) return;
      if (asked.current.key !== key) asked.current = { key, pages: new Set() };
      for (let page = Math.floor(from / pageRows); page * pageRows <= to; page += 1) {
        const inReport = key === keyOf(null, '') && (page + 1) * pageRows <= first.length;
        if (asked.current.pages.has(page) || (inReport && pages.key === key)) continue;
        asked.current.pages.add(page);
        void ask(page);
      }
    },
    [load, ask, key, first, pages.key],
  );

  return {
    total: pages.total,
    rowAt: (index) => pages.rows.get(index),
    stale: pages.key !== key,
    failed,
    show,
  };
}
