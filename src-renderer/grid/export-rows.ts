import { csvRow } from '../../src-main/contract/csv.ts';
import type { ObservableRow } from '../../src-main/contract/paste.ts';
import type { Tlp } from '../../src-main/contract/vocabulary.ts';

export type Marking = { readonly tlp: Tlp | null; readonly exportedAt: string };

const columns = ['type', 'value', 'defanged', 'verdict', 'sentence', 'by', 'seen_before', 'tlp'];

/** One observable a row, after the names of the columns. */
export function csvOf(rows: readonly ObservableRow[], { tlp }: Marking): string {
  const lines = rows.map((row) => [
    row.type,
    row.value,
    row.defanged,
    row.standing?.level ?? '',
    row.standing?.sentence ?? '',
    row.standing?.by.join('; ') ?? '',
    String(row.seenBefore),
    tlp ?? '',
  ]);
  return [columns, ...lines].map((line) => `${csvRow(line)}\r\n`).join('');
}

export function jsonOf(rows: readonly ObservableRow[], { tlp, exportedAt }: Marking): string {
  const observables = rows.map(({ type, value, defanged, standing, tags, seenBefore }) => ({
    type,
    value,
    defanged,
    standing,
    tags,
    seenBefore,
  }));
  return `${JSON.stringify({ exportedAt, tlp, observables }, null, 2)}\n`;
}
