import { createContext, use } from 'react';
import type { Observable } from '../../src-main/contract/observable.ts';
import type { Cell } from '../../src-main/contract/report.ts';

export type TableQuery = {
  readonly offset: number;
  readonly limit: number;
  readonly sort: { readonly column: number; readonly descending: boolean } | null;
  readonly filter: string;
};
type TablePage = { readonly rows: readonly (readonly Cell[])[]; readonly total: number };
/** Asks the host for rows past those inside the report; `widget` is the index in `report.widgets`. */
export type LoadTable = (widget: number, query: TableQuery) => Promise<TablePage>;

/** What a widget may ask of the report around it. */
type ReportActions = {
  readonly onPivot: ((observable: Observable) => void) | undefined;
  readonly onLink: (address: string) => void;
  readonly loadTable: LoadTable | undefined;
  /** says a sentence to screen readers and shows it for a moment */
  readonly announce: (sentence: string) => void;
};

export const ReportContext = createContext<ReportActions>({
  onPivot: undefined,
  onLink: () => {},
  loadTable: undefined,
  announce: () => {},
});

export function useReport(): ReportActions {
  return use(ReportContext);
}
