import { keepPreviousData, useQueries } from '@tanstack/react-query';
import type { ObservableRow } from '../../src-main/contract/paste.ts';
import { useHost } from '../app/host.ts';
import type { RowQuery } from '../shared/all-rows.ts';

const pageRows = 200;

type ObservablePage = {
  readonly rows: readonly ObservableRow[];
  readonly total: number;
  readonly noise: number;
};

export type RowPages = {
  readonly total: number;
  /** rows of noise: hidden, or to be hidden */
  readonly noise: number;
  /** undefined: not loaded yet */
  readonly at: (index: number) => ObservableRow | undefined;
  readonly loaded: readonly ObservableRow[];
  readonly isLoading: boolean;
  readonly error: Error | null;
  readonly retry: () => void;
};

/** The pages that are on the screen, and only those: ten thousand rows cost what two pages cost. */
export function useRowPages(query: RowQuery, firstIndex: number, lastIndex: number): RowPages {
  const { queries } = useHost();
  const firstPage = Math.floor(firstIndex / pageRows);
  const lastPage = Math.max(firstPage, Math.floor(lastIndex / pageRows));
  // Page 0 stays: it says how many there are.
  const numbers = [...new Set([0, ...range(firstPage, lastPage)])];
  return useQueries({
    queries: numbers.map((page) => ({
      ...queries.observables.list.queryOptions({
        input: { ...query, offset: page * pageRows, limit: pageRows },
      }),
      placeholderData: keepPreviousData,
      refetchInterval: ({ state }: { state: { data: ObservablePage | undefined } }) =>
        state.data?.rows.some((row) => row.marks.some((mark) => mark.state !== 'done'))
          ? 3000
          : false,
    })),
    combine: (results) => {
      const pages = new Map(numbers.map((number, index) => [number, results[index]?.data?.rows]));
      return {
        total: results[0]?.data?.total ?? 0,
        noise: results[0]?.data?.noise ?? 0,
        at: (index: number) => pages.get(Math.floor(index / pageRows))?.[index % pageRows],
        loaded: results.flatMap((result) => result.data?.rows ?? []),
        isLoading: results[0]?.isPending === true,
        error: results.find((result) => result.error !== null)?.error ?? null,
        retry: () => {
          for (const result of results) void result.refetch();
        },
      };
    },
  });
}

function range(first: number, last: number): number[] {
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}
