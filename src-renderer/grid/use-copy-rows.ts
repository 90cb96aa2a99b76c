import type { ObservableRow } from '../../src-main/contract/paste.ts';
import type { Tlp } from '../../src-main/contract/vocabulary.ts';
import { useHost } from '../app/host.ts';
import { type RowQuery, rowsBetween } from '../shared/all-rows.ts';
import { type CopyForm, copiedText } from '../shared/copied-text.ts';
import { useDefangStyle } from '../shared/defang-style.ts';
import { useAct } from '../shared/use-act.ts';
import { useCopyText } from '../shared/use-copy-text.ts';
import { copiedWords } from '../shared/use-copy-values.ts';
import { useTicket } from '../shared/use-ticket.ts';
import { csvOf, jsonOf, markdownOf } from './export-rows.ts';

/** null: all that the filter leaves */
type Ids = readonly number[] | null;

export type CopyRows = {
  readonly copy: (form: CopyForm, ids: Ids) => void;
  readonly ticket: (ids: Ids) => void;
};

/** Copies observables of the paste, in the order of the grid. */
export function useCopyRows(
  query: RowQuery,
  loaded: readonly ObservableRow[],
  tlp: Tlp | null,
): CopyRows {
  const { client } = useHost();
  const { act } = useAct();
  const style = useDefangStyle();
  const copyText = useCopyText();
  const copyTicket = useTicket();

  /** Selected rows may be filtered out of sight, or on pages that were not loaded. */
  const rowsOf = async (ids: Ids): Promise<readonly ObservableRow[]> => {
    if (ids === null) return rowsBetween(client, query);
    const wanted = new Set(ids);
    const near = loaded.filter(({ id }) => wanted.has(id));
    if (wanted.size === 1 && near.length > 0) return near.slice(0, 1);
    const rows = await rowsBetween(client, { ...query, filter: '' });
    return rows.filter(({ id }) => wanted.has(id));
  };
  const textOf = (form: CopyForm, rows: readonly ObservableRow[]) => {
    const marking = { tlp, exportedAt: new Date().toISOString() };
    if (form === 'csv') return csvOf(rows, marking);
    if (form === 'json') return jsonOf(rows, marking);
    if (form === 'markdown') return markdownOf(rows, marking, style);
    return copiedText(form, rows, style);
  };
  return {
    copy: (form, ids) =>
      void act(async () => {
        const rows = await rowsOf(ids);
        await copyText(textOf(form, rows), copiedWords(rows, form));
      }),
    ticket: (ids) =>
      void act(async () => {
        const chosen = ids ?? (await rowsOf(null)).map(({ id }) => id);
        await copyTicket(chosen, query.pasteId);
      }),
  };
}
