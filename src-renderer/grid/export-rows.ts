import type { ObservableRow } from '../../src-main/contract/paste.ts';
import type { Tlp } from '../../src-main/contract/vocabulary.ts';

export type Marking = { readonly tlp: Tlp | null; readonly exportedAt: string };

const columns = ['type', 'value', 'defanged', 'verdict', 'sentence', 'by', 'seen_before', 'tlp'];

/** Comma-separated, RFC 4180; a cell that a spreadsheet would take for a formula gets an apostrophe. */
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
  return [columns, ...lines].map((line) => `${line.map(csvCell).join(',')}\r\n`).join('');
}

function csvCell(text: string): string {
  const harmless = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
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
